"""How a statement about a fact changes its versions: one rule, used by every store."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kamgraph.model import Fact
from kamgraph.model.errors import Conflict

Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True)
class Visible:
    """A version that can be seen at this moment, under its id."""

    version: str
    content: Fact


@dataclass(frozen=True)
class Plan:
    """What to write: versions to supersede, versions to add, and what the caller is told."""

    outcome: Outcome
    supersede: tuple[str, ...] = ()
    add: tuple[Fact, ...] = ()


_UNCHANGED = Plan("unchanged")


def plan_put(visible: Sequence[Visible], incoming: Fact) -> Plan:
    """Decide what a statement about a fact means, given the versions that stand.

    Fields not set on the incoming fact keep what the version concerned holds. The version concerned is the one with
    the same beginning; without a beginning (`valid_from` not set, or None), the one that ended on the day given as the
    end, else the one still open, else the latest.

    - Nothing stands: added.
    - The version concerned, completed, says the same: unchanged.
    - It has the same beginning, or none was given: a correction, which supersedes it.
    - A version stands at the new beginning: a change, which supersedes it by a copy closed there, and adds one.
    - None stands there: added beside the others.

    Parameters
    ----------
    visible : sequence of Visible
        All visible versions of this one fact, in any order.
    incoming : Fact
        The statement.

    Raises
    ------
    Conflict
        The result would overlap another version or end before it begins, or an undated statement would reopen a fact
        that has ended.

    Examples
    --------
    >>> from datetime import date
    >>> from kamgraph.model import Tie
    >>> old = Visible("v1", Tie(ours="u", theirs="c", declared=3))
    >>> plan_put([old], Tie(ours="u", theirs="c", declared=3)).outcome
    'unchanged'
    >>> plan = plan_put([old], Tie(ours="u", theirs="c", declared=4, valid_from=date(2026, 1, 1)))
    >>> plan.outcome, plan.supersede, [(f.declared, f.valid_from, f.valid_to) for f in plan.add]
    ('changed', ('v1',), [(3, None, datetime.date(2026, 1, 1)), (4, datetime.date(2026, 1, 1), None)])
    """
    if not visible:
        return Plan("added", add=(incoming,))
    concerned = _concerned(visible, incoming)
    if concerned is None:
        return _change(visible, incoming)
    others = [v for v in visible if v.version != concerned.version]
    if incoming.valid_from is None and concerned.content.valid_to is not None and not _says_end(incoming):
        if _completed(concerned.content, incoming, keep_interval=True) == concerned.content:
            return _UNCHANGED
        raise Conflict(f"ended on {concerned.content.valid_to}; give valid_from to begin again", (incoming.fact,))
    corrected = _completed(concerned.content, incoming, keep_interval=incoming.valid_from is None)
    if corrected == concerned.content:
        return _UNCHANGED
    _refuse_overlap(others, corrected)
    return Plan("changed", (concerned.version,), (corrected,))


def version_id(fact: str, run: str, ordinal: int) -> str:
    """Id of the nth version of a fact that a run writes, counted from 0: 32 hexadecimal digits."""
    return version_mark(fact, run, ordinal).hex()


def version_mark(fact: str, run: str, ordinal: int) -> bytes:
    """The same as 16 bytes."""
    return hashlib.blake2b(f"{fact}\x1f{run}\x1f{ordinal}".encode(), digest_size=16).digest()


def _says_end(incoming: Fact) -> bool:
    return "valid_to" in incoming.model_fields_set and incoming.valid_to is not None


def _begin(fact: Fact) -> date:
    return fact.valid_from or date.min


def _end(fact: Fact) -> date:
    return fact.valid_to or date.max


def _concerned(visible: Sequence[Visible], incoming: Fact) -> Visible | None:
    if incoming.valid_from is None:
        # A row that only says when something ended is about the version that ended then, whatever came later.
        ended = next((v for v in visible if _says_end(incoming) and v.content.valid_to == incoming.valid_to), None)
        return ended or max(visible, key=lambda v: (_end(v.content), _begin(v.content)))
    return next((v for v in visible if v.content.valid_from == incoming.valid_from), None)


def _completed(held: Fact, incoming: Fact, *, keep_interval: bool) -> Fact:
    said = {name: getattr(incoming, name) for name in incoming.model_fields_set}
    if keep_interval:
        said["valid_from"] = held.valid_from
        if said.get("valid_to") is None:
            said["valid_to"] = held.valid_to
    begin, end = said.get("valid_from", held.valid_from), said.get("valid_to", held.valid_to)
    if begin is not None and end is not None and end <= begin:
        raise Conflict(f"would end on {end}, and it begins on {begin}; give valid_from to correct that", (held.fact,))
    return type(held).model_validate({**dict(held), **said})


def _change(visible: Sequence[Visible], incoming: Fact) -> Plan:
    day = _begin(incoming)
    standing = next((v for v in visible if _begin(v.content) < day < _end(v.content)), None)
    if standing is None:
        _refuse_overlap(visible, incoming)
        return Plan("added", add=(incoming,))
    changed = _completed(standing.content, incoming, keep_interval=False)
    if changed.model_copy(update={"valid_from": standing.content.valid_from}) == standing.content:
        return _UNCHANGED
    _refuse_overlap([v for v in visible if v.version != standing.version], changed)
    closed = standing.content.model_copy(update={"valid_to": day})
    return Plan("changed", (standing.version,), (closed, changed))


def _refuse_overlap(others: Sequence[Visible], new: Fact) -> None:
    for other in others:
        if _begin(new) < _end(other.content) and _begin(other.content) < _end(new):
            shown = f"{other.content.valid_from or 'ever'} to {other.content.valid_to or 'now'}"
            raise Conflict(f"overlaps what is held from {shown}", (new.fact,))
