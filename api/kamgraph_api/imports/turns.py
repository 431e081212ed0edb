"""The thread that imports what waits, one job after the other over all processes of a service."""

import logging
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from kamgraph.ingest import import_path
from kamgraph.ingest.loading import Progress
from kamgraph.model import RunKind, RunState
from kamgraph.model.errors import InputError, KamgraphError, StoreError
from kamgraph.store.port import GraphStore
from kamgraph_api.imports.book import JobBook
from kamgraph_api.imports.jobs import ImportJob, Options, Outcome
from kamgraph_api.settings import ServiceSettings

log = logging.getLogger("kamgraph.service")
_LOOK_SECONDS = 2.0
_TELL_SECONDS = 0.5
_DAY_SECONDS = 86_400


class _Stopped(Exception):
    """The service is told to end."""


class Turns:
    """One for each process."""

    def __init__(self, settings: ServiceSettings, store: Callable[[], GraphStore], book: JobBook) -> None:
        self._settings, self._store, self._book = settings, store, book
        self._folder = settings.import_folder
        self._woken, self._stopped = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look for jobs."""
        self._stopped.clear()
        self._thread = threading.Thread(target=self._look, name="imports", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is a new job."""
        self._woken.set()

    def close(self) -> None:
        """Stop at the next batch."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _look(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                if self._book.begun and self._book.waiting():
                    with FileLock(self._folder / "turn.lock", timeout=0, thread_local=False):
                        self._work_off()
            except Timeout:
                pass  # another process imports; should it die, its turn ends with it
            except KamgraphError as error:
                # Such as a store that is down: what waits, waits on.
                log.warning("imports wait", extra={"fields": {"error": type(error).__name__}})
            except Exception as error:
                log.error("imports failed", extra={"fields": {"error": type(error).__name__}})
            self._woken.wait(_LOOK_SECONDS)

    def _work_off(self) -> None:
        for dead in self._book.running():
            self._settle(dead)
        self._clear_away()
        runs = self._store().runs()
        erased = max((run.at for run in runs if run.kind is RunKind.ERASURE), default=None)
        self._book.forget(days=self._settings.import_days, erased=erased)
        while not self._stopped.is_set() and (found := self._book.start()) is not None:
            job, options = found
            self._finish(job.id, self._outcome(job, options))

    def _clear_away(self) -> None:
        """Files whose upload was broken off with its process: no job knows them."""
        for folder in self._folder.glob("i-*"):
            if time.time() - folder.stat().st_mtime > _DAY_SECONDS and self._book.get(folder.name) is None:
                shutil.rmtree(folder, ignore_errors=True)

    def _settle(self, job: str) -> None:
        """What became of a job whose process died, or whose store went away: its run tells."""
        state = next((run.state for run in self._store().runs() if run.id == job), None)
        if state is RunState.PENDING:
            self._store().discard_run(job)
        self._finish(job, Outcome("done" if state in {RunState.COMMITTED, RunState.UNDONE} else "gone"))

    def _finish(self, job: str, outcome: Outcome) -> None:
        self._book.finish(job, outcome)
        if outcome.state != "queued":
            shutil.rmtree(self._folder / job, ignore_errors=True)
        log.info("import", extra={"fields": {"job": job, "state": outcome.state}})

    def _outcome(self, job: ImportJob, options: Options) -> Outcome:
        folder = self._folder / job.id
        path = folder / job.files[0] if len(job.files) == 1 else folder
        try:
            report = import_path(
                self._store(),
                path,
                **asdict(options),
                by=job.by,
                at=datetime.now(UTC),
                rejects=folder / "rejects",
                progress=self._progress(job),
                settings=self._settings.engine,
                run=job.id,
            )
        except _Stopped:
            return Outcome("queued")
        except KamgraphError as error:
            if isinstance(error, StoreError) and error.retryable:
                raise  # whether anything of it was kept, only the store can say when it is back
            return Outcome("failed", problem=str(error))
        except Exception as error:
            log.error("import failed", extra={"fields": {"job": job.id, "error": type(error).__name__}})
            return Outcome("failed", problem="the service failed while it read the files")
        told = {**asdict(report), "rejects": None, "rejected": ()}
        return Outcome("done", report=told, rejected=report.rejected)

    def _progress(self, job: ImportJob) -> Progress:
        rows: Counter[str] = Counter()
        told = 0.0

        def progress(table: str, done: int, total: int | None) -> None:
            nonlocal told
            if self._stopped.is_set():
                raise _Stopped
            rows[table] = done
            if rows.total() > (most := self._settings.import_rows):
                raise InputError(job.files[0], f"holds more than {most} rows; send them in parts")
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                self._book.progress(job.id, table, done, total)

        return progress
