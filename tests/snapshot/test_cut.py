"""An account cut out of the portfolio is the account read by itself."""

from dataclasses import fields
from datetime import date

import numpy as np

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.sample import as_of, files
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import account_of


def plain(snap: Snapshot):
    """Columns as lists, each interaction's people by id, so that the two can be compared."""
    found = {}
    for group in ("people", "accounts", "places", "ties", "lines", "assignments"):
        columns = getattr(snap, group)
        for f in fields(columns):
            if f.name not in {"interactions", "first_interaction"}:
                value = getattr(columns, f.name)
                found[group, f.name] = value.tolist() if isinstance(value, np.ndarray) else list(value)
    for column in ("strength", "observed", "minutes_in", "minutes_out"):
        found["ties", column] = getattr(snap.ties, column).round(12).tolist()
    found["excluded"] = snap.excluded
    t = snap.ties
    found["evidence"] = [
        [snap.interactions.ids[i] for i in t.interactions[t.first_interaction[n] : t.first_interaction[n + 1]]]
        for n in range(len(t.ours))
    ]
    return found


def test_cutting_equals_reading(store, tmp_path):
    with files() as folder:
        import_path(store, folder, by="test", rejects=tmp_path / "rejects")
    whole = kg.snapshot(store, as_of=as_of())
    for account in whole.accounts.ids:
        alone = plain(kg.snapshot(store, account=account, as_of=as_of()))
        cut = plain(account_of(whole, account))
        different = {k for k in alone if repr(alone[k]) != repr(cut[k])}
        assert different == set(), account


def test_the_portfolio_s_rows_are_the_accounts_answers(store, tmp_path):
    with files() as folder:
        import_path(store, folder, by="test", rejects=tmp_path / "rejects")
    rows = {a.account: a for a in kg.portfolio(kg.snapshot(store, as_of=as_of())).items}
    for account, row in rows.items():
        alone = kg.snapshot(store, account=account, as_of=as_of())
        assert row.coverage == kg.coverage(alone).coverage
        assert row.pattern == kg.pattern(alone).pattern
        assert row.review_overdue_days == next(
            (r.overdue_days for r in kg.reviews(alone).items if r.due is not None), None
        )


def test_exposed_value_by_hand(store, fill, tie):
    from kamgraph.model import Figure

    fill.staff("u", "v")
    fill.account("acme", "c")
    fill.account("bravo", "d", "e")
    day = date(2026, 1, 5)
    fill.run(
        tie("u", "c"),
        *(tie(a, b, 5) for a in ("u", "v") for b in ("d", "e")),
        Figure(account="acme", kind="annual_value", value=1000.0, currency="PLN"),
        Figure(account="bravo", kind="annual_value", value=1000.0, currency="PLN"),
    )
    result = kg.portfolio(kg.snapshot(store, as_of=day))
    rows = {a.account: a for a in result.items}
    assert rows["acme"].value_exposed == 1000.0
    # Two equal contacts: ours leaving leaves .9, theirs leaving leaves half of .99.
    assert abs(rows["bravo"].value_exposed - 1000.0 * (1 - 0.99 / 2)) < 1e-9
    assert result.totals.value_exposed == sum(a.value_exposed for a in result.items)
    assert result.items[-1].cumulative_share == 1.0
