"""Display names of the people of a snapshot."""

from __future__ import annotations

from kamgraph.snapshot.columns import Snapshot


def names(snap: Snapshot) -> dict[str, str]:
    """Display name of each person id; results hold ids only, so that a page decides whom it may name.

    Examples
    --------
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("jan", side="theirs", name="Jan Łoś")
    >>> names(from_networkx(G))
    {'jan': 'Jan Łoś'}
    """
    return dict(zip(snap.people.ids, snap.people.names, strict=True))
