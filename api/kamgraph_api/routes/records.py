"""People and organisations as recorded: stated and changed."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import Organisation, Person
from kamgraph_api.access import MayRead, requires
from kamgraph_api.answers import AccountRecord, PersonRecord
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import circle_of, people_of
from kamgraph_api.described import returns, takes
from kamgraph_api.media import JSON
from kamgraph_api.problems import Fault, Refused, documented
from kamgraph_api.reading import Reading, Today, written
from kamgraph_api.routes.asked import AccountId, PersonId
from kamgraph_api.writing.allowed import require_known
from kamgraph_api.writing.runs import in_a_run
from kamgraph_api.writing.stated import body_of
from kamgraph_api.writing.tags import Seen, WhatWasSeen, tag_of_record

router = APIRouter(prefix="/v1", tags=["records"], route_class=StrictRoute)
Writer = Annotated[Principal, requires(Scope.GRAPH_WRITE, Scope.GRAPH_READ)]
Record = TypeVar("Record", Person, Organisation)
_REFUSED = documented(401, 403, 404, 409, 412, 413, 415, 422, 428, 503)
_READ = documented(401, 403, 404, 422, 503)
# What decides whose people an organisation's people are, and who may see them.
_PLACE = ("kind", "parent_id")


@router.get("/people/{person}/record", response_class=Response, responses=returns(PersonRecord) | _READ)
def person_record(who: MayRead, read: Today, person: PersonId) -> Response:
    """A person as recorded, with the tag that a change must name."""
    (held,) = people_of(read.store, circle_of(read, who), [person])
    return _person(held, None)


@router.put(
    "/people/{person}",
    response_class=Response,
    responses=returns(PersonRecord) | _REFUSED,
    openapi_extra=takes(Person),
)
def put_person(
    who: Writer, read: Today, seen: WhatWasSeen, person: PersonId, said: Annotated[Person, body_of(Person)]
) -> Response:
    """Record or change a person: what is left out stays as it is, null clears it.

    Only who may see all accounts may bring somebody new; others do it within an account.
    """
    _same_id(person, said.id)
    held = next(iter(read.store.people([person])), None)
    if held is not None or who.accounts is not None:
        require_known(read, circle_of(read, who), person)
    run = _put(read, who, said, seen, lambda: next(iter(read.store.people([person])), None), "people")
    return _person(next(iter(read.store.people([person]))), run)


@router.get("/accounts/{account}/record", response_class=Response, responses=returns(AccountRecord) | _READ)
def account_record(who: MayRead, read: Today, account: AccountId) -> Response:
    """An account as recorded, with the tag that a change must name."""
    return _organisation(_required(read, who, account), None)


@router.put(
    "/accounts/{account}",
    response_class=Response,
    responses=returns(AccountRecord) | _REFUSED,
    openapi_extra=takes(Organisation),
)
def put_account(
    who: Writer,
    read: Today,
    seen: WhatWasSeen,
    account: AccountId,
    said: Annotated[Organisation, body_of(Organisation)],
) -> Response:
    """Record or change an account or another organisation: what is left out stays as it is, null clears it.

    Only who may see all accounts may bring a new one, or say what one is and to which other it belongs.
    """
    _same_id(account, said.id)
    if who.accounts is not None:
        held = _required(read, who, account)
        moved = any(name in said.model_fields_set and getattr(said, name) != getattr(held, name) for name in _PLACE)
        if moved:
            raise Refused(403, "forbidden", "only who may see all accounts may say what this is and where it belongs")
    run = _put(read, who, said, seen, lambda: next(iter(read.store.organisations([account])), None), "organisations")
    return _organisation(next(iter(read.store.organisations([account]))), run)


def _same_id(path: str, said: str) -> None:
    if path != said:
        fault = Fault(where="path", reason=f"the body says the id {said}")
        raise Refused(422, "wrong-id", "a value of the request breaks a rule", faults=[fault])


def _required(read: Reading, who: Principal, account: str) -> Organisation:
    held = next(iter(read.store.organisations([account])), None)
    if held is None or not who.sees(account):
        raise Refused(404, "unknown-id", "there is no such organisation", ids=(account,))
    return held


def _put(
    read: Reading,
    who: Principal,
    said: Record,
    seen: Seen,
    held: Callable[[], Record | None],
    name: str,
) -> str | None:
    """Write a record unless it says nothing new; gives the run."""
    before = held()
    if before is not None:
        completed = before.model_copy(update={field: getattr(said, field) for field in said.model_fields_set})
        if completed == before:
            return None
    seen.require(tag_of_record(before), thing=said.id)
    return in_a_run(
        read.store,
        who,
        lambda run: read.store.put_records(run, [said]),
        lambda: seen.require(tag_of_record(held()), thing=said.id),
        **{name: 1},
    )


def _person(held: Person, run: str | None) -> Response:
    tag = tag_of_record(held) or ""
    return _answer(PersonRecord(held, tag, run), tag)


def _organisation(held: Organisation, run: str | None) -> Response:
    tag = tag_of_record(held) or ""
    return _answer(AccountRecord(held, tag, run), tag)


def _answer(body: object, tag: str) -> Response:
    return Response(written(body), headers={"ETag": tag, "Cache-Control": "no-store"}, media_type=JSON)
