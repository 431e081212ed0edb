"""What routes answer that no measure gives: lists, an account in whole, a person with facts, a graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from kamgraph.analytics.activity import ActivityResult
from kamgraph.analytics.completeness import CompletenessResult
from kamgraph.analytics.concentration import ConcentrationResult
from kamgraph.analytics.coverage import CoverageResult
from kamgraph.analytics.departures import DeparturesResult
from kamgraph.analytics.expected import ExpectedCoverageResult
from kamgraph.analytics.pattern import PatternResult
from kamgraph.analytics.resilience import ResilienceResult
from kamgraph.analytics.reviews import ReviewsResult
from kamgraph.analytics.threads import ThreadsResult
from kamgraph.model import Organisation, Person, Run
from kamgraph.model.journal import Event
from kamgraph.store.port import StoredFact


@dataclass(frozen=True)
class Health:
    """How the service is."""

    status: Literal["ok"]


@dataclass(frozen=True)
class Version:
    """Which kamgraph answers."""

    version: str


@dataclass(frozen=True)
class AccountFound:
    """One account of a list."""

    account: str
    name: str


@dataclass(frozen=True)
class AccountList:
    """A page of accounts, by id; of a search, the best first."""

    items: tuple[AccountFound, ...]
    next: str | None


@dataclass(frozen=True)
class AccountInWhole:
    """One account: its measures under their names.

    Attributes
    ----------
    coverage : CoverageResult
        How much of the influence we hold.
    completeness : CompletenessResult
        What is known of the client's people.
    pattern : PatternResult
        1:1, 1:N, N:1 or N:N.
    threads : ThreadsResult
        How many contact pairs share nobody.
    departures : DeparturesResult
        What goes with each person.
    resilience : ResilienceResult
        What is left after the worst departures.
    expected_coverage : ExpectedCoverageResult
        Coverage after known departures and average turnover.
    concentration : ConcentrationResult
        How evenly our people hold the account.
    activity : ActivityResult
        How many different people were met.
    reviews : ReviewsResult
        When the next business review is due.
    """

    coverage: CoverageResult
    completeness: CompletenessResult
    pattern: PatternResult
    threads: ThreadsResult
    departures: DeparturesResult
    resilience: ResilienceResult
    expected_coverage: ExpectedCoverageResult
    concentration: ConcentrationResult
    activity: ActivityResult
    reviews: ReviewsResult


@dataclass(frozen=True)
class PersonFound:
    """One person of a list.

    Attributes
    ----------
    organisation : str or None
        Name of the organisation where the person works; only a search tells.
    """

    person: str
    name: str
    organisation: str | None


@dataclass(frozen=True)
class PeopleList:
    """A page of people, by id; of a search, the best first."""

    items: tuple[PersonFound, ...]
    next: str | None


@dataclass(frozen=True)
class PersonHeld:
    """One person with every fact that the caller may read.

    Attributes
    ----------
    person : Person
        The record.
    facts : mapping
        Visible facts, each with its id and version, by kind.
    names : mapping
        Names of the people whom those facts name, by id.
    """

    as_of: date
    person: Person
    facts: Mapping[str, Sequence[StoredFact]]
    names: Mapping[str, str]


@dataclass(frozen=True)
class FactHeld:
    """One fact: what stands of it, and every version there was.

    Attributes
    ----------
    fact : str
        Its id, which follows from what it is about.
    tag : str or None
        What `If-Match` names to change it; none where nothing stands.
    standing, history : tuple of StoredFact
        The versions that stand, and all of them, the oldest first.
    authors : mapping
        Who stated each of them, by run.
    """

    fact: str
    tag: str | None
    standing: tuple[StoredFact, ...]
    history: tuple[StoredFact, ...]
    authors: Mapping[str, str]


@dataclass(frozen=True)
class FactWritten:
    """One fact as it stands after a write.

    Attributes
    ----------
    fact : str
        Its id, which follows from what it is about.
    tag : str or None
        What `If-Match` names to change it; none where nothing stands.
    run : str or None
        The run that this request wrote; none where it wrote nothing.
    standing : tuple of StoredFact
        The versions that stand, the oldest first.
    """

    fact: str
    tag: str | None
    run: str | None
    standing: tuple[StoredFact, ...]


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was added to an account.

    Attributes
    ----------
    person : str
        Id of the person.
    run : str
        The run that this request wrote.
    facts : tuple of str
        Ids of the facts about the person.
    """

    person: str
    run: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class PersonRecord:
    """A person as recorded.

    Attributes
    ----------
    person : Person
        The record.
    tag : str
        What `If-Match` names to change it.
    run : str or None
        The run that this request wrote; none where it wrote nothing.
    """

    person: Person
    tag: str
    run: str | None


@dataclass(frozen=True)
class AccountRecord:
    """An account, or another organisation, as recorded.

    Attributes
    ----------
    organisation : Organisation
        The record.
    tag : str
        What `If-Match` names to change it.
    run : str or None
        The run that this request wrote; none where it wrote nothing.
    """

    organisation: Organisation
    tag: str
    run: str | None


@dataclass(frozen=True)
class InteractionRecord:
    """A contact that is recorded.

    Attributes
    ----------
    interaction : str
        Its id.
    run : str or None
        The run that this request wrote; none where it wrote nothing.
    """

    interaction: str
    run: str | None


@dataclass(frozen=True)
class Erased:
    """What an erasure removed.

    Attributes
    ----------
    run : str
        The run under which it is remembered that somebody was erased.
    counts : mapping
        How much, by section.
    """

    run: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class SubjectExport:
    """Everything held about a person.

    Attributes
    ----------
    exported_at : datetime
        When, UTC.
    held : mapping
        Plain records by section, every version included.
    """

    person: str
    exported_at: datetime
    held: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class AuditLog:
    """A page of the audit log, the newest entry first."""

    items: tuple[Event, ...]
    next: str | None


@dataclass(frozen=True)
class RunList:
    """A page of the runs, the newest first: every set of writes, with its author."""

    items: tuple[Run, ...]
    next: str | None


@dataclass(frozen=True)
class NodeLink:
    """An access graph as networkx writes it: people as nodes, active ties and lines as edges.

    Attributes
    ----------
    directed, multigraph : bool
        Always false.
    graph : mapping
        Scope, day and window.
    nodes : sequence of mapping
        `id`, `name`, `side` (ours, theirs), `weight` (influence in this scope, at least 0), `level`.
    edges : sequence of mapping
        `source`, `target`, `kind` (tie, reports_to, influences), `strength` 0..1.
    """

    directed: bool
    multigraph: bool
    graph: Mapping[str, Any]
    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]
