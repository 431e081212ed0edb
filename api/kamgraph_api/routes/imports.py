"""Imports as jobs: files handed in, looked after, and taken back."""

from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Path, Query, Request
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.ingest.mapping import shipped
from kamgraph.ingest.own_reading import FORMAT
from kamgraph.ingest.report import Rejected
from kamgraph_api.access import MayWrite, everything
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns, text
from kamgraph_api.ground import Imports
from kamgraph_api.imports import ImportDesk
from kamgraph_api.imports.jobs import ImportJob, ImportList, Options
from kamgraph_api.imports.uploads import MOST_FILES, uploaded
from kamgraph_api.media import CSV, JSON
from kamgraph_api.paging import Paged, sealed
from kamgraph_api.problems import Refused, documented
from kamgraph_api.reading import written
from kamgraph_api.tables import table_of

PATH = "/v1/imports"
router = APIRouter(prefix=PATH, tags=["imports"], route_class=StrictRoute)
_FRESH = {"Cache-Control": "no-store"}
_FORMATS = ("auto", FORMAT, *shipped())
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "additionalProperties": False,
                "properties": {
                    "file": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": MOST_FILES,
                        "items": {"type": "string", "format": "binary"},
                        "description": "One CSV file, workbook (.xlsx) or ZIP archive, or several files and workbooks.",
                    }
                },
            },
            "example": {"file": ["id;name\np1;\u017baneta Kope\u0107\n"]},
        }
    },
}
_NOTHING: dict[int | str, Any] = {204: {"description": "Nothing of it is left."}}
JobId = Annotated[str, Path(description="Id of the import.", examples=["i-0123456789ab"])]
Format = Annotated[
    str, Query(pattern=f"^({'|'.join(_FORMATS)})$", description=f"How to read the files: {', '.join(_FORMATS)}.")
]
Namespace = Annotated[
    str | None,
    Query(pattern="^[a-z0-9][a-z0-9-]{0,39}$", description="Beginning of the ids, for a second CRM of one kind."),
]
Full = Annotated[bool, Query(description="The files say everything: what they no longer name ends today.")]
Strict = Annotated[bool, Query(description="Load nothing if a single row is rejected.")]
DryRun = Annotated[bool, Query(description="Do everything, then take it back.")]
DayFirst = Annotated[bool | None, Query(description="How 03/04/2026 is meant where a column does not tell.")]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{1,200}$",
        description="The same key with the same files and options gives the same import; kept as long as its report.",
    ),
]


def _accepted() -> dict[int | str, Any]:
    """The job as it stands, and where to look for it."""
    told = returns(ImportJob, about="The files arrived; the job waits.", status=202)[202]
    where = {"description": "Where the job is found.", "required": True, "schema": {"type": "string"}}
    return {202: {**told, "headers": {"Location": where}}}


@router.post(
    "",
    status_code=202,
    response_class=Response,
    responses=_accepted() | documented(401, 403, 404, 409, 413, 415, 422, 429, 503),
    openapi_extra={"requestBody": _UPLOAD},
)
async def start_import(
    request: Request,
    who: MayWrite,
    desk: Imports,
    format: Format = "auto",  # noqa: A002
    namespace: Namespace = None,
    full: Full = False,
    strict: Strict = False,
    dry_run: DryRun = False,
    day_first: DayFirst = None,
    key: Key = None,
) -> Response:
    """Hand files in; they are imported in the background, as one run that can be taken back.

    An import may touch anything, so only who may see all accounts may do it.
    """
    everything(who)
    options = Options(format, namespace, full, strict, dry_run, day_first)
    async with uploaded(request) as files:
        job = await run_sync(lambda: desk.hand_in(who.subject, files, options, key))
    headers = {**_FRESH, "Location": f"{PATH}/{job.id}"}
    return Response(written(job), 202, headers, JSON)


@router.get("", response_class=Response, responses=returns(ImportList) | documented(401, 403, 404, 422, 503))
def list_imports(who: MayWrite, desk: Imports, page: Paged) -> Response:
    """The caller's imports, of an admin everybody's, the newest first."""
    everything(who)
    found = desk.page(None if who.may(Scope.ADMIN) else who.subject, page.after, page.limit + 1)
    shown = tuple(found[: page.limit])
    following = sealed(shown[-1].id) if len(found) > len(shown) else None
    return Response(written(ImportList(shown, following)), headers=_FRESH, media_type=JSON)


@router.get("/{job}", response_class=Response, responses=returns(ImportJob) | documented(401, 403, 404, 422, 503))
def show_import(who: MayWrite, desk: Imports, job: JobId) -> Response:
    """How far an import is, and what became of it."""
    return Response(written(_own(who, desk, job)), headers=_FRESH, media_type=JSON)


@router.get("/{job}/rejected", response_class=Response, responses=text(CSV) | documented(401, 403, 404, 422, 503))
def rejected_rows(who: MayWrite, desk: Imports, job: JobId) -> Response:
    """Every rejected row: file, line, column, what stands there, and what is wrong."""
    found = desk.book.rejected(_own(who, desk, job).id)
    headers = {**_FRESH, "Content-Disposition": 'attachment; filename="rejected.csv"'}
    return Response(table_of(found, Rejected), headers=headers, media_type=f"{CSV}; charset=utf-8")


@router.delete(
    "/{job}",
    status_code=204,
    response_class=Response,
    responses=_NOTHING | documented(401, 403, 404, 409, 422, 503),
)
def take_back_import(who: MayWrite, desk: Imports, job: JobId) -> Response:
    """Take back what an import loaded; once more is harmless. One that waits is not begun."""
    desk.take_back(_own(who, desk, job))
    return Response(status_code=204)


def _own(who: Principal, desk: ImportDesk, job: str) -> ImportJob:
    """An import that the caller made; an admin sees everybody's, because rejected rows quote what stands in files."""
    everything(who)
    found = desk.get(job)
    if found is None or not (found.by == who.subject or who.may(Scope.ADMIN)):
        raise Refused(404, "unknown-id", "there is no such import", ids=(job,))
    return found
