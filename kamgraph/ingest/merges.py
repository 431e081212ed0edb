"""People who may be one: suggestions to look at, never merged by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kamgraph.ingest.directory import Called, Directory
from kamgraph.ingest.report import MergeSuggestion
from kamgraph.ingest.resolve import is_group_address
from kamgraph.model import fold
from kamgraph.store.port import GraphStore

# What more people share is a switchboard, an office or a common name, and says nothing about two of them.
_SHARED_BY_MANY = 4
_DIGITS = 9


def suggest_merges(store: GraphStore) -> tuple[MergeSuggestion, ...]:
    """Pairs of people with the same name at the same organisation, the same e-mail address or the same phone.

    Addresses of offices (biuro@, info@) and what more than four people share do not count. Chairs without a person
    are nobody's double. A pair appears once, with its strongest reason.

    Parameters
    ----------
    store : GraphStore
        Where to look; merged people are one already.

    Returns
    -------
    tuple of MergeSuggestion
        Sorted by ids; empty where nobody is alike.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     suggest_merges(store)
    ()
    """
    return alike(Directory(store))


def alike(directory: Directory) -> tuple[MergeSuggestion, ...]:
    """The same, from what an import knows already."""
    sharing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, called in directory.called.items():
        if not directory.is_placeholder(id_):
            for mark in _marks(called, directory.employers(id_)):
                sharing[mark].append(id_)
    found: dict[tuple[str, str], str] = {}
    shared = {mark: several for mark, ids in sharing.items() if 1 < len(several := set(ids)) <= _SHARED_BY_MANY}
    for (reason, _), several in sorted(shared.items()):
        for a, b in combinations(sorted(several), 2):
            found.setdefault((a, b), reason)
    return tuple(MergeSuggestion(a, b, reason) for (a, b), reason in sorted(found.items()))


def _marks(person: Called, employers: set[str]) -> Iterator[tuple[str, str]]:
    for mail in person.emails:
        if not is_group_address(mail):
            yield "same e-mail", fold(mail)
    name = " ".join(sorted(fold(person.name).split()))
    for organisation in employers:
        yield "same name and organisation", f"{name}\x1f{organisation}"
    for phone in person.phones:
        digits = re.sub(r"\D", "", re.split(r"(?i)x|ext|wew", phone)[0])
        if len(digits) >= _DIGITS:
            yield "same phone", digits[-_DIGITS:]
