"""The files themselves, and what an import says about them."""

from datetime import date, datetime

from kamgraph.ingest import import_path, suggest_merges
from kamgraph.sample import as_of, files

FIXED = {"01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-24", "12-25", "12-26"}
MOVING = {"2025-04-21", "2025-06-19", "2026-04-06", "2026-06-04"}


def test_one_line_is_rejected_and_says_why(loaded):
    (rejected,) = loaded.report.rejected
    assert (rejected.file, rejected.column, rejected.value) == ("plan_items.csv", "due", "31.11.2026")


def test_maiden_name_is_suggested_and_nothing_else(loaded, who):
    suggested = suggest_merges(loaded.store)
    assert [(s.a, s.b) for s in suggested] == [(who("Kopeć-Iłłak"), who("Żaneta Iłłak"))]


def test_two_contacts_share_an_office_address_and_stay_two(tables):
    assert sum(row["emails"].startswith("biuro@") for row in tables["people"]) == 2


def test_two_people_are_named_anna_nowak(tables):
    twins = [row["id"] for row in tables["people"] if row["name"] == "Anna Nowak"]
    assert len({row["account"] for row in tables["stakeholders"] if row["person"] in twins}) == len(twins) == 2


def test_owner_who_left_is_kept_though_no_file_lists_him(loaded, tables):
    assert "Oskar Wędzisz" not in {row["name"] for row in tables["people"]}
    assert "Oskar Wędzisz" in {person.name for person in loaded.store.people()}


def test_one_file_is_of_an_old_spreadsheet():
    old = []
    with files() as folder:
        for file in folder.glob("*.csv"):
            try:
                file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                old.append((file.name, file.read_text(encoding="cp1250").splitlines()[0]))
    assert old == [("absences.csv", "person;kind;valid_from;valid_to")]


def test_second_import_changes_nothing(loaded):
    with files() as folder:
        again = import_path(loaded.store, folder, by="test", dry_run=True)
    assert not any(table.added or table.changed for table in again.tables)


def test_contacts_are_made_on_days_on_which_people_work(tables, who):
    fair = {who("Śmiglarz-Wąs"), who("Miąższ")}
    for row in tables["interactions"]:
        at = datetime.fromisoformat(row["at"])
        day = row["at"][:10]
        off = at.weekday() > 4 or day[5:] in FIXED or day in MOVING
        assert not off or (row["kind"] == "event" and set(row["participants"].split("|")) == fair)
        assert 8 <= at.hour < 17
        assert date(2025, 1, 1) <= at.date() < as_of()


def test_contacts_are_told_only_of_pairs_that_know_each_other(tables):
    known = {(row["ours"], row["theirs"]) for row in tables["ties"]}
    for row in tables["interactions"]:
        present = row["participants"].split("|")
        ours, theirs = ({p for p in present if p.startswith(side)} for side in ("u-", "c-"))
        assert {(u, c) for u in ours for c in theirs} <= known


def test_addresses_lead_nowhere(tables):
    for row in tables["people"]:
        assert all(mail.endswith(".example") and mail.isascii() for mail in row["emails"].split("|") if mail)
        assert not row["phones"]


def test_the_sample_has_the_size_that_pages_are_made_for(tables):
    assert len(tables["organisations"]) == 15
    assert sum(row["kind"] == "account" for row in tables["organisations"]) == 12
    assert 1_500 <= len(tables["interactions"]) <= 3_000
