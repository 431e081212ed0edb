"""Folding and cleaning: what people type finds what was written, and blanks are blanks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.model import clean, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż", "acelnoszz acelnoszz"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Æsir æsir Œuvre œuvre", "aesir aesir oeuvre oeuvre"),
        ("Øre Đà ı İ", "ore da i i"),
        ("  a\u00a0b\t\nc ", "a b c"),
        ("ﬁrma ①", "firma 1"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing_and_case_and_form_do_not_matter(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    "text",
    [None, "", "  ", "NULL", "null", "NA", "#N/A", "n/a", "None", "NaN", "-", "0" * 15, "0" * 15 + "AAA", "\ufeff"],
)
def test_what_a_crm_writes_for_nothing_is_none(text: str | None) -> None:
    assert clean(text) is None


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" Anna\u00a0 Nowak ", "Anna Nowak"),
        ("\ufeffid", "id"),
        ("0", "0"),
        ("0" * 14, "0" * 14),
        ("Nullarbor", "Nullarbor"),
    ],
)
def test_what_says_something_is_kept(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
