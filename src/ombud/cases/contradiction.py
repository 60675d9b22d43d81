"""Words beat buttons: does she press "solved" and write that it is not? Pure; five languages.

A mistake here costs little either way: the case stays open, a person reads the words, and one more click settles it.
"""

from __future__ import annotations

import re

_STILL = re.compile(
    r"\b(?:but (?:it |the |i |my |they |we )?(?:still|not|never|now|again|is|are)|still (?:not|does|doesn|no|broken|waiting|missing|can)|"
    r"not (?:yet|solved|fixed|working|resolved|really)|(?:does|did|is|was|has|have|can|could|do)n[o']?t|cannot|never (?:came|arrived|got)|"
    r"aber|noch (?:nicht|immer|kein\w*|offen)|immer noch|(?:geht|funktioniert|klappt|ging) (?:\w+ )?nicht|nicht gelöst|leider|fehlt|"
    r"pero|todav[ií]a|a[uú]n (?:no|falta|sigo)|sigue (?:sin|igual|fall)|no (?:funciona|est[aá]|me (?:ha|han)|ha|se|lleg|recib)|falta|"
    r"men (?:den|det|jeg|der|de|stadig|ikke)|stadig(?:væk)?|(?:er|virker|har|kan|blev|fik) (?:\w+ )?ikke|mangler|endnu ikke|"
    r"tapi|tetapi|namun|masih (?:belum|rusak|saja|tidak|nggak|ada)|belum|(?:tidak|nggak|ga|gak) (?:bisa|berfungsi|jalan|sampai|nyala))\b",
    re.IGNORECASE,
)
# What sounds like "not", but tells of how good it is.
_PRAISE = re.compile(
    r"\b(?:not (?:a problem|bad)|no problems?|(?:can|could)n?[o']?t (?:be happier|thank you enough|complain)|cannot (?:thank|complain)|"
    r"(?:sin|ning[uú]n) (?:m[aá]s )?problemas?|kein(?:e)? probleme?|nicht schlecht|kann nicht klagen|"
    r"ikke (?:dårligt|noget problem)|ingen problemer|(?:tidak|nggak) (?:masalah|apa-apa)|don[’']t worry|keine sorge|no se preocupe)\b",
    re.IGNORECASE,
)


def contradicts(words: str) -> bool:
    """Whether the words beside "it is solved" read as though something is still missing."""
    plain = _PRAISE.sub(" ", words.replace("’", "'")[:4000])
    return bool(_STILL.search(plain))
