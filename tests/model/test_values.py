"""Every rule of a value: what is taken, what is refused, and that the message names the field."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kamgraph.model import (
    FACT_TYPES,
    Absence,
    Assignment,
    Figure,
    Handover,
    HandoverStep,
    Initiative,
    Interaction,
    Line,
    Organisation,
    Person,
    PlanItem,
    Position,
    Run,
    RunFile,
    Settings,
    Stakeholder,
    Tie,
    fact_id,
)
from kamgraph.model.entities import Entity
from kamgraph.model.vocabulary import InteractionKind, Level

DAY = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
GOOD: dict[type[Entity], dict[str, Any]] = {
    Organisation: {"id": "o", "name": "O"},
    Person: {"id": "p", "name": "P"},
    Initiative: {"id": "i", "account": "a", "title": "T"},
    PlanItem: {"id": "k", "account": "a", "kind": "goal", "text": "T"},
    HandoverStep: {"theirs": "c"},
    Handover: {"id": "h", "leavers": ("u",), "last_working_day": DAY},
    Interaction: {"id": "i", "at": NOON},
    Run: {"id": "r", "at": NOON, "by": "me", "kind": "edit"},
    RunFile: {"name": "f.csv", "sha256": "0" * 64},
    Position: {"person": "p", "organisation": "o"},
    Stakeholder: {"person": "p", "account": "a"},
    Assignment: {"person": "u", "account": "a"},
    Tie: {"ours": "u", "theirs": "c"},
    Line: {"source": "c", "target": "d", "kind": "reports_to"},
    Figure: {"account": "a", "kind": "nps", "value": 1.0},
    Absence: {"person": "p"},
    Settings: {},
}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("model", GOOD, ids=lambda model: model.__name__)
def test_an_entity_is_frozen_closed_and_needs_what_it_needs(model: type[Entity]) -> None:
    good = GOOD[model]
    made = model.model_validate(good)
    with pytest.raises(ValidationError, match="extra"):
        model.model_validate({**good, "nonsense": 1})
    for name in good:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(made, name, good[name])
        if model.model_fields[name].is_required():
            with pytest.raises(ValidationError, match=name):
                model.model_validate({k: v for k, v in good.items() if k != name})
    assert model.model_validate_json(made.model_dump_json()) == made


REFUSED: list[tuple[type[Entity], str, list[Any]]] = [
    (Organisation, "id", ["", "  ", "x" * 201, "a\x00b", "a\x1fb", "a\x7fb"]),
    (Organisation, "name", ["", " ", "x" * 501, "a\x0bb"]),
    (Organisation, "kind", ["client", ""]),
    (Organisation, "parent_id", ["o", ""]),
    (Organisation, "review_every_days", [0, -1, 1001, 1.5]),
    (Organisation, "domains", [("",), "acme.pl"]),
    (Organisation, "client_since", ["yesterday", "2026-02-30"]),
    (Person, "name", ["", "\t"]),
    (Person, "emails", [("",), ("a\x00",)]),
    (Person, "do_not_score", ["perhaps"]),
    (PlanItem, "kind", ["goals", "", "goal\n"]),
    (Handover, "leavers", [(), ("",)]),
    (Handover, "kind", ["left"]),
    (HandoverStep, "state", ["begun"]),
    (Interaction, "at", [datetime(2026, 1, 1), "soon"]),  # noqa: DTZ001  # without a zone on purpose
    (Interaction, "minutes", [-0.1, 14400.1, math.nan, math.inf]),
    (Interaction, "direction", ["sideways"]),
    (Interaction, "kind", ["chat"]),
    (Run, "at", [datetime(2026, 1, 1)]),  # noqa: DTZ001  # without a zone on purpose
    (Run, "rejected", [-1]),
    (Run, "kind", ["other"]),
    (RunFile, "sha256", ["0" * 63, "G" * 64, "0" * 65]),
    (Position, "title", ["x" * 501, "a\x00b", "a\x1fb"]),
    (Position, "level", ["boss"]),
    (Position, "department", ["kitchen"]),
    (Stakeholder, "influence", [-0.1, 10.1, math.nan]),
    (Stakeholder, "stance", [-3, 3, 0.5]),
    (Stakeholder, "decision_weight", [-0.1, 1e6 + 1, math.inf]),
    (Stakeholder, "roles", [("boss",), "champion"]),
    (Assignment, "role", ["boss"]),
    (Tie, "declared", [0, 6, 2.5]),
    (Tie, "target", [0, 6]),
    (Tie, "theirs", ["u", " u "]),
    (Line, "target", ["c"]),
    (Line, "kind", ["likes"]),
    (Line, "weight", [0, -0.1, 1.1, math.nan, None]),
    (Figure, "kind", ["revenue", "score:", "score:" + "x" * 61, "kpi:", "kpi:a\nb", "kpi:a\x1fb"]),
    (Figure, "value", [math.nan, math.inf, None, 1.7e308, -1e16]),
    (Figure, "currency", ["pln", "PLNN", "", "zł"]),
    (Settings, "half_life_days", [0, -1]),
    (Settings, "reciprocity", [-0.1, 1.1]),
    (Settings, "window_days", [-1, 36501]),
    (Settings, "ratings", [(0.1,) * 4, (0.1,) * 6]),
    (Settings, "time_zone", ["Europe/Atlantis", "", "../etc"]),
    (Settings, "currency", ["zł"]),
]


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [(model, field, value) for model, field, values in REFUSED for value in values],
    ids=lambda v: v.__name__ if isinstance(v, type) else ascii(v)[:30],
)
def test_a_forbidden_value_is_refused_by_the_name_of_its_field(model: type[Entity], field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate({**GOOD[model], field: value})
    assert field in str(refused.value)


TAKEN: list[tuple[type[Entity], str, list[Any]]] = [
    (Organisation, "id", ["x" * 200, "sf:0035", "żółć"]),
    (Organisation, "review_every_days", [1, 1000, None]),
    (Person, "name", ["x" * 500, "Łucja Żądełko"]),
    (Interaction, "minutes", [0, 14400, None]),
    (Position, "title", ["", "x" * 500]),
    (Stakeholder, "influence", [0, 10, None]),
    (Stakeholder, "stance", [-2, 2, None]),
    (Stakeholder, "decision_weight", [0, 1e6]),
    (Tie, "declared", [1, 5, None]),
    (Line, "weight", [0.0001, 1]),
    (Figure, "kind", ["annual_value", "share_of_wallet", "score:x", "kpi:" + "x" * 60]),
    (Figure, "value", [-1e15, 0, 1e15]),
]


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [(model, field, value) for model, field, values in TAKEN for value in values],
    ids=lambda v: v.__name__ if isinstance(v, type) else ascii(v)[:30],
)
def test_the_ends_of_a_range_are_taken(model: type[Entity], field: str, value: object) -> None:
    assert getattr(model.model_validate({**GOOD[model], field: value}), field) == value


@pytest.mark.parametrize("model", FACT_TYPES.values(), ids=lambda model: model.__name__)
def test_an_interval_has_a_day_and_does_not_change_which_fact_it_is(model: type[Any]) -> None:
    good = GOOD[model]
    for end in (DAY, DAY - timedelta(days=1)):
        with pytest.raises(ValidationError, match="valid_to: must be later than valid_from"):
            model.model_validate({**good, "valid_from": DAY, "valid_to": end})
    one_day = model.model_validate({**good, "valid_from": DAY, "valid_to": DAY + timedelta(days=1)})
    assert [one_day.holds_on(DAY + timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, False]
    assert one_day.fact == model.model_validate(good).fact == fact_id(model.kind_of_fact, *one_day.key)


@pytest.mark.parametrize("model", FACT_TYPES.values(), ids=lambda model: model.__name__)
def test_each_part_of_the_key_makes_another_fact(model: type[Any]) -> None:
    other = {"title": "T", "role": "kam", "kind": {Line: "influences", Figure: "kpi:x", Absence: "parental"}.get(model)}
    fact = model.model_validate(GOOD[model])
    for name in model.key_fields:
        changed = model.model_validate({**GOOD[model], name: other.get(name) or f"other {name}"})
        assert changed.fact != fact.fact
    assert {*model.person_fields, *model.organisation_fields} <= {*model.key_fields}


def test_texts_are_stripped_and_roles_are_a_set() -> None:
    assert Person(id=" p ", name="  Anna ").model_dump(include={"id", "name"}) == {"id": "p", "name": "Anna"}
    roles = ("end_user", "champion", "champion")
    assert Stakeholder(person="p", account="a", roles=roles).roles == ("champion", "end_user")  # type: ignore[arg-type]


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_a_moment_is_kept_in_utc(at: datetime, minutes: int) -> None:
    there = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    kept = Interaction(id="i", at=there).at
    assert (kept, kept.utcoffset()) == (there, timedelta(0))


@pytest.mark.parametrize(("year", "hours"), [(1, 1), (1, 0), (1, -10), (9999, -1), (9999, 0), (9999, 10)])
def test_a_moment_outside_the_calendar_of_some_zone_is_refused(year: int, hours: int) -> None:
    edge = datetime(1, 1, 1) if year == 1 else datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001
    with pytest.raises(ValidationError, match="at"):
        Interaction(id="i", at=edge.replace(tzinfo=timezone(timedelta(hours=hours))))


def test_settings_hash_zone_and_money() -> None:
    assert Settings().hash == Settings().hash != Settings(window_days=90).hash
    given, turned = {"EUR": 4.25, "USD": 4.0}, {"USD": 4.0, "EUR": 4.25}
    settings = Settings()
    assert settings.hash != settings.model_copy(update={"window_days": 90}).hash == Settings(window_days=90).hash
    assert Settings(rates=given).hash == Settings(rates=turned).hash != Settings(rates={"EUR": 4.0, "USD": 4.25}).hash
    assert Settings().local_day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 2)
    settings = Settings(rates={"EUR": 4.25})
    given = [(None, "EUR"), (2.0, None), (2.0, "PLN"), (2.0, "EUR"), (2.0, "USD")]
    assert [settings.money(*pair) for pair in given] == [None, 2.0, 2.0, 8.5, None]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ratings": (1, 2, 3, 4, 5)},
        {"ratings": (-0.1, 0.3, 0.5, 0.7, 0.9)},
        {"minutes": {"call": -5}},
        {"rates": {"EUR": -4.25}},
        {"rates": {"EUR": 0}},
        {"attention_minutes": 1e-320},
        {"half_life_days": 1e-320},
    ],
    ids=str,
)
def test_settings_that_would_carry_a_measure_out_of_its_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Settings.model_validate(wrong)


def test_a_level_or_a_kind_that_is_not_named_keeps_its_number() -> None:
    chosen = Settings.model_validate({"weights": {"unknown": 1, "owner": 5}, "minutes": {"call": 20}})
    assert (chosen.weights[Level.OWNER], chosen.weights[Level.MANAGER]) == (5.0, 4.0)
    assert (chosen.minutes[InteractionKind.CALL], chosen.minutes[InteractionKind.EMAIL]) == (20.0, 5.0)
    turned = Settings.model_validate({"minutes": {"call": 20}, "weights": {"owner": 5, "unknown": 1}})
    assert turned.hash == chosen.hash


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak"])
@pytest.mark.parametrize("at", [datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)], ids=str)
def test_every_moment_that_is_taken_has_a_day_in_every_zone(zone: str, at: datetime) -> None:
    kept = Interaction(id="i", at=at).at
    assert abs((Settings(time_zone=zone).local_day(kept) - at.date()).days) <= 1


def test_what_an_account_is_worth_may_be_nothing_but_not_less() -> None:
    for kind in ("annual_value", "potential_value"):
        assert Figure(account="a", kind=kind, value=0).value == 0
        with pytest.raises(ValidationError, match="value: must not be negative"):
            Figure(account="a", kind=kind, value=-0.01)
    assert Figure(account="a", kind="nps", value=-100).value == -100
