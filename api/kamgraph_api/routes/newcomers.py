"""Somebody new in an account, with a chair there: what a form on a page asks for, written as one run."""

from hashlib import blake2b
from typing import Annotated, Literal, Self
from urllib.parse import quote

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import (
    Assignment,
    Department,
    Fact,
    Level,
    Organisation,
    OrganisationKind,
    Person,
    Position,
    Role,
    Stakeholder,
    fold,
)
from kamgraph.model.entities import Id, Text
from kamgraph.model.vocabulary import AssignmentRole
from kamgraph.store.port import GraphStore
from kamgraph_api.access import requires
from kamgraph_api.answers import Newcomer
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns, takes
from kamgraph_api.media import JSON
from kamgraph_api.problems import Refused, documented
from kamgraph_api.reading import Today, written
from kamgraph_api.routes.asked import AccountId
from kamgraph_api.writing.runs import in_a_run
from kamgraph_api.writing.stated import body_of

router = APIRouter(prefix="/v1/accounts", tags=["records"], route_class=StrictRoute)
Writer = Annotated[Principal, requires(Scope.GRAPH_WRITE, Scope.GRAPH_READ)]
OWN = "own"
_OTHERS = {"ours": {"roles", "influence", "stance"}, "theirs": {"assignment", "company"}}


class NewPerson(BaseModel):
    """Somebody who is recorded nowhere yet.

    Attributes
    ----------
    id : str or None
        An id of the caller's, which begins with no dot and holds no slash, so that it has an address; else one that
        follows from account, name and first e-mail, so that the same person is not added twice by mistake.
    side : {"theirs", "ours"}
        Who works at the client, or works for us on the account.
    company : str or None
        Name of our own company, needed once: for the first of ours.
    assignment : AssignmentRole
        Of one of ours: the part in the account.
    influence : float or None
        Of one of theirs, 0 to 10.
    stance : int or None
        Of one of theirs, -2 to 2.
    placeholder : bool
        A chair whose holder is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    name: Text
    side: Literal["theirs", "ours"]
    id: Annotated[Id, Field(pattern=r"^[^\s/.][^\r\n\t/]*$")] | None = None
    emails: tuple[Text, ...] = ()
    title: Annotated[str, Field(max_length=500)] = ""
    level: Level = Level.UNKNOWN
    department: Department | None = None
    department_text: Text | None = None
    company: Text | None = None
    assignment: AssignmentRole = AssignmentRole.OTHER
    roles: tuple[Role, ...] = ()
    influence: Annotated[float | None, Field(ge=0, le=10)] = None
    stance: Annotated[int | None, Field(ge=-2, le=2)] = None
    placeholder: bool = False

    @model_validator(mode="after")
    def _of_one_side(self) -> Self:
        for field in _OTHERS[self.side] & self.model_fields_set:
            raise ValueError(f"{field}: is said of people of the other side only")
        return self


@router.post(
    "/{account}/people",
    status_code=201,
    response_class=Response,
    responses=returns(Newcomer, about="The person is recorded.", status=201)
    | documented(401, 403, 404, 409, 413, 415, 422, 503),
    openapi_extra=takes(NewPerson),
)
def add_person(
    who: Writer, read: Today, account: AccountId, said: Annotated[NewPerson, body_of(NewPerson)]
) -> Response:
    """Add a person who is recorded nowhere yet, with a position and a part in the account."""
    store = read.store
    if not (who.sees(account) and any(store.organisations([account]))):
        raise Refused(404, "unknown-id", "there is no such organisation", ids=(account,))
    opinion = said.roles or said.influence is not None or said.stance is not None
    if opinion and not who.may(Scope.OPINIONS_READ):
        raise Refused(403, "forbidden", f"this needs the scope {Scope.OPINIONS_READ}")
    person = Person(
        id=said.id or _id_of(account, said), name=said.name, emails=said.emails, placeholder=said.placeholder
    )
    company = None if said.side == "theirs" else _company(store, said)
    facts = _facts(account if company is None else company.id, account, person.id, said)

    def put(run: str) -> None:
        store.put_records(run, [person])
        if company is not None and not any(store.organisations([company.id])):
            store.put_records(run, [company])
        for fact in facts:
            store.put_facts(run, [fact])

    def still_new() -> None:
        if any(store.people([person.id])):
            raise Refused(409, "conflict", "this person is recorded already", ids=(person.id,))

    still_new()
    run = in_a_run(store, who, put, still_new, people=1)
    body = Newcomer(person.id, run, tuple(fact.fact for fact in facts))
    where = {"Location": f"/v1/people/{quote(person.id, safe='')}", "Cache-Control": "no-store"}
    return Response(written(body), 201, where, JSON)


def _id_of(account: str, said: NewPerson) -> str:
    text = "\x1f".join((account, fold(said.name), *said.emails[:1]))
    return f"p-{blake2b(text.encode(), digest_size=8).hexdigest()}"


def _company(store: GraphStore, said: NewPerson) -> Organisation:
    """Where ours work: our own organisation, the first by id, or one that is begun here."""
    own = next((o for o in store.organisations() if o.kind is OrganisationKind.OWN), None)
    if own is not None:
        return own
    if said.company is None:
        raise Refused(409, "conflict", "our own company is not recorded yet: give its name as `company`")
    return Organisation(id=OWN, name=said.company, kind=OrganisationKind.OWN)


def _facts(employer: str, account: str, person: str, said: NewPerson) -> list[Fact]:
    found: list[Fact] = [
        Position(
            person=person,
            organisation=employer,
            title=said.title,
            level=said.level,
            department=said.department,
            department_text=said.department_text,
        )
    ]
    if said.side == "ours":
        found.append(Assignment(person=person, account=account, role=said.assignment))
    elif said.roles or said.influence is not None or said.stance is not None:
        found.append(
            Stakeholder(person=person, account=account, roles=said.roles, influence=said.influence, stance=said.stance)
        )
    return found
