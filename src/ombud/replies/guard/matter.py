"""R02: whether an answer takes up what only this complaint is about (D21), and not just that there is one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.spelling import sounds
from ombud.replies.guard.verdict import Facts

_WORD: Final = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_LONGEST: Final = 4000
_STEM: Final = 5
_HIS: Final = re.compile(r"(?<=\w{3})(?:nya|mu|ku)$")  # Indonesian says "its" and "your" at the end of the word
# Words that stand in nearly every complaint and every answer: to share one says nothing.
EVERYWHERE: Final = frozenset(
    fold(word)
    for word in """
    the and you for are was not but all any can had has her him his how its our out she who why yes did get got may now
    one see too two use way day just still very month year der die das und ich sie wir ihr ist bin mit von vom zum zur auf
    aus bei den dem des ein als wie was wer war hat man nur mir uns que con los las por una uno del sus les fue son hay muy
    sin mis tus ser mes dia vez det den som jeg har for til var der vil kan han hun min mig dig sig jer ved hos fra nok men
    yang dan ini itu ada apa kak pak ibu aku tak bisa mau lagi saja pun nya
    thank thanks please hello dear sorry answer reply write wrote written message email mail contact team customer service
    support problem issue complaint matter help have been this that with from your yours will would could should about what
    when where which there their they them then than because after before again still very really know want need
    make made like just only also even more most much many some nobody somebody anything something nothing everything
    regards kind best today tomorrow yesterday week weeks days hours month months time times last first next
    monday tuesday wednesday thursday friday saturday sunday already always never ever told tell says said asked
    danke bitte hallo liebe lieber guten sehr geehrte geehrter nachricht antwort schreiben geschrieben kunde kundin
    kundenservice problem beschwerde anliegen hilfe habe haben hatte wurde werden wird worden sein sind waren nicht noch
    schon auch aber oder wenn dass weil nach seit immer wieder jetzt heute morgen gestern woche wochen tage tagen stunden
    monat ihnen ihre ihrer ihrem ihren euch eure mich mein meine meiner meinen dich dein deine unser unsere keine keiner
    keinen niemand jemand etwas nichts alles mehr leid entschuldigung gruesse grusse freundlichen melde melden diese dieser dieses
    gracias hola estimado estimada buenos buenas dias tardes mensaje respuesta correo cliente servicio problema queja
    ayuda para pero como cuando donde porque desde hasta sobre tengo tiene tienen tenia esta este esto estos estas estoy
    usted ustedes nadie alguien algo nada todo todos todas siempre nunca ahora ayer manana semana semanas horas mes siento
    disculpas disculpa perdon saludos lamento escribir escribo puedo puede quiero favor muchas mucho hace llevo sigo sido
    hej kære kaere venlig hilsen besked svar kunde kundeservice problem klage sagen hjælp har havde være vaere blev bliver
    ikke stadig også ogsaa men eller hvis fordi siden efter igen altid aldrig jeres mine mit dine dit vores ingen nogen noget
    intet alt alle mere mange meget tak undskyld beklager skrive skriver skrevet dage uger timer måned gang
    halo selamat pagi siang sore malam terima kasih mohon maaf pesan balasan jawaban pelanggan layanan masalah keluhan
    bantuan saya kami anda kamu kakak bapak sudah belum tidak bukan masih juga tapi tetapi atau jika karena sejak setelah
    lagi selalu pernah sekarang kemarin besok hari minggu bulan jam yang untuk dengan dari pada akan bisa dapat ini itu
    ada seperti sangat sekali tolong menulis kasus salam hormat semua apa kapan kenapa mana
    """.split()
)


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    said = (match.group() for match in _WORD.finditer(text))
    words = (form for word in said if fold(word) not in EVERYWHERE for form in sounds(word))
    bare = (_HIS.sub("", form) for form in words if fold(form) not in EVERYWHERE)
    return frozenset(form[:_STEM] for form in bare if form not in EVERYWHERE)


def telling(text: str) -> frozenset[str]:
    """The beginnings of those words of a text that do not stand in every complaint."""
    return _stems(text)


def meets(text: str, quoted: Sequence[str], facts: Facts) -> bool:
    """Whether `text` shares a word with what the customer wrote that not everybody writes; names do not count. What
    she wrote that holds no such word can be met by anything."""
    names = _stems(" ".join((facts.customer_name, facts.author_name, *facts.named)))
    theirs = frozenset().union(*(_stems(said[:_LONGEST]) for said in quoted)) - names
    mine = _stems(text) - names
    if not theirs or not theirs.isdisjoint(mine):
        return True
    # German and Danish write words together: her curtains are in our "curtain cloth" too, and our fork in her "front fork".
    ours, hers = fold(text), fold(" ".join(said[:_LONGEST] for said in quoted))
    return any(len(stem) == _STEM and stem in ours for stem in theirs) or any(
        len(stem) == _STEM and stem in hers for stem in mine
    )
