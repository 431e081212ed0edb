"""Filling an empty store from a dump, in batches that stay hidden until the last one.

A filling that breaks off leaves its mark on the store; the next one begins by emptying what it left behind.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from kamgraph.model import FACT_TYPES, FactKind, Interaction, Run, RunState
from kamgraph.model.errors import Conflict, InvalidValue
from kamgraph.model.journal import Event
from kamgraph.store.neo4j import journal, records
from kamgraph.store.neo4j.connection import Connection, Writing
from kamgraph.store.neo4j.held import CHUNK, Held, write_versions
from kamgraph.store.neo4j.interactions import HeldInteraction, write_interactions
from kamgraph.store.neo4j.shapes import SECTIONS
from kamgraph.store.neo4j.views import run_properties
from kamgraph.store.port import DumpRow
from kamgraph.store.versions import version_id

Values = dict[str, Any]
Write = Callable[[Writing, list[Values]], None]


class Loader:
    """Takes the rows of a dump, section by section."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number: dict[str, int] = {}
        self._order: dict[str, int] = {}
        self._state: dict[str, RunState] = {}

    def load(self, given: Iterable[DumpRow]) -> int:
        """Write all rows and give their number; what they hold becomes visible at the end."""
        row = self._connection.write(lambda writing: writing.one("write/begin_load"))
        if row is None or (row["held"] and not row["loading"]):
            raise Conflict("the store is not empty")
        self._empty()
        loaded = 0
        try:
            for loaded in itertools.accumulate(self._batches(given)):  # noqa: B007 (the last sum is the answer)
                pass
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            self._empty()
            raise InvalidValue(
                "dump", f"row {loaded + 1} or after", f"cannot be read: {type(error).__name__}"
            ) from error
        self._connection.write(self._finish)
        return loaded

    def _batches(self, given: Iterable[DumpRow]) -> Iterator[int]:
        for section, rows in itertools.groupby(given, itemgetter(0)):
            write = self._writer(section)
            values: Iterable[Values] = (row.values for row in rows)
            if section == "interaction":
                values = _counted(values)
            for batch in self._by_record(values) if section == "record" else _chunks(values):
                self._connection.write(partial(_swapped, write, batch))
                yield len(batch)

    def _empty(self) -> None:
        while True:
            left = self._connection.write(lambda writing: writing.one("write/empty", limit=CHUNK))
            if left is None or not left["deleted"]:
                return

    def _finish(self, writing: Writing) -> None:
        writing.run("write/link_records")
        writing.run("write/end_load", runs=len(self._number), events=len(self._order))

    def _writer(self, section: str) -> Write:
        if section in set(FactKind):
            return lambda writing, batch: self._facts(writing, FactKind(section), batch)
        known: dict[str, Write] = {
            "run": self._runs,
            "record": self._records,
            "interaction": self._interactions,
            "alias": self._aliases,
            "erasure": self._erasures,
            "tombstone": self._tombstones,
            "event": lambda writing, batch: journal.add_all(writing, [Event.model_validate(v) for v in batch]),
        }
        return known[section]

    def _runs(self, writing: Writing, batch: list[Values]) -> None:
        rows = []
        for values in batch:
            run = Run.model_validate({name: values[name] for name in Run.model_fields})
            number = self._number.setdefault(run.id, len(self._number) + 1)
            properties = run_properties(run) | {"number": number, "began": 0, "changed": 0}
            if values["order"] is not None:
                self._order[run.id] = values["order"] + 1
                properties |= {"committed": values["order"] + 1, "changed": values["order"] + 1}
            self._state[run.id] = run.state
            rows.append({"id": run.id, "state": str(run.state), "properties": properties})
        writing.run("write/load_runs", rows=rows)

    def _by_record(self, values: Iterable[Values]) -> Iterator[list[Values]]:
        # Everything that was said about a record goes into one batch, because its node carries the sum.
        batch: list[Values] = []
        for _, group in itertools.groupby(values, itemgetter("section", "id")):
            batch += group
            if len(batch) >= CHUNK:
                yield batch
                batch = []
        if batch:
            yield batch

    def _records(self, writing: Writing, batch: list[Values]) -> None:
        for section, rows in itertools.groupby(batch, itemgetter("section")):
            model = SECTIONS[section]
            by_id = {id_: list(group) for id_, group in itertools.groupby(rows, itemgetter("id"))}
            everything = [row for group in by_id.values() for row in group]
            records.remember(writing, model.__name__, [(self._number[row["run"]], row["said"]) for row in everything])
            states = {}
            for id_, group in by_id.items():
                layers = self._layers(group)
                content = model.model_validate({name: v for row in layers for name, v in row["said"].items()})
                states[id_] = self._number[layers[0]["run"]], content
            records.write_nodes(writing, 0, model.__name__, states, settled=True)

    def _layers(self, group: list[Values]) -> list[Values]:
        committed = [row for row in group if self._state[row["run"]] is RunState.COMMITTED]
        waiting = [row for row in group if self._state[row["run"]] is RunState.PENDING]
        return sorted(committed, key=lambda row: self._order[row["run"]]) or waiting[:1] or group[:1]

    def _facts(self, writing: Writing, kind: FactKind, batch: list[Values]) -> None:
        model = FACT_TYPES[kind]
        write_versions(
            writing,
            (
                Held(
                    values["version"],
                    values["fact"],
                    self._number[values["run"]],
                    values["ordinal"],
                    model.model_validate({name: values[name] for name in model.model_fields}),
                    None if values["said"] is None else tuple(values["said"]),
                    self._superseded(values),
                )
                for values in batch
            ),
        )

    def _interactions(self, writing: Writing, batch: list[Values]) -> None:
        versions = []
        for values in batch:
            content = Interaction.model_validate({name: values[name] for name in Interaction.model_fields})
            version = version_id(f"interaction:{content.id}", values["run"], values["ordinal"])
            number = self._number[values["run"]]
            by = self._superseded(values)
            versions.append(HeldInteraction(version, number, values["ordinal"], content, by))
        write_interactions(writing, versions)

    def _superseded(self, values: Values) -> set[int]:
        by = {self._number[run] for run in values["superseding"]}
        return by if values["superseded_by"] is None else by | {self._number[values["superseded_by"]]}

    def _aliases(self, writing: Writing, batch: list[Values]) -> None:
        for values in batch:
            version = version_id(f"alias:{values['alias']}", values["run"], 0)
            ends = {"alias": values["alias"], "person": values["person"]}
            writing.run("write/same_as", **ends, version=version, run=self._number[values["run"]])

    def _erasures(self, writing: Writing, batch: list[Values]) -> None:
        for values in batch:
            writing.run("write/set_run", id=values["run"], properties={"reason": values["reason"]})

    def _tombstones(self, writing: Writing, batch: list[Values]) -> None:
        rows = [{"hash": values["mark"], "run": self._number[values["run"]]} for values in batch]
        writing.run("write/tombstones", rows=rows)


def _chunks(values: Iterable[Values]) -> Iterator[list[Values]]:
    iterator = iter(values)
    while batch := list(itertools.islice(iterator, CHUNK)):
        yield batch


def _counted(values: Iterable[Values]) -> Iterator[Values]:
    # A run that corrected itself wrote several versions, one after the other in the dump.
    for _, group in itertools.groupby(values, itemgetter("id", "run")):
        yield from (row | {"ordinal": ordinal} for ordinal, row in enumerate(group))


def _swapped(write: Write, batch: list[Values], writing: Writing) -> None:
    write(writing, batch)
