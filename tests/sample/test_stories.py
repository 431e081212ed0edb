"""Each account tells its story through the measures, and the whole tells two."""

from collections import Counter
from datetime import date

import pytest

import kamgraph as kg
from kamgraph.sample import as_of


def leaving(snap, person):
    return kg.departure(snap, [person])


def test_1_browar_zakole_is_one_to_one(on, who):
    snap = on("zakole")
    assert kg.pattern(snap).pattern == "1:1"
    assert kg.coverage(snap).known == 1
    gone = leaving(snap, who("Gżegżółka"))
    assert gone.orphaned == (who("Świądro"),)
    assert gone.coverage_after == 0
    assert gone.value_at_stake == pytest.approx(1_900_000)


def test_2_hurtownia_arnika_hangs_on_the_one_who_leaves(on, who, loaded):
    snap = on("arnika")
    assert kg.pattern(snap).pattern == "1:N"
    gone = leaving(snap, who("Kłosik"))
    assert len(gone.orphaned) == 6
    assert gone.value_at_stake == pytest.approx(8_400_000)
    assert who("Ćwikłowska") in kg.coverage(snap).uncovered
    (handover,) = loaded.store.handovers()
    assert handover.leavers == (who("Kłosik"),)
    assert (handover.last_working_day, handover.contract_end) == (date(2026, 12, 14), date(2026, 12, 31))


def test_2_the_only_foothold_besides_him_is_inactive(on, who):
    ties = {(t.ours, t.theirs): t for t in kg.ties(on("arnika")).items}
    for pair in ((who("Mrozik"), who("Grzęda")), (who("Ołdakiewicz"), who("Ćwikłowska"))):
        assert not ties[pair].active
        assert ties[pair].strength == 0
        assert ties[pair].declared > 0


def test_2_successors_have_loads_between_nothing_and_fourteen(on, who):
    held = Counter(tie.ours for tie in kg.ties(on()).items if tie.active)
    assert held[who("Dzióbek")] == 14
    assert held[who("Żądełko")] == 7
    assert held[who("Pączkowic")] == 0


def test_2_the_handover_weighs_a_full_load_and_a_newcomer(on, who):
    leaver, newcomer, full = who("Kłosik"), who("Pączkowic"), who("Dzióbek")
    plan = kg.handover(on(), [leaver])
    assert len(plan.steps) == 6
    assert all(step.joint and step.successor for step in plan.steps)
    assert newcomer in {one.person for one in plan.load_after}
    at_stake = sum(step.at_stake for step in plan.steps)
    assert at_stake == pytest.approx(leaving(on(), leaver).relationship_loss)
    three = kg.handover(on(), [leaver], successors=[full, who("Żądełko"), newcomer])
    loads = {one.person: one.n for one in three.load_after}
    assert three.uncovered == ()
    assert loads.get(full, 0) <= 15
    assert sum(step.successor == full for step in three.steps) <= 1
    alone = kg.handover(on(), [leaver], successors=[full])
    assert (len(alone.uncovered), alone.load_after[0].n) == (5, 15)
    assert alone.steps[0].successor == full


def test_8_the_gatekeeper_introduces_us_to_those_behind_her(on, who):
    best = kg.next_best_ties(on("zeleznik")).items
    assert who("Łoś-Wójcicka") in {tie.introducer for tie in best}
    assert who("Łoś-Wójcicka") not in {tie.theirs for tie in best}


def test_3_dachowki_podgorze_is_many_to_one(on, who):
    snap = on("podgorze")
    assert kg.pattern(snap).pattern == "N:1"
    gone = leaving(snap, who("Miąższ"))
    assert gone.coverage_after == 0
    assert kg.resilience(snap).retained_theirs[1] == 0
    assert kg.resilience(snap).retained[1] > 0.7 * kg.coverage(snap).coverage


def test_3_what_is_stated_is_not_what_is_observed(on, who):
    (tie,) = [t for t in kg.ties(on("podgorze")).items if t.ours == who("Śmiglarz-Wąs")]
    assert (as_of() - tie.last_contact).days == 240
    assert tie.observed < 0.1 < tie.declared
    assert not tie.active


def test_4_mleczarnia_biala_laka_is_solid_and_grew_since_january(on):
    pattern = kg.pattern(on("biala-laka"))
    assert (pattern.pattern, pattern.solid) == ("N:N", True)
    assert kg.pattern(on("biala-laka", date(2025, 12, 31))).pattern == "1:N"
    assert kg.coverage(on("biala-laka")).reach_1 == 1
    grown = kg.changes(on("biala-laka", date(2025, 12, 31)), on("biala-laka"))
    assert len(grown.ties_gained) >= 10
    assert grown.ties_lost == ()


