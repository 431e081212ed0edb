"""What a reader types and sees, over the sample portfolio."""

import csv
import json
import os
from pathlib import Path

import pytest

import kamgraph as kg
from kamgraph.analytics.results import to_json
from kamgraph.cli import auditing
from kamgraph.cli.auditing import BUNDLE
from kamgraph.cli.measures import ACCOUNT_MEASURES
from kamgraph.cli.reports.audit import SORTS
from kamgraph.sample import as_of
from kamgraph.store.open import open_store


def test_audit_says_first_how_many_clients_hang_on_one_person(on_sample_day):
    first, *rest = on_sample_day("audit").stdout.splitlines()
    assert "of 12 clients hang on one person" in first
    assert any("Sylwia Dzióbek" in line and "3 clients" in line for line in rest[:4])
    assert any("Grażyna Ćwirko" in line and "on paper" in line for line in rest[:4])


def test_audit_puts_the_most_exposed_account_on_top(on_sample_day, answer):
    exposed = sorted((a["value_exposed"] or 0 for a in answer("audit")["items"]), reverse=True)
    assert exposed[0] > 0
    table = on_sample_day("audit").stdout
    assert table.index("Hurtownia Leków Arnika") < table.index("Meble Dąbrówka")


def test_audit_in_polish_speaks_polish(on_sample_day):
    shown = on_sample_day("audit", "--lang", "pl").stdout
    assert "klientów" in shown.splitlines()[0]
    assert "Stan na 23.11.2026, uwzględniany okres 180 dni." in shown


def test_audit_by_person_begins_with_people(on_sample_day):
    shown = on_sample_day("audit", "--by", "person").stdout
    assert shown.index("Our people") < shown.index("Worst-placed person")


def test_audit_of_contracts_that_end_soon(on_sample_day):
    shown = on_sample_day("audit", "--renewal-within", "90").stdout
    assert "Opakowania Łęgi" in shown
    assert "Mleczarnia Biała Łąka" not in shown.split("Our people")[0].split("Worst-placed person")[1]


def test_audit_of_contracts_that_end_at_any_time(on_sample_day):
    assert on_sample_day("audit", "--renewal-within", "99999999999").exit_code == 0


def test_audit_gives_json_alone_and_the_table_and_the_verdict_beside_it(on_sample_day, tmp_path: Path):
    result = on_sample_day("audit", "--json", "--csv", "audit.csv", "--fail-below", "r_1=0.5")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["items"]) == 12
    assert "r_1 < 0.5" in result.stderr
    assert len((tmp_path / "audit.csv").read_text("utf-8-sig").splitlines()) == 13


def test_a_departure_on_the_first_day_of_the_calendar_is_a_sentence(run):
    result = run("departure", "c-0408", "--on", "0001-01-01")
    assert result.exit_code == 2
    assert "not active on 0001-01-01" in result.stderr


def test_audit_fails_a_build_when_asked(on_sample_day):
    assert on_sample_day("audit", "--fail-below", "r_1=0.5").exit_code == 1
    assert on_sample_day("audit", "--fail-below", "r_1=0").exit_code == 0


@pytest.mark.parametrize(
    "bad",
    [
        ["--sort", "luck"],
        ["--fail-below", "r_1=7"],
        ["--by", "moon"],
        ["--window", "-1"],
        ["--window", "99999999999"],
    ],
)
def test_audit_refuses_an_option_it_does_not_know(on_sample_day, bad):
    assert on_sample_day("audit", *bad).exit_code == 2


