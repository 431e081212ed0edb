"""The closed lists of words that facts are made of."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is to us."""

    OWN = "own"
    ACCOUNT = "account"
    COMPETITOR = "competitor"
    OTHER = "other"


class Side(StrEnum):
    """The two sides of a relationship."""

    OURS = "ours"
    THEIRS = "theirs"


class Level(StrEnum):
    """Place in the client's structure, highest first."""

    OWNER = "owner"
    BOARD = "board"
    DIRECTOR = "director"
    MANAGER = "manager"
    SPECIALIST = "specialist"
    UNKNOWN = "unknown"


class Department(StrEnum):
    """Closed list of departments; the free text of the source is kept beside it."""

    BOARD = "board"
    FINANCE = "finance"
    PROCUREMENT = "procurement"
    IT = "it"
    OPERATIONS = "operations"
    LOGISTICS = "logistics"
    PRODUCTION = "production"
    QUALITY = "quality"
    SALES = "sales"
    MARKETING = "marketing"
    HR = "hr"
    LEGAL = "legal"
    RESEARCH = "r&d"
    SERVICE = "service"
    OTHER = "other"


class Role(StrEnum):
    """A client person's part in a decision."""

    DECISION_MAKER = "decision_maker"
    ECONOMIC_BUYER = "economic_buyer"
    TECHNICAL_BUYER = "technical_buyer"
    USER_BUYER = "user_buyer"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    CHAMPION = "champion"
    INFLUENCER = "influencer"
    EVALUATOR = "evaluator"
    PROCUREMENT = "procurement"
    GATEKEEPER = "gatekeeper"
    END_USER = "end_user"


class AssignmentRole(StrEnum):
    """The part one of our people plays on an account."""

    KAM = "kam"
    DEPUTY = "deputy"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    EXPERT = "expert"
    SERVICE = "service"
    OTHER = "other"


class LineKind(StrEnum):
    """How one client person is linked to another."""

    REPORTS_TO = "reports_to"
    INFLUENCES = "influences"
    CONFLICTS_WITH = "conflicts_with"


class InteractionKind(StrEnum):
    """What kind of contact took place."""

    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    WORKSHOP = "workshop"
    VISIT = "visit"
    EVENT = "event"
    REVIEW = "review"
    DEAL = "deal"
    ORDER = "order"
    NOTE = "note"
    OTHER = "other"


class Direction(StrEnum):
    """Who turned to whom, seen from our side."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class RunKind(StrEnum):
    """What a run of writes was."""

    IMPORT = "import"
    EDIT = "edit"
    MERGE = "merge"
    ERASURE = "erasure"


class RunState(StrEnum):
    """Where a run of writes stands; only committed runs are visible."""

    PENDING = "pending"
    COMMITTED = "committed"
    UNDONE = "undone"


class FactKind(StrEnum):
    """The versioned kinds of fact."""

    POSITION = "position"
    STAKEHOLDER = "stakeholder"
    ASSIGNMENT = "assignment"
    TIE = "tie"
    LINE = "line"
    FIGURE = "figure"
    ABSENCE = "absence"