def test_4_reviews_are_on_time_and_two_initiatives_run(on):
    (review,) = kg.reviews(on("biala-laka")).items
    assert (review.last, review.overdue_days) == (date(2026, 10, 1), 0)
    assert kg.activity(on("biala-laka")).initiatives == 2


def test_5_one_person_stands_in_the_group_and_in_its_daughter(on, who):
    for account in ("kasztel", "kasztel-dystrybucja"):
        assert who("Żółciak") in {item.leavers[0] for item in kg.departures(on(account)).items}
    together = kg.coverage(on("kasztel", group=True))
    assert together.people < sum(
        kg.coverage(on(a)).people for a in ("kasztel", "kasztel-dystrybucja", "kasztel-logistyka")
    )


def test_5_the_group_buyer_is_not_identified(on, who):
    found = kg.completeness(on("kasztel"))
    assert found.placeholders == 1
    assert found.placeholder_share > 0.5
    buyer = who("Dyrektor zakupów grupy (osoba nieustalona)")
    for daughter in ("kasztel-dystrybucja", "kasztel-logistyka"):
        deciders = {d.person for d in kg.threads(on(daughter)).decision_makers}
        assert buyer in deciders


def test_6_kasztel_dystrybucja_is_many_to_many_on_paper_only(on, who, tables):
    pattern = kg.pattern(on("kasztel-dystrybucja"))
    assert (pattern.pattern, pattern.solid) == ("N:N", False)
    assert len(leaving(on("kasztel-dystrybucja"), who("Dzióbek")).orphaned) == 5
    bosses = {r["target"] for r in tables["lines"] if (r["source"], r["kind"]) == (who("Krzemyk"), "reports_to")}
    assert bosses == {who("Żółciak"), who("Dyrektor zakupów grupy (osoba nieustalona)")}


def test_7_kasztel_logistyka_has_gone_stale(on, who):
    snap = on("kasztel-logistyka")
    assert kg.pattern(snap).pattern == "1:1"
    asleep = [t for t in kg.ties(snap).items if t.ours == who("Jóźwicka-Bąk")]
    assert {t.theirs for t in asleep} == {who("Gołąbek"), who("Wójtuś")}
    assert not any(t.active for t in asleep)
    assert kg.completeness(snap).stale_share > 0.5


def test_7_its_ties_faded_in_half_a_year(on, who):
    faded = kg.fading_ties(on("kasztel-logistyka", date(2026, 3, 31)), on("kasztel-logistyka")).items
    lost = {tie.theirs: tie.after for tie in faded if tie.ours == who("Jóźwicka-Bąk")}
    assert lost == {who("Gołąbek"): 0, who("Wójtuś"): 0}


def test_7_a_review_without_a_director_does_not_count(on):
    (review,) = kg.reviews(on("kasztel-logistyka")).items
    assert review.last == date(2025, 10, 15)
    assert review.overdue_days == (as_of() - date(2025, 10, 15)).days - 180


def test_8_odlewnia_zeleznik_has_a_hidden_gatekeeper(on, who):
    gone = leaving(on("zeleznik"), who("Łoś-Wójcicka"))
    assert gone.relationship_loss < 0.1
    assert gone.access_loss == pytest.approx(0.907, abs=0.001)
    assert len(gone.cut_off) == 5


def test_9_datokrag_rests_on_a_sceptic(on, who):
    snap = on("datokrag")
    worst = max((d for d in kg.departures(snap).items if d.side == "theirs"), key=lambda d: d.relationship_loss)
    assert worst.leavers == (who("Ździebło"),)
    found = kg.coverage(snap)
    assert worst.relationship_loss > 0.4 * found.coverage
    assert found.by_stance.against == max(vars(found.by_stance).values())


def test_9_two_went_and_two_came_and_the_count_is_the_same(on, who):
    before, after = on("datokrag", date(2026, 7, 31)), on("datokrag")
    assert kg.coverage(before).known == kg.coverage(after).known
    changed = kg.changes(before, after)
    assert set(changed.people_left) == {who("Drożdżyk"), who("Kaźmierska")}
    assert set(changed.people_joined) == {who("Zięba-Rój"), who("Mżyk")}


