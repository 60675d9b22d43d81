"""R14: never send a customer back to the person who did not help (D45)."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Facts, Severity

# Words that make a named person the one who acts next, and words that say she is not (any more). Plain letters: `fold`.
_TAKES: Final = re.compile(
    # en
    r"\b(?:takes?|taking|will|'ll|passed|handed|forwarded|given|sent|is (?:looking|working|going|on)|looks? into|"
    r"looks? after|(?:talk|speak|turn|write|reply|go) (?:back )?to|contact|ask|call)\b"
    # de
    r"|\b(?:ubernimmt|ubernehmen|kummert|kummern|wird|werden|meldet|weitergegeben|ubergeben|weitergeleitet|gegeben|"
    r"schreibt|ruft|hilft|pruft|klart|wenden|bearbeitet)\b"
    # es
    r"|\b(?:sigue|seguira|se (?:ocupa|encarga|pondra)|le (?:escribira|llamara|atendera)|"
    r"te (?:escribira|llamara|atendera)|escribira|llamara|atendera|pasado|trasladado|enviado|"
    r"dirijase|contacte|ayudara|hablara)\b"
    # da
    r"|\b(?:tager|overtager|vil|kommer til|skriver|ringer|hjalper|givet|sendt|videre til|"
    r"kontakt|kontakter|taler|svarer)\b"
    # id
    r"|\b(?:akan|menangani|melanjutkan|diteruskan|teruskan|dibantu|membantu|menghubungi|hubungi|serahkan|diserahkan|"
    r"pegang|kabari|mengabari)\b"
)
_NO_LONGER: Final = re.compile(
    r"\b(?:not|n't|no longer|instead of|rather than|never|could not|apologi\w+|sorry)\b"
    r"|\b(?:nicht|kein\w*|statt|anstelle|nie|konnte|entschuldig\w*)\b"
    r"|\b(?:no|nunca|en lugar de|en vez de|ya no|pudo|disculpas?)\b"
    r"|\b(?:ikke|i stedet for|aldrig|kunne|undskyld\w*|beklager)\b"
    r"|\b(?:tidak|bukan|nggak|gak|belum|daripada|bukannya|maaf)\b"
)
_SENTENCE_END = re.compile(r"(?<=[.!?;]) ")


def _tokens(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", fold(name)) if len(word) >= 3]


def _called(facts: Facts) -> list[re.Pattern[str]]:
    """How the failed handlers may be called, without the names that somebody else on the case has too."""
    others = {w for n in (facts.customer_name, facts.owner_name, facts.handler_name) for w in _tokens(n)}
    ways = []
    for name in facts.failed_handler_names:
        words = [w for w in _tokens(name) if w not in others]
        forms = [re.escape(fold(name.strip())), *map(re.escape, words)]
        if name.strip() and fold(name) not in {fold(facts.owner_name), fold(facts.handler_name)}:
            ways.append(re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?:s|'s)?(?!\w)"))
    return ways


def sent_back(plain: str, facts: Facts) -> Iterator[tuple[Severity, int, int]]:
    """Where a normalised text names a failed handler: block as the one who acts next, warn otherwise."""
    if not facts.failed_handler_names:
        return
    ways = _called(facts)
    here = 0
    for sentence in _SENTENCE_END.split(plain):
        folded = fold(sentence)
        for way in ways:
            if match := way.search(folded):
                acts = _TAKES.search(folded) and not _NO_LONGER.search(folded)
                yield "block" if acts else "warn", here + match.start(), here + match.end()
        here += len(sentence) + 1
