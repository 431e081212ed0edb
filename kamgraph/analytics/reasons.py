"""Why a number is None, as one closed list of sentences, so that a page can say each in its reader's language."""

from enum import StrEnum


class Reason(StrEnum):
    """What is missing where a measure has no answer."""

    NOBODY_KNOWN = "no client person is known here on this day"
    NO_INFLUENCE = "none of the client people known here holds any influence"
    NO_DECISION_MAKER = "no decision maker is named here"
    NO_TIE = "no active tie carries any influence"
    NO_VALUE = "the annual value of an account concerned is not known, or the rate of its currency is not"
    NOTHING_TO_SUM = "no account has both an annual value and client people with influence"
