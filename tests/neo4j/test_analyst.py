"""The ten questions of cypher/README.md, answered by a store with a handful of people in it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import neo4j
import pytest

from kamgraph.model import Assignment, Interaction, Line, Organisation, Person, Position, Run, Stakeholder, Tie
from kamgraph.store.neo4j import Neo4jStore
from kamgraph.store.neo4j.queries import folder
from neo4j_server import Neo4jServer

DAY = date(2026, 3, 10)


@pytest.fixture
def told(store: Neo4jStore, run: Callable[[str], Run]) -> None:
    store.begin_run(run("base"))
    store.put_records("base", [Organisation(id="us", name="Żuraw", kind="own"), Organisation(id="acme", name="Acme")])
    names = {"u1": "Łucja Żądło", "u2": "Paweł Śmigły", "c1": "Anna Nowak", "c2": "Jerzy Miąższ", "c3": "Ewa Zioło"}
    store.put_records("base", [Person(id=i, name=name) for i, name in names.items()])
    seats = [("c1", "Prezes"), ("c2", "Dyrektor"), ("c3", "Kupiec")]
    store.put_facts("base", [Position(person=i, organisation="acme", title=title) for i, title in seats])
    parts = [("c1", 9.0, 1), ("c2", 7.0, -1), ("c3", None, None)]
    store.put_facts("base", [Stakeholder(person=i, account="acme", influence=n, stance=s) for i, n, s in parts])
    store.put_facts("base", [Assignment(person="u1", account="acme", role="kam")])
    ties = [("u1", "c2", 3), ("u2", "c2", 4), ("u1", "c3", 2)]
    store.put_facts("base", [Tie(ours=u, theirs=c, declared=n) for u, c, n in ties])
    store.put_facts("base", [Line(source="c2", target="c1", kind="reports_to")])
    moment = datetime(2026, 2, 1, 12, tzinfo=UTC)
    store.record_interactions("base", [Interaction(id="i", at=moment, participants=("u1", "c2"))])
    store.commit_run("base")
    # What is pending, undone or over must be in no answer.
    for name in ("undone", "pending"):
        store.begin_run(run(name))
        store.put_facts(name, [Tie(ours="u2", theirs="c1", declared=5), Tie(ours="u2", theirs="c3", declared=5)])
    store.commit_run("undone")
    store.undo_run("undone")
    store.begin_run(run("over"))
    store.put_facts("over", [Tie(ours="u2", theirs="c3", declared=1, valid_to=date(2026, 3, 10))])
    store.commit_run("over")


def asked(server: Neo4jServer, number: int, **parameters: Any) -> list[list[Any]]:
    (path,) = folder().glob(f"analyst/{number:02}_*.cypher")
    login = (server.user, server.password)
    quiet = ["UNRECOGNIZED"]
    with neo4j.GraphDatabase.driver(server.uri, auth=login, notifications_disabled_classifications=quiet) as driver:
        driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()", database_="neo4j")
        records = driver.execute_query(path.read_text("utf-8"), parameters, database_="neo4j").records  # type: ignore[arg-type]
    return [list(record.values()) for record in records]


@pytest.mark.usefixtures("told")
def test_the_ten_questions(neo4j_server: Neo4jServer) -> None:
    at = {"account": "acme", "day": DAY}
    assert asked(neo4j_server, 1, **at) == [
        ["Paweł Śmigły", "Jerzy Miąższ", "Dyrektor", 4],
        ["Łucja Żądło", "Jerzy Miąższ", "Dyrektor", 3],
        ["Łucja Żądło", "Ewa Zioło", "Kupiec", 2],
    ]
    assert asked(neo4j_server, 2, **at) == [["Ewa Zioło", "Kupiec", "Łucja Żądło"]]
    assert asked(neo4j_server, 3, **at) == [["Anna Nowak", "Prezes", 9.0]]
    assert asked(neo4j_server, 4, day=DAY) == [["Łucja Żądło", 1, ["Ewa Zioło"]]]
    assert asked(neo4j_server, 5, **at) == [["Jerzy Miąższ", -1, "Anna Nowak", 1]]
    way = {"from": "u1", "to": "c1", "day": DAY}
    assert asked(neo4j_server, 6, **way) == [[["Łucja Żądło", "Jerzy Miąższ", "Anna Nowak"], 2]]
    changed = asked(neo4j_server, 7, since="2026-01-01")
    assert [row[3:] for row in changed if row[3] == "REPORTS_TO"] == [
        ["REPORTS_TO", "Jerzy Miąższ", "Anna Nowak", "written"]
    ]
    assert asked(neo4j_server, 7, since="2026-06-01") == []
    ((account, last, contacts),) = asked(neo4j_server, 8, day=DAY)
    assert (account, last.to_native(), contacts) == ("Acme", datetime(2026, 2, 1, 12, tzinfo=UTC), 1)
    assert asked(neo4j_server, 9, day=DAY) == [["Acme", "kam", ["Łucja Żądło"]]]
    ((name, score, title, organisation),) = asked(neo4j_server, 10, text="miazsz", day=DAY)
    assert (name, score > 0, title, organisation) == ("Jerzy Miąższ", True, "Dyrektor", "Acme")


@pytest.mark.usefixtures("told")
def test_the_day_after_a_tie_ends_it_is_in_no_answer(neo4j_server: Neo4jServer) -> None:
    before = asked(neo4j_server, 1, account="acme", day=date(2026, 3, 9))
    assert [row[1:] for row in before if row[3] == 1] == [["Ewa Zioło", "Kupiec", 1]]
    assert len(asked(neo4j_server, 1, account="acme", day=DAY)) == len(before) - 1


def test_the_documentation_lists_every_question() -> None:
    listed = re.findall(r"analyst/(\w+)\.cypher", (folder() / "README.md").read_text("utf-8"))
    assert listed == sorted(path.stem for path in folder().glob("analyst/*.cypher"))
    assert len(listed) == 10
