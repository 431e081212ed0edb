"""Why a number is missing, in the reader's language; the engine says it in English."""

from kamgraph.analytics.reasons import Reason
from kamgraph_viz.words.word import Lang

POLISH: dict[Reason, str] = {
    Reason.NOBODY_KNOWN: "nie znamy tu tego dnia żadnej osoby po stronie klienta",
    Reason.NO_INFLUENCE: "żadna ze znanych tu osób po stronie klienta nie ma wpływu",
    Reason.NO_DECISION_MAKER: "nie wskazano tu nikogo, kto podejmuje decyzję",
    Reason.NO_TIE: "żadna czynna relacja nie niesie wpływu",
    Reason.NO_VALUE: "nie znamy wartości umów z którymś z tych klientów albo kursu jej waluty",
    Reason.NOTHING_TO_SUM: "żaden klient nie ma jednocześnie wartości umów i osób z wpływem",
}


def why_missing(reason: str, lang: Lang) -> str:
    """The reason as a sentence without a full stop.

    Examples
    --------
    >>> why_missing("no active tie carries any influence", "pl")
    'żadna czynna relacja nie niesie wpływu'
    """
    return POLISH[Reason(reason)] if lang == "pl" else reason
