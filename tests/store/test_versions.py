"""The rule of versions, for any sequence of statements: against a calendar that is painted day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kamgraph.model import Tie
from kamgraph.model.errors import Conflict
from kamgraph.store.versions import Visible, plan_put, version_id

START = date(2026, 1, 1)
DAYS = [date.min, *(START + timedelta(days=n) for n in range(-1, 9)), date.max - timedelta(days=1)]
FIELDS = ("declared", "target")

days = st.integers(0, 7).map(lambda n: START + timedelta(days=n))
rating = st.none() | st.integers(1, 3)


@st.composite
def statements(draw: st.DrawFn) -> Tie:
    """A tie of which any field is said or not said."""
    said = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "declared": rating,
                "target": rating,
                "valid_from": st.none() | days,
                "valid_to": st.none() | days,
            },
        )
    )
    begin, end = said.get("valid_from"), said.get("valid_to")
    if begin is not None and end is not None and end <= begin:
        said["valid_to"] = begin + timedelta(days=1)
    return Tie.model_validate({"ours": "u", "theirs": "c", **said})


def _apply(held: list[Visible], statement: Tie, number: int) -> tuple[str, list[Visible]]:
    plan = plan_put(held, statement)
    left = [v for v in held if v.version not in plan.supersede]
    assert len(left) == len(held) - len(plan.supersede)
    new = [Visible(version_id(statement.fact, f"r{number}", i), content) for i, content in enumerate(plan.add)]
    return plan.outcome, left + new


def _said_on(held: list[Visible], day: date) -> dict[str, object] | None:
    on_day = [v.content for v in held if v.content.holds_on(day)]
    assert len(on_day) <= 1, f"two versions on {day}"
    return {name: getattr(on_day[0], name) for name in FIELDS} if on_day else None


def _concerned(held: list[Visible], statement: Tie) -> Tie | None:
    """The version a statement is about, told in the words of the rule."""
    contents = sorted((v.content for v in held), key=lambda f: f.valid_from or date.min)
    if statement.valid_from is None:
        ended = [f for f in contents if statement.valid_to and f.valid_to == statement.valid_to]
        return [*contents, *ended][-1] if contents else None  # type: ignore[return-value]
    return next((f for f in contents if f.holds_on(statement.valid_from)), None)  # type: ignore[return-value]


@given(st.lists(statements(), max_size=8))
def test_versions_never_overlap_and_saying_it_again_changes_nothing(said: list[Tie]) -> None:
    held: list[Visible] = []
    for number, statement in enumerate(said):
        try:
            _, held = _apply(held, statement, number)
        except Conflict as refused:
            assert refused.ids == (statement.fact,)
            continue
        for day in DAYS:
            _said_on(held, day)
        assert len({v.version for v in held}) == len(held)
        assert all(v.content.valid_to is None or (v.content.valid_from or date.min) < v.content.valid_to for v in held)
        assert plan_put(held, statement).outcome == "unchanged"


@given(st.lists(statements(), max_size=8), st.randoms(use_true_random=False))
def test_every_day_says_what_a_painted_calendar_says(said: list[Tie], shuffle: object) -> None:
    held: list[Visible] = []
    for number, statement in enumerate(said):
        before = {day: _said_on(held, day) for day in DAYS}
        concerned = _concerned(held, statement)
        shuffle.shuffle(held)  # type: ignore[attr-defined]
        try:
            outcome, held = _apply(held, statement, number)
        except Conflict:
            continue
        if outcome == "unchanged":
            continue
        content = {name: getattr(statement, name) for name in FIELDS if name in statement.model_fields_set}
        kept = {name: getattr(concerned, name) for name in FIELDS} if concerned else dict.fromkeys(FIELDS)
        begin = statement.valid_from or (concerned and concerned.valid_from) or date.min
        end = statement.valid_to or date.max
        if statement.valid_to is None and concerned is not None:
            explicit = "valid_to" in statement.model_fields_set and statement.valid_from is not None
            end = date.max if explicit else concerned.valid_to or date.max
        covered = (
            ((concerned.valid_from or date.min), (concerned.valid_to or date.max)) if concerned else (begin, begin)
        )
        for day in DAYS:
            if begin <= day < end:
                expected = {**kept, **content}
            elif covered[0] <= day < covered[1] and day >= begin:
                expected = None
            else:
                expected = before[day]
            assert _said_on(held, day) == expected, (day, statement)


@given(st.lists(statements(), min_size=1, max_size=6))
def test_what_is_refused_would_have_overlapped_or_reopened_or_turned_round(said: list[Tie]) -> None:
    held: list[Visible] = []
    for number, statement in enumerate(said):
        concerned = _concerned(held, statement)
        try:
            _, held = _apply(held, statement, number)
        except Conflict:
            begin, end = statement.valid_from or date.min, statement.valid_to or date.max
            undated = statement.valid_from is None and concerned is not None
            reopened = (
                undated and concerned is not None and concerned.valid_to is not None and statement.valid_to is None
            )
            turned = undated and concerned is not None and end <= (concerned.valid_from or date.min)
            beside = [v.content for v in held if v.content is not concerned]
            overlapped = any(begin < (f.valid_to or date.max) and (f.valid_from or date.min) < end for f in beside)
            assert reopened or turned or overlapped


def test_ids_of_versions_differ_by_fact_run_and_number() -> None:
    ids = {version_id(f, r, n) for f in ("f", "g") for r in ("r", "s") for n in range(3)}
    assert len(ids) == 12
    assert all(len(i) == 32 and int(i, 16) >= 0 for i in ids)
    assert version_id("f", "r", 0) == version_id("f", "r", 0)
