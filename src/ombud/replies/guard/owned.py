"""An apology that owns what it is for (R19): "sorry that we made you feel so" says who did it, "sorry that you feel so"
leaves it with her. Where there is an "if" it is owned by nobody."""

import re
from typing import Final

from ombud.replies.guard.normal import fold

# In plain letters: `fold`. Our word of regret, then we and what we did.
_OWNED: Final = re.compile(
    r"\b(?:sorry|apologi[sz]e|regret)\b[^.!?]{0,20}\b(?:(?:we|i) (?:\w+ly )?(?:made|gave|left|let|kept|treated|told|sent|caused|have|had)"
    r"|for (?:making|giving|leaving|letting|keeping|treating|telling|sending|having)) (?:\w+ )?you\b"
    r"|\b(?:leid|entschuldigung|entschuldig\w+|bedaue?re\w*)\b[^.!?]{0,20}\bdass (?:wir|ich) (?:ihnen|dir|euch|sie|dich)\b[^.!?]*"
    r"\b(?:haben|habe|hatten|hatte|gaben|gab|liessen|liess)\b"
    r"|\b(?:siento|sentimos|lament\w+|disculp\w*|perdon\w*)\b[^.!?]{0,20}\b(?:que (?:le|la|lo|les|las|los|te|os) (?:hayamos|haya yo|hemos|"
    r"hicimos|dimos|hicieramos|dieramos)|(?:por )?haber(?:le|la|lo|les|las|los|te|os))\b"
    r"|\b(?:ked af|beklager|undskyld)\b[^.!?]{0,20}\b(?:vi|jeg) (?:har (?:givet|faet|ladet|behandlet)|gav|fik|lod|behandlede|efterlod) "
    r"(?:dig|jer|dem)\b"
    r"|\bmaaf\w*\b[^.!?]{0,20}\b(?:kami|saya) (?:yang )?(?:sudah |telah |sempat |malah )*(?:memberi\w*|membuat|bikin|membiarkan|"
    r"memperlakukan)\b"
)
_IF: Final = re.compile(
    r"\b(?:if|in case|should you|may have|might have|falls|wenn|sollten?|eventuell|si|en caso|hvis|skulle|maske|kalau|jika|bila|seandainya|"
    r"mungkin|but|aber|pero|men|tapi|tetapi)\b"
)


def owned(sentence: str) -> bool:
    """Whether a normalised sentence is sorry for what we did, and for nothing that she may have felt by herself."""
    plain = fold(sentence)
    return _OWNED.search(plain) is not None and not _IF.search(plain)
