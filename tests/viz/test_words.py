"""Words are complete in both languages and written the way each language writes them."""

import re

import pytest

from kamgraph.analytics.reasons import Reason
from kamgraph.model.vocabulary import AssignmentRole, Department, InteractionKind, Level, Role
from kamgraph_viz import words


@pytest.mark.parametrize("code", sorted(words.WORDS))
def test_every_word_stands_in_both_languages(code: str) -> None:
    word = words.WORDS[code]
    assert word.pl and word.en
    assert bool(word.why_pl) == bool(word.why_en)
    assert set(re.findall(r"{\w+}", word.pl)) == set(re.findall(r"{\w+}", word.en))


def test_every_value_of_a_closed_list_has_a_label() -> None:
    for prefix, members in {
        "level": Level,
        "department": Department,
        "role": Role,
        "assignment": AssignmentRole,
        "contact": InteractionKind,
    }.items():
        for member in members:
            assert words.label(f"{prefix}.{member.value}", "pl")
    for stance in (-2, -1, 0, 1, 2, "unknown"):
        assert words.label(f"stance.{stance}", "en")


def test_polish_counts_with_three_forms() -> None:
    forms = words.FORMS["ties"].pl
    shown = {n: words.plural(n, "pl", forms) for n in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 24, 25, 101, 102, 112)}
    assert [n for n, form in shown.items() if form == "relacje"] == [2, 4, 22, 24, 102]
    assert [n for n, form in shown.items() if form == "relacja"] == [1]


@pytest.mark.parametrize(
    ("value", "pl", "en"),
    [
        (1_894_000, "ok. 1,9 mln zł", "approx. 1.9 m PLN"),
        (2_000_000, "ok. 2 mln zł", "approx. 2 m PLN"),
        (999_499, "ok. 999 tys. zł", "approx. 999 k PLN"),
        (999_500, "ok. 1 mln zł", "approx. 1 m PLN"),
        (2_450_000_000, "ok. 2,5 mld zł", "approx. 2.5 bn PLN"),
        (480.4, "ok. 480 zł", "approx. 480 PLN"),
        (0, "0 zł", "0 PLN"),
    ],
)
def test_money_is_rounded_and_says_so(value: float, pl: str, en: str) -> None:
    assert words.money(value, "PLN", "pl") == pl
    assert words.money(value, "PLN", "en") == en


def test_the_headline_counts_before_it_divides() -> None:
    assert words.headline(6, 8, 0.7, 0.62, "pl") == (
        "Znamy 6 z 8 osób. Dziś trzymamy 70% wpływu u klienta; po odejściu jednej osoby zostanie 62%."
    )
    assert words.headline(6, 8, 0.7, 0.62, "en") == (
        "We know 6 of 8 people. Today we hold 70% of the influence at this client; "
        "after one departure 62% would be left."
    )


def test_a_share_that_cannot_be_computed_is_no_zero() -> None:
    assert "%" not in words.headline(0, 3, None, None, "en")


def test_every_reason_for_a_missing_number_has_its_polish() -> None:
    for reason in Reason:
        assert words.why_missing(str(reason), "pl") != words.why_missing(str(reason), "en") == reason
