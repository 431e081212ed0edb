"""The page's figures are the engine's: today, after every single departure, and after several at once."""

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from kamgraph import analytics as kg
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import account_map, words
from kamgraph_viz.account.reading import cast_of, opaque

ACCOUNTS = ("arnika", "legi", "zeleznik", "datokrag")
IMPACTS = """(sets) => sets.map((gone) => {
  const { people, ties, account } = kamgraph;
  const found = kamgraph.impact([...people.values()], ties, account.total_weight, new Set(gone));
  return { coverage: found.after.coverage, reach: found.after.reach, orphaned: found.orphaned.sort(),
           single: found.single.sort(), left: found.left };
})"""


def _standing(snap: Snapshot) -> list[str]:
    cast = cast_of(snap)
    return [snap.people.ids[p] for p in sorted({*cast.ours, *cast.theirs})]


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_departure_and_sets_of_them(account: str, sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    snap = sample[account]
    people = _standing(snap)
    rng = random.Random(3)
    several = [tuple(rng.sample(people, k)) for k in (2, 3) for _ in range(10)]
    sets = [(p,) for p in people] + sorted(set(several))
    today, *found = show(account_map(snap)).run(IMPACTS, [[], *([opaque(p) for p in gone] for gone in sets)])
    kept = kg.resilience(snap, k_max=1)
    assert today["left"] == pytest.approx(min(kept.retained[1], kept.retained_theirs[1]), abs=1e-5)
    for gone, page in zip(sets, found, strict=True):
        engine = kg.departure(snap, gone)
        assert page["coverage"] == pytest.approx(engine.coverage_after, abs=1e-5), gone
        assert page["reach"] == pytest.approx(engine.reach_1_after, abs=1e-5), gone
        assert page["orphaned"] == sorted(opaque(p) for p in engine.orphaned), gone
        if len(gone) == 1:
            assert page["single"] == sorted(opaque(p) for p in engine.single_tied), gone


def test_what_a_reader_sees_of_a_departure(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    snap = sample["arnika"]
    opened = show(account_map(snap))
    opened.choose("Bartłomiej Kłosik")
    opened.page.get_by_role("button", name="Ta osoba odchodzi").click()
    [klosik] = [p for p, name in zip(snap.people.ids, snap.people.names, strict=True) if name == "Bartłomiej Kłosik"]
    engine = kg.departure(snap, [klosik])
    panel = opened.page.locator("#detail").inner_text()
    assert words.percent(engine.access_loss, "pl") in panel
    assert words.money(engine.value_at_stake, "PLN", "pl") in panel
    names = dict(zip(snap.people.ids, snap.people.names, strict=True))
    for orphan in engine.orphaned:
        assert names[orphan] in panel
    assert f"Bez opiekuna ({len(engine.orphaned)})" in panel
    coverage = opened.page.locator("#figures div", has_text="Pokrycie relacjami")
    assert coverage.locator("del").inner_text() == words.percent(engine.coverage_before, "pl")


def test_rings_are_the_engines_critical_people(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    snap = sample["zeleznik"]
    critical = {opaque(d.leavers[0]) for d in kg.departures(snap).items if d.single_point_of_failure}
    shown = show(account_map(snap)).run(
        "() => Object.entries(kamgraph.departures).filter(([, d]) => d.critical).map(([id]) => id)"
    )
    assert set(shown) == critical


def test_several_departures_say_what_they_cannot_count(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["legi"]))
    for name in ("Sylwia Dzióbek", "Krzysztof Ołdakiewicz"):
        opened.choose(name)
        opened.page.get_by_role("button", name="Ta osoba odchodzi").click()
    panel = opened.page.locator("#detail").inner_text()
    assert "usługa" in panel
    assert "Bez opiekuna (5)" in panel


def test_the_chain_is_the_strongest_one(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    snap = sample["zeleznik"]
    opened = show(account_map(snap))
    strengths = _best_products(opened.run("() => kamgraph.ways()"), [opaque(p) for p in _standing(snap)])
    ours = {opaque(snap.people.ids[p]) for p in cast_of(snap).ours}
    for person in cast_of(snap).theirs:
        target = opaque(snap.people.ids[person])
        best = max(strengths[source, target] for source in ours)
        chain = opened.run("(target) => kamgraph.bestChain(target, new Set())", target)
        assert (chain["strength"] if chain else 0.0) == pytest.approx(best)


def _best_products(ways: list[tuple[str, str, float]], people: list[str]) -> dict[tuple[str, str], float]:
    # All chains of up to three steps, by brute force.
    one = {(a, b): 0.0 for a in people for b in people}
    for a, b, strength in ways:
        one[a, b] = max(one[a, b], strength)
    best = dict(one)
    for a, b in combinations([*people, *people], 2):
        two = max(one[a, x] * one[x, b] for x in people)
        three = max(one[a, x] * one[x, y] * one[y, b] for x in people for y in people)
        best[a, b] = max(best[a, b], two, three)
    return best


def test_script_and_python_write_numbers_alike(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["zakole"]))
    amounts = [0, 1, 480.4, 999.5, 1_000, 999_499, 999_500, 1_894_000, 2e6, 123_400_000, 2.45e9]
    assert opened.run("(all) => all.map((v) => kamgraph.money(v, 'PLN'))", amounts) == [
        words.money(v, "PLN", "pl") for v in amounts
    ]
    shares = [0, 0.001, 0.005, 0.115, 0.5, 0.625, 0.999, 1]
    assert opened.run("(all) => all.map(kamgraph.percent)", shares) == [words.percent(v, "pl") for v in shares]
    assert opened.run("() => kamgraph.day('2026-11-03')") == "03.11.2026"
    forms = list(words.FORMS["ties"].pl)
    assert opened.run("(f) => [...Array(130).keys()].map((n) => kamgraph.plural(n, 'pl', f))", forms) == [
        words.plural(n, "pl", forms) for n in range(130)
    ]
