"""People, organisations and contacts as recorded: stated, changed, and a person erased."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import Interaction, Organisation, Person
from kamgraph.privacy import erase_subject
from kamgraph_api.access import MayErase, MayRead, everything, requires
from kamgraph_api.answers import AccountRecord, Erased, InteractionRecord, PersonRecord
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import circle_of, people_of
from kamgraph_api.described import returns, takes
from kamgraph_api.ground import Grounded
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


@router.delete("/people/{person}", response_class=Response, responses=returns(Erased) | _READ | documented(409))
def erase_person(
    who: MayErase,
    read: Today,
    ground: Grounded,
    person: PersonId,
    reason: Annotated[
        str,
        Query(min_length=1, max_length=120, description="Ground of the erasure; nothing that identifies the person."),
    ],
) -> Response:
    """Remove every trace of a person for good; only for who may see all accounts.

    The store remembers under a secret key that somebody was erased, so that no import brings the person back.
    """
    everything(who)
    done = erase_subject(read.store, person, by=who.subject, reason=reason, kept=ground.settings.kept)
    return Response(written(Erased(done.run, done.counts)), headers={"Cache-Control": "no-store"}, media_type=JSON)


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

    Only who may see all accounts may bring a new one, or say to which other organisation one belongs.
    """
    _same_id(account, said.id)
    if who.accounts is not None:
        held = _required(read, who, account)
        if "parent_id" in said.model_fields_set and said.parent_id != held.parent_id:
            raise Refused(403, "forbidden", "only who may see all accounts may say to which one this belongs")
    run = _put(read, who, said, seen, lambda: next(iter(read.store.organisations([account])), None), "organisations")
    return _organisation(next(iter(read.store.organisations([account]))), run)


@router.post(
    "/interactions",
    response_class=Response,
    responses=returns(InteractionRecord, about="It is recorded.", status=201) | returns(InteractionRecord) | _REFUSED,
    openapi_extra=takes(Interaction),
)
def record_interaction(who: Writer, read: Today, said: Annotated[Interaction, body_of(Interaction)]) -> Response:
    """Record a contact; the same once more is harmless, another one under its id is refused."""
    circle, store = circle_of(read, who), read.store
    for person in said.participants:
        require_known(read, circle, person)
    if said.account is not None and not (who.sees(said.account) and any(store.organisations([said.account]))):
        raise Refused(404, "unknown-id", "there is no such organisation", ids=(said.account,))
    if who.accounts is not None and not said.participants:
        raise Refused(404, "unknown-id", "a contact needs somebody who took part")

    def nothing_else() -> None:
        held = next(iter(store.interactions(ids=[said.id])), None)
        if held is None:
            return
        if _in_order(held) != _in_order(said):
            raise Refused(409, "conflict", "there is another contact of this id", ids=(said.id,))
        raise _Already

    try:
        nothing_else()
        run = in_a_run(store, who, lambda run: store.record_interactions(run, [said]), nothing_else, interactions=1)
    except _Already:
        return _interaction(said.id, None, 200)
    return _interaction(said.id, run, 201)


def _in_order(interaction: Interaction) -> Interaction:
    return interaction.model_copy(update={"participants": tuple(sorted(interaction.participants))})


class _Already(Exception):
    """The contact is recorded as it was said."""


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


def _interaction(interaction: str, run: str | None, status: int) -> Response:
    body = written(InteractionRecord(interaction, run))
    return Response(body, status, {"Cache-Control": "no-store"}, JSON)
