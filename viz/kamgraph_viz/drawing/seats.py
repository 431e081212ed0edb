"""The people to be placed, and the sizes the picture is made of."""

from dataclasses import dataclass, replace

DENSE_ABOVE = 60
MAP_ABOVE = 250


@dataclass(frozen=True)
class Seat:
    """Somebody who needs a place on the map.

    Attributes
    ----------
    id : str
    ours : bool
    level : int
        Rank of the level, 0 the highest.
    department : int
        Rank of the department; unknown ranks last.
    radius : float
        Of the disc, before the picture's own factor.
    """

    id: str
    ours: bool
    level: int
    department: int
    radius: float


@dataclass(frozen=True)
class Sizes:
    """Measures of the picture in its own units.

    A row is, from above: corridor for ties, disc, label; a band begins with a strip for its name.
    """

    column: float
    corridor: float
    disc: float
    label: float
    strip: float
    gutter: float
    lane_gap: float
    factor: float
    our_disc: float
    our_rows: int
    dense: bool

    def with_air(self, more: float) -> "Sizes":
        """The same with wider corridors."""
        return replace(self, corridor=self.corridor + more)

    @property
    def our_step(self) -> tuple[float, float]:
        """From one of ours to the next: in one column, and in two of which one is shifted against the other."""
        return 2 * self.our_disc + self.label + 0.4 * self.corridor, self.our_disc + self.label + 8

    @property
    def row(self) -> float:
        """Height of a row."""
        return self.corridor + 2 * self.disc + self.label


ROOMY = Sizes(
    column=150,
    corridor=26,
    disc=28,
    label=54,
    strip=22,
    gutter=160,
    lane_gap=14,
    factor=1.0,
    our_disc=19,
    our_rows=7,
    dense=False,
)
DENSE = Sizes(
    column=110,
    corridor=15,
    disc=16,
    label=27,
    strip=22,
    gutter=150,
    lane_gap=12,
    factor=0.57,
    our_disc=11,
    our_rows=14,
    dense=True,
)


def sizes_for(people: int) -> Sizes:
    """Roomy for an account that can be read at a glance, dense for one that is explored."""
    return ROOMY if people <= DENSE_ABOVE else DENSE
