"""What the map's page is given, and nothing else: the allow-list of everything that reaches the file."""

from typing import TypedDict

from kamgraph_viz.drawing.routes import Route


class PersonEntry(TypedDict):
    """Somebody on the map; `id` is opaque, days are ISO text, what is not known is None."""

    id: str
    name: str
    ours: bool
    title: str
    level: str
    department: str
    department_text: str
    placeholder: bool
    weight: float
    assumed: bool
    stale: bool
    stance: int | None
    roles: list[str]
    ends: str | None
    absent_from: str | None
    absent_to: str | None
    page: str | None
    x: float
    y: float
    radius: float


class TieEntry(TypedDict):
    """Our person knows a client person; `contacts` are the newest days and kinds of contact."""

    ours: str
    theirs: str
    strength: float
    observed: float
    declared: float | None
    rating: int
    target: int
    dormant: bool
    last: str | None
    confirmed: str | None
    count: int
    contacts: list[tuple[str, str]]
    fact: str
    route: Route


class LineEntry(TypedDict):
    """Client person to client person."""

    source: str
    target: str
    kind: str
    weight: float
    route: Route


class DepartureEntry(TypedDict):
    """What the engine says of one departure."""

    relationship_loss: float | None
    access_loss: float | None
    cut_off: list[str]
    critical: bool
    value_at_stake: float | None


class CellEntry(TypedDict):
    """Level x department, as the engine counts it."""

    level: str
    department: str
    weight_share: float
    coverage: float | None
    reach: float | None


class Figures(TypedDict):
    """The engine's numbers that stand above the map."""

    known: int
    people: int
    coverage: float | None
    reach_1: float | None
    pattern: str
    solid: bool | None
    left_ours: float | None
    left_theirs: float | None
    placeholders: int
    cells: list[CellEntry]


class BandEntry(TypedDict):
    """Band of a level or lane of a department, from `start` to `end`."""

    code: str
    start: float
    end: float


class PlanEntry(TypedDict):
    """Extent of the picture."""

    bands: list[BandEntry]
    lanes: list[BandEntry]
    left: float
    our_right: float
    client_left: float
    right: float
    bottom: float
    column: float
    label: float
    dense: bool


class AccountEntry(TypedDict):
    """The account itself and the day it is shown on."""

    name: str
    group: bool
    as_of: str
    window_days: int
    confirm_days: int
    currency: str
    annual_value: float | None
    contract_ends: str | None
    total_weight: float
    assumed_share: float | None
    excluded: int
    first_day: str | None
    store_version: str


class MapPayload(TypedDict):
    """Everything the page's script reads."""

    account: AccountEntry
    figures: Figures
    ties: list[TieEntry]
    lines: list[LineEntry]
    departures: dict[str, DepartureEntry]
    plan: PlanEntry | None
