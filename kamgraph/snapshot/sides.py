"""Who stands where on the day: the two sides, the places at the accounts, and who is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kamgraph.model import Level, Organisation, OrganisationKind, Settings
from kamgraph.snapshot.columns import LEVELS
from kamgraph.snapshot.strength import stated_on
from kamgraph.store.rows import AssignmentRow, PersonRow, PositionRow, StakeholderRow, TieRow

SENIOR = frozenset({Level.OWNER, Level.BOARD, Level.DIRECTOR})


@dataclass
class Crowd:
    """Everybody concerned, sorted onto sides.

    Attributes
    ----------
    people : dict
        Row of each person by id, those who object to being scored left out.
    standing : dict
        Positions that hold on the day, by person, the highest level first.
    seniority : dict
        Positions of any time at a client as director, board member or owner, by person.
    ours, theirs : set of str
        Present on the day; a former employee of ours who works nowhere is in neither.
    former : set of str
        Those of theirs who once held a position and hold none any more.
    excluded : set of str
        Those who object; `objecting` are the ones of ours among them.
    """

    people: dict[str, PersonRow] = field(default_factory=dict)
    standing: dict[str, list[PositionRow]] = field(default_factory=dict)
    seniority: dict[str, list[PositionRow]] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    excluded: set[str] = field(default_factory=set)
    objecting: set[str] = field(default_factory=set)


def gather(
    people: Iterable[PersonRow],
    positions: Iterable[PositionRow],
    organisations: Iterable[Organisation],
    assignments: Iterable[AssignmentRow],
    ties: Iterable[TieRow],
    as_of: date,
) -> Crowd:
    """Sort people onto sides: where they work decides, and our side wins where somebody works on both."""
    own = {o.id for o in organisations if o.kind is OrganisationKind.OWN}
    crowd = Crowd()
    for row in people:
        if row.do_not_score:
            crowd.excluded.add(row.id)
        else:
            crowd.people[row.id] = row
    ever: dict[str, bool] = {}
    for position in positions:
        at_own = position.organisation in own
        ever[position.person] = ever.get(position.person, False) or at_own
        if not at_own and position.level in SENIOR and position.person in crowd.people:
            crowd.seniority.setdefault(position.person, []).append(position)
        if held_on(position, as_of):
            crowd.standing.setdefault(position.person, []).append(position)
    for held in crowd.standing.values():
        held.sort(key=lambda p: (LEVELS.index(Level(p.level)), p.organisation, p.title))
    acting = {a.person for a in assignments} | {t.ours for t in ties}
    for person in (*crowd.people, *crowd.excluded):
        scored = person in crowd.people
        held = crowd.standing.get(person, [])
        if any(p.organisation in own for p in held) or (person not in ever and person in acting):
            (crowd.ours if scored else crowd.objecting).add(person)
        elif scored and (held or not ever.get(person, False)):
            crowd.theirs.add(person)
            if person in ever and not held:
                crowd.former.add(person)
    for person in crowd.ours:
        crowd.seniority.pop(person, None)
    return crowd


def held_on(position: PositionRow, day: date) -> bool:
    """Tell whether a position held on a day."""
    return (position.valid_from is None or position.valid_from <= day) and (
        position.valid_to is None or day < position.valid_to
    )


@dataclass
class Place:
    """A client person in an account, in the making."""

    person: str
    account: str
    positions: list[PositionRow] = field(default_factory=list)
    opinions: list[StakeholderRow] = field(default_factory=list)

    @property
    def level(self) -> Level:
        """Level of the highest position here."""
        return Level(self.positions[0].level) if self.positions else Level.UNKNOWN

    def influence(self) -> float | None:
        """Stated influence, of the latest opinion that has one."""
        return next((o.influence for o in self.opinions if o.influence is not None), None)

    def stance(self) -> int | None:
        """Stated stance, of the latest opinion that has one."""
        return next((o.stance for o in self.opinions if o.stance is not None), None)

    def decision_weight(self) -> float | None:
        """Stated weight in the decision."""
        return next((o.decision_weight for o in self.opinions if o.decision_weight is not None), None)

    def roles(self) -> set[str]:
        """Parts in the decision."""
        return {role for o in self.opinions for role in o.roles}

    def stale(self, as_of: date, settings: Settings) -> bool:
        """Tell whether no opinion was confirmed recently."""
        days = [stated_on(o.confirmed_on, o.valid_from, settings.local_day(o.written), as_of) for o in self.opinions]
        known = [(as_of - day).days for day in days if day is not None]
        return bool(self.opinions) and min(known, default=settings.confirm_days + 1) > settings.confirm_days

    def interval(self) -> tuple[date | None, date | None]:
        """Since when and until when the person stands here, as far as is known."""
        rows: list[PositionRow] | list[StakeholderRow] = self.positions or self.opinions
        begins = [row.valid_from for row in rows]
        ends = [row.valid_to for row in rows]
        since = None if None in begins else min(d for d in begins if d is not None)
        until = None if None in ends else max(d for d in ends if d is not None)
        return since, until


def places(crowd: Crowd, account_of: Mapping[str, str], opinions: Iterable[StakeholderRow]) -> list[Place]:
    """Places at the accounts, sorted by account and person, each pair once."""
    found: dict[tuple[str, str], Place] = {}
    for person in crowd.theirs:
        for position in crowd.standing.get(person, ()):
            account = account_of.get(position.organisation)
            if account is not None:
                found.setdefault((account, person), Place(person, account)).positions.append(position)
    for opinion in sorted(opinions, key=lambda o: (o.confirmed_on or date.min, o.written, o.fact), reverse=True):
        # A unit is no account: what is said of somebody there has no place of its own.
        if opinion.person in crowd.theirs and account_of.get(opinion.account) == opinion.account:
            key = (opinion.account, opinion.person)
            found.setdefault(key, Place(opinion.person, opinion.account)).opinions.append(opinion)
    return [found[key] for key in sorted(found)]


def left_out(
    crowd: Crowd,
    account_of: Mapping[str, str],
    placed: Iterable[Place],
    opinions: Iterable[StakeholderRow],
    assignments: Iterable[AssignmentRow],
    known: Iterable[tuple[str, str]],
) -> dict[str, set[str]]:
    """Who would have a place or a part at each account, and objects to being scored.

    Parameters
    ----------
    known : iterable of (ours, theirs)
        Pairs with a tie, or with a contact in the window, of whom ours objects.
    """
    named = [(account_of.get(p.organisation), p.person) for held in crowd.standing.values() for p in held]
    named += [(row.account, row.person) for row in opinions]
    named += [(row.account, row.person) for row in assignments]
    accounts: dict[str, list[str]] = {}
    for place in placed:
        accounts.setdefault(place.person, []).append(place.account)
    named += [
        (account, ours) for ours, theirs in known if ours in crowd.objecting for account in accounts.get(theirs, ())
    ]
    found: dict[str, set[str]] = {}
    for account, person in named:
        if account in account_of and account is not None and person in crowd.excluded:
            found.setdefault(account, set()).add(person)
    return found
