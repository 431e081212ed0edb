"""The payload as it is written into the page: without what is empty, and with numbers instead of repeated ids."""

from collections.abc import Mapping, Sequence
from typing import Any

from kamgraph_viz.account.payload import LineEntry, MapPayload, PersonEntry, TieEntry


def slim(entry: Mapping[str, Any], keep: Sequence[str] = ()) -> dict[str, Any]:
    """Entry without what is empty, which the page's script fills in again; `keep` names fields whose 0 says something.

    Examples
    --------
    >>> slim({"stance": 0, "title": "", "roles": [], "name": "Anna"}, keep=("stance",))
    {'stance': 0, 'name': 'Anna'}
    """
    shown = {key: value for key, value in entry.items() if value or (key in keep and value is not None)}
    return {key: _whole(value) for key, value in shown.items()}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def slim_people(people: Sequence[PersonEntry]) -> list[dict[str, Any]]:
    """People in their order, which the other entries count by."""
    return [slim(person, keep=("stance",)) for person in people]


def slim_payload(payload: MapPayload, people: Sequence[PersonEntry]) -> dict[str, Any]:
    """Everything else."""
    number = {person["id"]: i for i, person in enumerate(people)}
    return {
        **payload,
        "ties": slim_ties(payload["ties"], number),
        "lines": [_line(line, number) for line in payload["lines"]],
        "departures": [_loss(payload["departures"].get(person["id"]), number) for person in people],
    }


def slim_ties(ties: Sequence[TieEntry], number: Mapping[str, int]) -> list[dict[str, Any]]:
    """Ties between people given by their number in the page's list."""
    return [_tie(tie, number) for tie in ties]


def _tie(tie: TieEntry, number: Mapping[str, int]) -> dict[str, Any]:
    entry = slim({**tie, "ours": number[tie["ours"]], "theirs": number[tie["theirs"]]}, keep=("ours", "theirs"))
    # Most ties rest on contacts alone: what was observed is then what counts, and is said once.
    if tie["observed"] == tie["strength"]:
        entry.pop("observed", None)
    else:
        entry["observed"] = tie["observed"]
    # The newest contact stands first in the list of contacts, with its day.
    if tie["contacts"] and tie["contacts"][0][0] == tie["last"]:
        entry.pop("last")
    return entry


def _line(line: LineEntry, number: Mapping[str, int]) -> dict[str, Any]:
    return slim({**line, "source": number[line["source"]], "target": number[line["target"]]}, keep=("source", "target"))


def _loss(entry: Mapping[str, Any] | None, number: Mapping[str, int]) -> dict[str, Any] | None:
    if entry is None:
        return None
    # No loss is left out, an unknown one is not.
    unknown = {key: None for key, value in entry.items() if value is None}
    shown = [number[p] for p in entry["cut_off"] if p in number]
    return {**slim({**entry, "cut_off": shown}), **unknown}
