"""Our own tables of organisations, people, contacts and plans."""

from __future__ import annotations

from kamgraph.ingest.spec import Column, TableSpec
from kamgraph.model import (
    Direction,
    Handover,
    Initiative,
    Interaction,
    InteractionKind,
    Organisation,
    OrganisationKind,
    Person,
    PlanItem,
)

_ID = Column(
    "id", "id", "any stable text, never used for another", "dowolny stały tekst, nigdy dla innego", required=True
)
_ACCOUNT = Column("account", "organisation", "id or name of the client", "id lub nazwa klienta", required=True)
_STATUS = Column("status", "text", "open, done or your own word", "open, done lub własne słowo")

ORGANISATIONS = TableSpec(
    "organisations",
    Organisation,
    (
        _ID,
        Column("name", "text", "full name", "pełna nazwa", required=True),
        Column("kind", "word", "own (us), account, competitor, other", "own (my), account (klient), competitor, other",
               words=OrganisationKind),
        Column("parent", "organisation", "organisation above it", "organizacja nadrzędna", field="parent_id"),
        Column("segment", "text", "your segment", "segment"),
        Column("industry", "text", "industry", "branża"),
        Column("country", "text", "country", "kraj"),
        Column("client_since", "day", "day", "klient od, dzień"),
        Column("contract_ends_on", "day", "last day of the contract", "ostatni dzień umowy"),
        Column("notice_by", "day", "last day to give notice", "ostatni dzień na wypowiedzenie"),
        Column("review_every_days", "whole", "days between business reviews", "co ile dni przegląd współpracy"),
        Column("domains", "texts", "mail domains, a|b", "domeny poczty, a|b"),
    ),
    ("id",),
    "Companies: ours (kind own), clients (account) and their units (other).",
    "Firmy: nasza (kind own), klienci (account) i ich jednostki (other).",
)  # fmt: skip

PEOPLE = TableSpec(
    "people",
    Person,
    (
        _ID,
        Column("name", "text", "first name and surname", "imię i nazwisko", required=True),
        Column("emails", "emails", "a@x.pl|b@x.pl", "a@x.pl|b@x.pl"),
        Column("phones", "texts", "several with |", "kilka przez |"),
        Column("language", "text", "language", "język"),
        Column("do_not_score", "flag", "yes: left out of every measure", "tak: poza wszystkimi miarami"),
        Column("placeholder", "flag", "yes: a chair without a known person", "tak: stanowisko bez znanej osoby"),
    ),
    ("id",),
    "People of both sides.",
    "Osoby po obu stronach.",
)

INTERACTIONS = TableSpec(
    "interactions",
    Interaction,
    (
        _ID,
        Column("at", "moment", "2026-11-23 or 2026-11-23 14:30", "2026-11-23 lub 2026-11-23 14:30", required=True),
        Column("kind", "word", "meeting, call, email, workshop, visit, event, review, deal, order, note, other",
               "meeting (spotkanie), call (rozmowa), email, review (przegląd), visit, deal, order, note, other, ...",
               words=InteractionKind),
        Column("minutes", "number", "length", "czas trwania w minutach"),
        Column("direction", "word", "in, out, both, seen from us", "in (do nas), out (od nas), both", words=Direction),
        Column("participants", "people", "ids or names of both sides, a|b", "id lub nazwiska obu stron, a|b",
               required=True),
        Column("account", "organisation", "client it was about", "klient, którego dotyczy"),
        Column("source", "text", "where it comes from", "skąd pochodzi"),
    ),
    ("id",),
    "Contacts with a date; never their content.",
    "Kontakty z datą; nigdy ich treść.",
)  # fmt: skip

INITIATIVES = TableSpec(
    "initiatives",
    Initiative,
    (
        _ID,
        _ACCOUNT,
        Column("title", "text", "name of the undertaking", "nazwa przedsięwzięcia", required=True),
        Column("people", "people", "people of both sides, a|b", "osoby z obu stron, a|b"),
        _STATUS,
    ),
    ("id",),
    "Joint undertakings with a client.",
    "Wspólne przedsięwzięcia z klientem.",
)

PLAN_ITEMS = TableSpec(
    "plan_items",
    PlanItem,
    (
        _ID,
        _ACCOUNT,
        Column("kind", "text", "goal, action or risk", "goal (cel), action (działanie), risk (ryzyko)", required=True),
        Column("text", "text", "what", "co", required=True),
        Column("owner", "person", "who of ours", "kto od nas"),
        Column("due", "day", "until when", "do kiedy"),
        _STATUS,
    ),
    ("id",),
    "Goals, actions and risks of account plans.",
    "Cele, działania i ryzyka planów klientów.",
)

HANDOVERS = TableSpec(
    "handovers",
    Handover,
    (
        _ID,
        Column("leavers", "people", "who leaves, a|b", "kto odchodzi, a|b", required=True),
        Column("last_working_day", "day", "last day at work", "ostatni dzień w pracy", required=True),
        Column("contract_end", "day", "last day of the contract", "ostatni dzień umowy"),
        Column(
            "kind", "text", "leaves, changes_role or absent", "leaves (odchodzi), changes_role (zmienia rolę), absent"
        ),
        Column(
            "steps", "steps", "contact > successor > state, several with |", "kontakt > następca > stan, kilka przez |"
        ),
    ),
    ("id",),
    "Departures known ahead.",
    "Znane z góry odejścia.",
)
