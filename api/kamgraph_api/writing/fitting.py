"""What an import would reject is not written here either: people on the wrong side, and circles of managers."""

from datetime import date

from kamgraph.ingest.cells import CellError
from kamgraph.ingest.rules import require_sides
from kamgraph.model import Fact, FactKind, Line, LineKind, OrganisationKind
from kamgraph.store.port import GraphStore
from kamgraph_api.problems import Fault, Refused


def require_fitting(store: GraphStore, said: Fact) -> None:
    """Refuse a statement that an import would reject.

    Raises
    ------
    Refused
        422, with the field and the reason.
    """
    try:
        require_sides(said, _Looked(store))
        if isinstance(said, Line) and said.kind is LineKind.REPORTS_TO:
            _require_no_circle(store, said)
    except CellError as error:
        fault = Fault(where=f"body.{error.field}", reason=error.reason)
        named = [getattr(said, field) for field in said.person_fields]
        raise Refused(
            422, "invalid-value", "a value of the request breaks a rule", ids=[n for n in named if n], faults=[fault]
        ) from error


class _Looked:
    """The people of one statement, each looked up when a rule asks."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def is_ours(self, person: str) -> bool | None:
        """Whether somebody is one of ours, as an import decides it."""
        held = self._store.facts(FactKind.POSITION, person=person)
        employers = {getattr(position.content, "organisation", "") for position in held}
        if any(o.kind is OrganisationKind.OWN for o in self._store.organisations(employers)):
            return True
        if employers:
            return False
        return True if any(True for _ in self._store.facts(FactKind.ASSIGNMENT, person=person)) else None

    def is_placeholder(self, person: str) -> bool:
        """Whether this is a chair without a person."""
        return any(held.placeholder for held in self._store.people([person]))


def _require_no_circle(store: GraphStore, said: Line) -> None:
    """Climb from the new manager: whoever is said to report must not be met while the line holds."""
    met, waiting = {said.target}, [said.target]
    while waiting:
        managers = set(_managers(store, waiting.pop(), said))
        if said.source in managers:
            # Those in between may be nobody whom the caller may know.
            between = "" if met == {said.target} else " -> ..."
            circle = f"{said.source} -> {said.target}{between} -> {said.source}"
            raise CellError("target", said.target, f"closes a circle of managers: {circle}")
        waiting += managers - met
        met |= managers


def _managers(store: GraphStore, person: str, said: Line) -> list[str]:
    lines = [stored.content for stored in store.facts(FactKind.LINE, person=person)]
    return [
        line.target
        for line in lines
        if isinstance(line, Line)
        and line.kind is LineKind.REPORTS_TO
        and line.source == person
        and (said.valid_from or date.min) < (line.valid_to or date.max)
        and (line.valid_from or date.min) < (said.valid_to or date.max)
    ]
