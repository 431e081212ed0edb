"""Where imports are handed in, wait, and are looked up and taken back."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from starlette.datastructures import UploadFile

from kamgraph.model import RunKind, RunState
from kamgraph.store.port import GraphStore
from kamgraph_api.imports.book import JobBook
from kamgraph_api.imports.jobs import ImportFound, ImportJob, Options
from kamgraph_api.imports.turns import Turns
from kamgraph_api.imports.uploads import keep, labels_of
from kamgraph_api.problems import RETRY_SECONDS, Refused
from kamgraph_api.settings import ServiceSettings


class ImportDesk:
    """One for each process; all processes of a service share its folder, and with it the line and the keys.

    The book of jobs lies on disk and not in the store: it must be known which key was used and which job was running
    when the store cannot say so, and a job that failed leaves no run. Whoever holds the lock beside it imports; the
    system takes the lock from a process that dies, so a job that is said to run while the lock is free is dead.
    """

    def __init__(self, settings: ServiceSettings, store: Callable[[], GraphStore]) -> None:
        self._settings, self._store, self._folder = settings, store, settings.import_folder
        self.book = JobBook(self._folder / "jobs.db")
        self._turns = Turns(settings, store, self.book)

    def start(self) -> None:
        """Begin to look for jobs, those that an earlier process has left among them."""
        self._turns.start()

    def close(self) -> None:
        """Stop; a job that runs goes back into the line, and nothing of it stays."""
        self._turns.close()

    def hand_in(self, by: str, files: Sequence[UploadFile], options: Options, key: str | None) -> ImportJob:
        """Take files in; a repeated key gives the job that it gave before.

        Raises
        ------
        Refused
            The files cannot be read at all, the key was used for others, or too many wait.
        """
        id = f"i-{uuid4().hex[:12]}"  # noqa: A001
        labels = labels_of([file.filename for file in files])
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        arriving = self._folder / id
        arriving.mkdir(mode=0o700)
        held = None
        try:
            content = f"{keep(files, labels, arriving, unpacked=self._settings.import_unpacked)} {asdict(options)}"
            job = ImportJob(id, by, datetime.now(UTC), "queued", tuple(labels), None, None, None, None, None, 0, None)
            held = self.book.add(job, options, key, content, self._settings.import_queue)
            if held is None:
                waits = {"Retry-After": str(RETRY_SECONDS)}
                raise Refused(429, "too-many", "too many imports wait already", headers=waits)
            if held != id:
                self._once_more(held, content, arriving)
        finally:
            if held != id:
                shutil.rmtree(arriving, ignore_errors=True)
        self._turns.wake()
        return self.book.get(held) or replace(job, id=held)

    def _once_more(self, job: str, content: str, arrived: Path) -> None:
        """The same key again: what failed or is gone is tried again with the files that came now."""
        if self.book.content(job) != content:
            raise Refused(422, "key-used", "this Idempotency-Key was used for another import", ids=(job,))
        self.book.again(job, lambda: self._replace(job, arrived))

    def _replace(self, job: str, arrived: Path) -> None:
        shutil.rmtree(self._folder / job, ignore_errors=True)
        arrived.rename(self._folder / job)

    def get(self, job: str) -> ImportJob | None:
        """One job; what it says of rows is forgotten once somebody was erased."""
        found = self.book.get(job) if self.book.begun else None
        if found is None or found.finished_at is None or (found.report is None and found.problem is None):
            return found
        erased = max((run.at for run in self._store().runs() if run.kind is RunKind.ERASURE), default=None)
        if erased is not None and found.at <= erased:
            self.book.forget(days=self._settings.import_days, erased=erased)
            return self.book.get(job)
        return found

    def page(self, by: str | None, before: str, limit: int) -> list[ImportFound]:
        """Jobs, the newest first: of one author, or all."""
        return self.book.page(by, before, limit) if self.book.begun else []

    def take_back(self, job: ImportJob) -> None:
        """Undo what a job loaded; a job that waits is taken out of the line.

        Raises
        ------
        Refused
            It runs now.
        Conflict
            Later runs build on it; they are named.
        """
        if job.state == "running" or (job.state == "queued" and not self.book.withdraw(job.id)):
            raise Refused(409, "conflict", "the import runs; take it back when it is done", ids=(job.id,))
        if job.state == "queued":
            shutil.rmtree(self._folder / job.id, ignore_errors=True)
        elif job.state == "done":
            store = self._store()
            if any(run.id == job.id and run.state is RunState.COMMITTED for run in store.runs()):
                store.undo_run(job.id)
            self.book.mark_undone(job.id)
