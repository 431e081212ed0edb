import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamgraph.analytics.chairs import chairs_of
from kamgraph.analytics.ground import Ground
from kamgraph.analytics.losses import Losses
from kamgraph.kernels import compiled
from kamgraph.kernels.access import pieces_cut_off, reached_among, searched
from kamgraph.kernels.compiled import Ints, kernel
from kamgraph.kernels.departures import products_without_each
from kamgraph.kernels.grouping import grouped_rows, neighbours
from random_accounts import Account, accounts, portfolio_of

ENDS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


def column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int32)


@given(ENDS, st.lists(st.booleans(), min_size=8, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_a_compiled_kernel_answers_what_the_same_function_answers(ends, ours, gone) -> None:
    a, b = column([one for one, _ in ends]), column([other for _, other in ends])
    ours, gone = np.array(ours), np.array(gone)
    for one, other in zip(grouped_rows.compiled(a, 8), grouped_rows.plain(a, 8), strict=True):
        assert one.tolist() == other.tolist()
    first, to = neighbours.plain(a, b, 8)
    assert [one.tolist() for one in neighbours.compiled(a, b, 8)] == [first.tolist(), to.tolist()]
    found = searched.plain(first, to, ours)
    assert [one.tolist() for one in searched.compiled(first, to, ours)] == [one.tolist() for one in found]
    pieces = [one.tolist() for one in pieces_cut_off.plain(*found, 8)]
    assert [one.tolist() for one in pieces_cut_off.compiled(*found, 8)] == pieces
    around = column(range(8)), first, to, ours, gone
    assert reached_among.compiled(*around).tolist() == reached_among.plain(*around).tolist()


@given(st.lists(st.lists(st.sampled_from([0.0, 0.25, 1.0]) | st.floats(0, 1), max_size=4), max_size=5))
def test_products_without_each_are_those_of_the_others(groups) -> None:
    factors = np.array([factor for group in groups for factor in group])
    owner = column([i for i, group in enumerate(groups) for _ in group])
    for run in (products_without_each.plain, products_without_each.compiled):
        others, whole = run(factors, owner, len(groups))
        assert whole.tolist() == pytest.approx([np.prod(group) for group in groups])
        wanted = [np.prod(group[:i] + group[i + 1 :]) for group in groups for i in range(len(group))]
        assert others.tolist() == pytest.approx(wanted)


@given(accounts(), st.data())
@settings(max_examples=30)
def test_losses_of_a_portfolio_are_the_same_compiled(account: Account, data: st.DataObject) -> None:
    some = st.dictionaries(st.sampled_from(sorted(account.theirs)), st.floats(0.1, 5), min_size=1)
    snap = portfolio_of(account, data.draw(st.fixed_dictionaries({"a": some, "b": some})), {"a": 7.0, "b": np.nan})
    chairs = chairs_of(snap)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled.kernel, "__call__", lambda self, *given: self.plain(*given))
        plain = Losses(Ground(snap, chairs))
        groups = [plain.orphaned, plain.single_tied, plain.units_lost]
        patch.setattr(compiled.kernel, "__call__", lambda self, *given: self.compiled(*given))
        fast = Losses(Ground(snap, chairs))
        same = [fast.orphaned, fast.single_tied, fast.units_lost]
    for name in ("relationship", "access", "value"):
        assert getattr(fast, name) == pytest.approx(getattr(plain, name), abs=1e-12, nan_ok=True)
    for one, other in zip(groups, same, strict=True):
        assert (one.first.tolist(), one.member.tolist()) == (other.first.tolist(), other.member.tolist())


def test_a_short_array_starts_no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(compiled.kernel, "worth", compiled.WORTH_COMPILING)
    monkeypatch.setattr(compiled.kernel, "compiled", property(lambda self: calls.append(self) or self.plain))

    @kernel
    def twice(values: Ints) -> Ints:
        return values * 2

    assert twice(column([1])).tolist() == [2]
    assert not calls
    assert len(twice(np.zeros(compiled.WORTH_COMPILING, dtype=np.int32))) == compiled.WORTH_COMPILING
    assert calls
