"""Names that are words, too: "may" and "will" and "an" call nobody, "Dear May," and "Will calls you" do."""

import re
from functools import lru_cache
from typing import Final

from ombud.replies.guard.addressed import GREETED
from ombud.replies.guard.matter import EVERYWHERE
from ombud.replies.guard.normal import fold

_MONTHS: Final = frozenset("april may mei mai june july august augusto julio abril julie juli juni".split())
_ASKING: Final = frozenset("will may can".split())
# Words of which a sentence can be made without anybody.
_OPEN: Final = _MONTHS | frozenset(
    """mark bill rob sue grace hope joy faith rose dawn art pat frank drew chance miles guy dean jack nick don sunny ray
    lance grant chase wade rich victor ernst wolf rosa lust sol luz mar paz angel consuelo dolores mercedes pilar rosario
    salvador victoria blanca clara luna alma esperanza leon domingo bo sten bjorn lykke tue vale else fie mine budi bulan
    indah cinta bunga melati bintang mega surya only just best sorry refund""".split()
)
_CLOSED: Final = (EVERYWHERE - _OPEN - _ASKING) | frozenset(
    "an so per dan den in on al si mo ho do le min man sin van von in am im bei zu ab".split()
)
# What follows a word that begins a sentence and is no name.
_GOES_ON: Final = frozenset(
    """i you he she it we they this that these those the a an my your his her its our their there nobody anybody somebody
    not for to of in on at up us me him them if as with from dem der die das den ein eine einen einem ihr ihre ihnen sie du
    dich dir mein meine dein deine unser unsere el la los las un una su sus mi tu tus de del que y por para en det den din
    dit dine min mit mine vores et en og at med fra yang ini itu anda kakak ibu bapak kamu dan di ke dari""".split()
)
_IN_A_MONTH: Final = re.compile(
    r"(?:\b(?:in|by|until|till|since|of|before|after|on|this|next|last|early|late|mid|end|through|im|bis|ab|seit|anfang|"
    r"mitte|ende|de|en|desde|hasta|i|til|siden|fra|bulan|sejak)|\d(?:st|nd|rd|th|\.)?) $"
)
_NEXT: Final = re.compile(r" ([^\W\d_]+)")
_SIGNS: Final = 8  # that may stand between two sentences
_GREETING: Final = re.compile(rf"\b{GREETED}\.? $")
_LONGEST: Final = 400  # of a question


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word begins a sentence."""
    before = text[max(0, at - _SIGNS) : at].rstrip(" \"'»«„“(")
    return not before or before[-1] in ".!?:;¡¿"


@lru_cache(maxsize=4096)
def _a_word(word: str) -> bool:
    return fold(word) in _OPEN or fold(word) in _CLOSED or fold(word) in _ASKING


def stands_as_a_name(text: str, start: int, end: int) -> bool:
    """Whether the word there may call somebody: any that is no word besides, and of the others an address or a name."""
    if not _a_word(text[start:end]):
        return True
    word, before = fold(text[start:end]), fold(text[max(0, start - 40) : start])
    if _GREETING.search(before):
        return True
    if not text[start].isupper():
        return start == 0 and text[end : end + 1] == ","
    if word in _MONTHS and (_IN_A_MONTH.search(before) or re.match(r",? \d", text[end : end + 3])):
        return False
    if not begins_sentence(text, start) or text[end : end + 1] not in (" ", ""):
        return True
    following = _NEXT.match(text, end)
    if following is None:
        return True
    if word in _CLOSED:
        return False
    if word in _ASKING and re.match(r"[^.!?]*\?", text[end : end + _LONGEST]):
        return False
    return fold(following.group(1)) not in _GOES_ON
