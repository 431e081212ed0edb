"""Our own tables of facts with a time."""

from __future__ import annotations

from kamgraph.ingest.spec import Column, Side, TableSpec
from kamgraph.model import (
    Absence,
    Assignment,
    AssignmentRole,
    Figure,
    Level,
    Line,
    LineKind,
    Position,
    Role,
    Stakeholder,
    Tie,
)

_PERIOD = (
    Column("valid_from", "day", "first day; blank: since ever", "pierwszy dzień; puste: od zawsze"),
    Column("valid_to", "day", "first day on which it no longer holds", "pierwszy dzień, gdy już nieaktualne"),
)
_PERSON = Column("person", "person", "id or full name", "id lub imię i nazwisko", required=True)
_ACCOUNT = Column("account", "organisation", "id or name of the client", "id lub nazwa klienta", required=True)
_CONFIRMED = Column("confirmed_on", "day", "day of the last confirmation", "dzień ostatniego potwierdzenia")

POSITIONS = TableSpec(
    "positions",
    Position,
    (
        _PERSON,
        Column("organisation", "organisation", "id or name", "id lub nazwa", required=True),
        Column("title", "text", "title of the position", "nazwa stanowiska"),
        Column("department", "department", "finance, procurement, it, ... or your own word",
               "finance (finanse), procurement (zakupy), it, ... lub własne słowo"),
        Column("department_text", "text", "the department's own name", "własna nazwa działu"),
        Column("level", "word", "owner, board, director, manager, specialist, unknown",
               "owner (właściciel), board (zarząd), director, manager (kierownik), specialist, unknown", words=Level),
        *_PERIOD,
    ),
    ("person", "organisation", "title", "valid_from"),
    "Who works where.",
    "Kto gdzie pracuje.",
)  # fmt: skip

STAKEHOLDERS = TableSpec(
    "stakeholders",
    Stakeholder,
    (
        _PERSON,
        _ACCOUNT,
        Column("roles", "words", "decision_maker|champion|...", "decision_maker (decydent)|champion (orędownik)|...",
               words=Role),
        Column("influence", "number", "0 to 10", "0 do 10"),
        Column("stance", "whole", "-2 (strong objections) to 2 (champion)", "-2 (silne zastrzeżenia) do 2 (orędownik)"),
        Column("decision_weight", "number", "share in the decision, any unit", "udział w decyzji, dowolna jednostka"),
        _CONFIRMED,
        *_PERIOD,
    ),
    ("person", "account", "valid_from"),
    "A client person's part in an account.",
    "Rola osoby u klienta.",
)  # fmt: skip

ASSIGNMENTS = TableSpec(
    "assignments",
    Assignment,
    (
        _PERSON._replace(en="one of ours, id or full name", pl="osoba od nas, id lub imię i nazwisko",
                         side=Side.OURS_OR_NEW),
        _ACCOUNT,
        Column("role", "word", "kam, deputy, executive_sponsor, expert, service, other",
               "kam, deputy (zastępca), executive_sponsor (opiekun z zarządu), expert, service, other",
               words=AssignmentRole),
        *_PERIOD,
    ),
    ("person", "account", "role", "valid_from"),
    "Who of ours works for which client.",
    "Kto od nas pracuje dla którego klienta.",
)  # fmt: skip

TIES = TableSpec(
    "ties",
    Tie,
    (
        Column("ours", "person", "one of ours", "osoba od nas", required=True),
        Column("theirs", "person", "client person", "osoba u klienta", required=True),
        Column("declared", "whole", "1 aware ... 5 trusted adviser", "1 kojarzymy się ... 5 radzi się nas"),
        Column("target", "whole", "1 to 5, where it should be", "1 do 5, do czego dążymy"),
        _CONFIRMED,
        *_PERIOD,
    ),
    ("ours", "theirs", "valid_from"),
    "Who of ours knows whom.",
    "Kto od nas zna kogo.",
)

LINES = TableSpec(
    "lines",
    Line,
    (
        Column("source", "person", "who reports, influences, conflicts", "kto podlega, wpływa, jest w konflikcie",
               required=True),
        Column("target", "person", "to or with whom", "komu, na kogo, z kim", required=True),
        Column("kind", "word", "reports_to, influences, conflicts_with",
               "reports_to (podlega), influences (wpływa), conflicts_with (konflikt)", required=True, words=LineKind),
        Column("weight", "number", "above 0, up to 1", "powyżej 0, do 1"),
        *_PERIOD,
    ),
    ("source", "target", "kind", "valid_from"),
    "Lines between people of one side.",
    "Zależności między osobami jednej strony.",
)  # fmt: skip

FIGURES = TableSpec(
    "figures",
    Figure,
    (
        _ACCOUNT,
        Column("kind", "text", "annual_value, potential_value, nps, satisfaction, share_of_wallet, score:..., kpi:...",
               "annual_value (wartość roczna), potential_value (potencjał), nps, satisfaction, score:..., kpi:...",
               required=True),
        Column("value", "number", "number", "liczba", required=True),
        Column("currency", "text", "PLN", "PLN"),
        Column("person", "person", "whose answer it is", "czyja to ocena"),
        *_PERIOD,
    ),
    ("account", "kind", "person", "valid_from"),
    "Values, NPS and scores of a client, with their days.",
    "Wartości, NPS i oceny klienta, z datami.",
)  # fmt: skip

ABSENCES = TableSpec(
    "absences",
    Absence,
    (
        _PERSON,
        Column("kind", "text", "leave, parental, ...", "urlop, rodzicielski, ..."),
        *_PERIOD,
    ),
    ("person", "kind", "valid_from"),
    "Long leaves.",
    "Długie nieobecności.",
)
