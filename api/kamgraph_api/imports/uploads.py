"""Uploaded files: received in pieces, under names of our own making, and looked at before anybody waits for them."""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.requests import Request

from kamgraph.ingest.sources import refuse_bomb
from kamgraph.model.errors import InputError
from kamgraph_api.problems import Refused

MOST_FILES = 50
_PIECE = 1 << 20
_LONGEST_NAME = 100
_TABLES = frozenset({".csv", ".tsv", ".txt"})
_PACKED = frozenset({".xlsx", ".zip"})


@asynccontextmanager
async def uploaded(request: Request) -> AsyncIterator[list[UploadFile]]:
    """The files of a multipart body; what is large lies in nameless files on disk until the end.

    Raises
    ------
    Refused
        It is no such body, or holds no file.
    """
    if not request.headers.get("content-type", "").casefold().startswith("multipart/form-data"):
        raise Refused(415, "unsupported-media-type", "the body must be multipart/form-data")
    async with request.form(max_files=MOST_FILES, max_fields=0) as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if not files:
            raise Refused(422, "unreadable-file", "a file is needed")
        yield files


def label_of(name: str | None) -> str:
    r"""Name of a file as it may stand in a folder of ours and in a report: no path, nothing invisible, not too long.

    Raises
    ------
    Refused
        It does not say which kind of file it is.

    Examples
    --------
    >>> label_of(r"C:\Users\me\people.csv"), label_of("../../etc/people.csv"), label_of("..\x00a b.csv")
    ('people.csv', 'people.csv', '_a b.csv')
    """
    last = re.split(r"[/\\]", name or "")[-1]
    plain = re.sub(r"[^\w .()-]", "_", last).lstrip(".~ ")
    stem, suffix = os.path.splitext(plain)  # noqa: PTH122 - a path would read more into it
    if suffix.lower() not in _TABLES | _PACKED or not stem:
        raise Refused(422, "unreadable-file", "a file must end in .csv, .tsv, .txt, .xlsx or .zip")
    return stem[:_LONGEST_NAME] + suffix.lower()


def labels_of(names: Sequence[str | None]) -> list[str]:
    """Names of files that are read together.

    Raises
    ------
    Refused
        Two are the same, or they cannot be read together.
    """
    labels = [label_of(name) for name in names]
    if len({label.casefold() for label in labels}) < len(labels):
        raise Refused(422, "unreadable-file", "two files have the same name")
    if len(labels) > 1 and not all(label.endswith((".csv", ".xlsx")) for label in labels):
        raise Refused(422, "unreadable-file", "several files at once must end in .csv or .xlsx")
    return labels


def keep(files: Sequence[UploadFile], labels: Sequence[str], folder: Path, *, unpacked: int) -> str:
    """Write files into a folder that nobody else may read, and give the hash of their names and bytes.

    Raises
    ------
    Refused
        One is no archive or workbook, or would unpack to more than allowed.
    """
    whole = hashlib.sha256()
    for upload, label in sorted(zip(files, labels, strict=True), key=lambda pair: pair[1]):
        path, one = folder / label, hashlib.sha256()
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            while piece := upload.file.read(_PIECE):
                one.update(piece)
                out.write(piece)
        whole.update(f"{label}\0{one.hexdigest()}\n".encode())
        if path.suffix in _PACKED:
            _look_into(path, unpacked)
    return whole.hexdigest()


def _look_into(path: Path, unpacked: int) -> None:
    """Refuse what unpacks to more than allowed, also when its directory lies about that."""
    try:
        refuse_bomb(path, unpacked)
        with zipfile.ZipFile(path) as archive:
            sound = archive.testzip() is None
    except InputError as error:
        raise Refused(422, "unreadable-file", str(error)) from error
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError, ValueError):
        sound = False
    if not sound:
        raise Refused(422, "unreadable-file", f"{path.name}: is no readable ZIP archive or workbook")