def test_10_farby_tecza_bis_lost_its_champion(on, who, counted):
    before, after = on("tecza-bis", date(2026, 10, 30)), on("tecza-bis")
    assert kg.coverage(after).coverage < 0.6 * kg.coverage(before).coverage
    assert kg.coverage(after).total_weight == kg.coverage(before).total_weight
    assert kg.completeness(after).placeholders == 1
    (nps,) = [f for f in after.figures if f.kind == "nps"]
    assert nps.value == 55
    assert nps.since < date(2026, 10, 30)


def test_11_meble_dabrowka_is_reached_through_a_former_contact(on, who):
    assert kg.pattern(on("dabrowka", date(2026, 11, 15))).pattern == "none"
    assert kg.pattern(on("dabrowka", date(2026, 11, 16))).pattern == "1:1"
    assert kg.completeness(on("dabrowka")).placeholders == 1


def test_11_he_can_introduce_us_to_the_one_who_decides(on, who):
    seat = who("Dyrektor łańcucha dostaw (osoba nieustalona)")
    for snap in (on("dabrowka"), on()):
        (way,) = kg.introductions(snap, seat).items
        assert way.people == (who("Gżegżółka"), who("Bździuch"), seat)
    (way,) = kg.introductions(on(), seat, source=who("Pączkowic"), max_hops=3).items
    assert way.people[:2] == (who("Pączkowic"), who("Gżegżółka"))


def test_11_the_tie_that_came_along_is_to_be_confirmed(on, who):
    snap = on("dabrowka")
    tie, place = snap.ties, snap.places
    moved = snap.number(who("Bździuch"))
    (confirmed,) = tie.confirmed[tie.theirs == moved]
    (since,) = place.since[place.person == moved]
    assert confirmed < since == date(2026, 11, 16).toordinal()


def test_12_opakowania_legi_is_safe_from_one_departure_and_not_from_two(on, who):
    snap = on("legi")
    one, other = who("Dzióbek"), who("Ołdakiewicz")
    for person in (one, other):
        assert leaving(snap, person).orphaned == ()
    both = kg.departure(snap, [one, other])
    assert (len(both.orphaned), both.coverage_after) == (5, 0)
    alone = leaving(snap, one).relationship_loss + leaving(snap, other).relationship_loss
    assert both.relationship_loss > 1.5 * alone
    assert kg.resilience(snap).retained[2] == 0
    (legi,) = [a for a in kg.portfolio(on()).items if a.account == "legi"]
    assert (legi.contract_ends_on - as_of()).days == 38


def test_12_calls_say_more_than_the_rating(on, who):
    pair = (who("Ołdakiewicz"), who("Wróżyna"))
    (tie,) = [t for t in kg.ties(on("legi")).items if (t.ours, t.theirs) == pair]
    steps = on("legi").settings.ratings
    nearest = min(range(5), key=lambda i: abs(steps[i] - tie.observed))
    assert nearest + 1 == 4
    assert tie.observed > tie.declared


def test_headline_everyone_watches_one_and_another_is_the_next_risk(on, who):
    items = {item.person: item for item in kg.people(on()).items}
    watched, hidden = items[who("Kłosik")], items[who("Dzióbek")]
    assert watched.value_at_stake == pytest.approx(8_400_000)
    assert watched.accounts_lost == ("arnika",)
    assert hidden.managed_value == pytest.approx(13_000_000)
    assert hidden.value_at_stake == pytest.approx(7_200_000, abs=200_000)
    assert sorted((i.value_at_stake for i in items.values()), reverse=True)[:2] == [
        watched.value_at_stake,
        hidden.value_at_stake,
    ]


def test_headline_a_sponsor_of_five_is_known_in_one(on, who):
    (sponsor,) = [item for item in kg.people(on()).items if item.person == who("Ćwirko")]
    assert set(sponsor.paper_assignments) == {"arnika", "kasztel", "zeleznik", "datokrag"}
    assert sponsor.accounts == 5


def test_nobody_is_scored_who_objects(on, who):
    assert kg.coverage(on("biala-laka")).excluded == 1
    assert who("Świerszczyk") not in on("biala-laka").people.ids


def test_nothing_is_known_before_the_first_contact(on):
    assert on("legi").first_day is not None
    assert on("legi").first_day >= date(2025, 1, 2)


def test_assigned_twice_and_knowing_nobody(on, who):
    (person,) = [item for item in kg.people(on()).items if item.person == who("Szczęśniak")]
    assert set(person.paper_assignments) == {"biala-laka", "dabrowka"}


def test_the_newcomer_and_the_absent_hold_nothing(on, who):
    items = {item.person: item for item in kg.people(on()).items}
    for name in ("Pączkowic", "Jóźwicka-Bąk"):
        assert items[who(name)].value_at_stake == 0