def test_audit_csv_opens_in_a_polish_excel(on_sample_day, tmp_path: Path):
    on_sample_day("audit", "--lang", "pl", "--csv", str(tmp_path / "audyt.csv"))
    raw = (tmp_path / "audyt.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";")
    assert header[0] == "Klient"
    assert len(rows) == 12


@pytest.mark.parametrize("measure", sorted(ACCOUNT_MEASURES))
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_measure_is_a_command_with_a_readable_report(on_sample_day, measure, lang):
    result = on_sample_day(measure.replace("_", "-"), "arnika", "--lang", lang)
    assert result.exit_code == 0, result.output
    assert ("23.11.2026" if lang == "pl" else "23 Nov 2026") in result.stdout
    assert "None" not in result.stdout


@pytest.mark.parametrize("measure", sorted(ACCOUNT_MEASURES))
def test_json_of_a_measure_is_the_function_s_result_with_names_beside(answer, sample_url, measure):
    printed = answer(measure.replace("_", "-"), "zakole")
    with open_store(sample_url) as store:
        snap = kg.snapshot(store, account=printed["scope"], as_of=as_of())
    names = printed.pop("names")
    assert printed == to_json(getattr(kg, measure)(snap))
    assert "Roman Świądro" in names.values()


def test_account_bundles_its_measures(answer, on_sample_day):
    bundle = answer("account", "legi")
    assert set(bundle) == {*BUNDLE, "names"}
    shown = on_sample_day("account", "legi").stdout
    assert shown.splitlines()[0] == "Opakowania Łęgi"
    assert "after one departure" in shown


def test_group_answers_as_one_account(answer):
    alone, together = answer("coverage", "Grupa Kasztel"), answer("coverage", "Grupa Kasztel", "--group")
    assert together["people"] > alone["people"]


def test_departure_of_a_person_typed_without_polish_letters(on_sample_day, answer):
    shown = on_sample_day("departure", "klosik").stdout
    assert "If Bartłomiej Kłosik leaves" in shown.splitlines()[0]
    assert "Żaneta Kopeć-Iłłak" in shown
    alone = answer("departure", "dziobek", "--account", "legi")
    both = answer("departure", "dziobek", "oldakiewicz", "--account", "legi")
    assert alone["orphaned"] == []
    assert both["coverage_after"] == 0


def test_a_name_that_fits_two_lists_both(on_sample_day):
    result = on_sample_day("departure", "anna nowak")
    assert result.exit_code == 2
    assert result.stderr.count("Anna Nowak (") == 2


def test_an_unknown_account_lists_those_there_are(on_sample_day):
    result = on_sample_day("coverage", "nosuch")
    assert result.exit_code == 2
    assert "Browar Zakole" in result.stderr


def test_somebody_who_does_not_stand_in_the_account_is_named_with_the_day(on_sample_day):
    result = on_sample_day("departure", "klosik", "--account", "zakole")
    assert result.exit_code == 2
    assert "Bartłomiej Kłosik (u-04) is not active at Browar Zakole on 2026-11-23" in result.stderr


def test_a_day_before_everything_is_an_answer_and_no_failure(run):
    result = run("account", "zakole", "--as-of", "1990-01-01")
    assert result.exit_code == 0, result.output


def test_changes_tell_names(on_sample_day):
    shown = on_sample_day("changes", "datokrag", "--from", "2026-08-01").stdout
    gained, lost = shown.split("Ties gained")[1].split("Ties lost")
    assert gained.strip() and lost.strip()


def test_fading_ties_and_outlook_answer(on_sample_day, answer):
    assert on_sample_day("fading-ties", "--from", "2026-05-01").exit_code == 0
    calm = answer("expected-coverage", "legi", "--rate-ours", "0", "--rate-theirs", "0", "--months", "0")
    assert calm["expected"] == pytest.approx(answer("coverage", "legi")["coverage"])


def test_store_status_counts(run):
    shown = run("store", "status").stdout
    assert os.environ["KAMGRAPH_STORE"] in shown
    assert any(line.split() == ["People", "83"] for line in shown.splitlines())


@pytest.mark.parametrize("measure", ["people", "portfolio"])
def test_measures_of_the_portfolio_are_commands_too(answer, on_sample_day, sample_url, measure):
    printed = answer(measure)
    names = printed.pop("names")
    with open_store(sample_url) as store:
        assert printed == to_json(getattr(kg, measure)(kg.snapshot(store, as_of=as_of())))
    assert "Sylwia Dzióbek" in names.values()
    assert "Sylwia" in on_sample_day(measure, "--lang", "pl").stdout


def test_a_measure_takes_its_own_parameters_as_options(answer):
    assert len(answer("resilience", "Datokrąg", "--k-max", "1")["retained"]) == 2
    stated, decision = (answer("coverage", "Datokrąg", "--weights", w)["coverage"] for w in ("stated", "decision"))
    assert stated != decision


def test_the_audit_sorts_by_what_a_manager_asks_for(on_sample_day):
    table = on_sample_day("audit", "--sort", "contract_ends_on").stdout.split("Our people")[0]
    assert table.index("Opakowania Łęgi") < table.index("Browar Zakole") < table.index("Hurtownia Leków")
    for name in SORTS:
        assert on_sample_day("audit", "--sort", name).exit_code == 0


def test_an_empty_store_says_how_to_begin(run, tmp_path: Path):
    assert "kamgraph template" in run("audit", "--store", f"sqlite:///{tmp_path}/new.db").stdout


def test_departure_names_the_client_of_everybody_who_is_left(on_sample_day):
    shown = on_sample_day("departure", "klosik", "dziobek").stdout
    assert any("Wiesław Grzęda" in line and "Hurtownia Leków Arnika" in line for line in shown.splitlines())
    in_one = on_sample_day("departure", "klosik", "--account", "arnika").stdout
    assert "Hurtownia Leków Arnika" not in in_one


def test_changes_name_the_clients_of_those_who_are_gone_too(on_sample_day):
    shown = on_sample_day("changes", "--from", "2026-06-01").stdout
    assert any("Lucyna Drożdżyk" in line and "Datokrąg" in line for line in shown.splitlines())


def test_audit_says_what_the_contracts_that_end_soon_amount_to(on_sample_day):
    shown = " ".join(on_sample_day("audit", "--renewal-within", "90").stdout.split())
    assert "Contract ends within 90 days: 4 clients, of them on one person: 1; exposed: approx. 9 m PLN." in shown


def test_audit_csv_holds_numbers_a_sheet_can_sum(on_sample_day, answer, tmp_path: Path):
    on_sample_day("audit", "--csv", "audit.csv")
    _, *rows = csv.reader((tmp_path / "audit.csv").read_text("utf-8-sig").splitlines())
    exposed = [float(row[2]) for row in rows if row[2]]
    assert sum(exposed) == pytest.approx(answer("audit")["totals"]["value_exposed"], abs=0.1)
    assert {row[3] for row in rows} >= {"1 to 1", "1:N", "N:1"}


def test_audit_long_after_the_last_contact_says_which_day_to_look_at(run):
    shown = run("audit", "--as-of", "2036-01-01").stdout
    assert "no active tie to any client (" in shown.splitlines()[0]
    assert "--as-of 2026-11-2" in shown.splitlines()[1]


def test_audit_of_nothing_says_only_how_to_begin(on_sample_day):
    shown = on_sample_day("audit", "--store", "sqlite:///empty.db").stdout
    assert "kamgraph template" in shown
    assert "Exposed value" not in shown
    assert "kamgraph template" in on_sample_day("account", "x", "--store", "sqlite:///empty.db").stderr


@pytest.mark.parametrize(("lang", "said"), [("en", "… and {} more"), ("pl", "… i jeszcze {}")])
def test_a_long_audit_shows_the_most_exposed_and_says_how_many_are_left(on_sample_day, monkeypatch, lang, said):
    whole = on_sample_day("audit", "--lang", lang).stdout
    monkeypatch.setattr(auditing, "SHOWN", 5)
    short = on_sample_day("audit", "--lang", lang, "--csv", "audit.csv").stdout
    assert said.format(7) in short
    assert "Hurtownia Leków Arnika" in short
    assert len(short) < len(whole)
    assert "--all" not in whole
    assert on_sample_day("audit", "--lang", lang, "--all").stdout == whole
    assert len(Path("audit.csv").read_text("utf-8-sig").splitlines()) == 13
