"""What is told to the press by somebody who is no spokesperson (D13): that she passes the question on may be said by
anybody, what happened by a spokesperson alone.

The desk lets nobody else write to the press at all. Where a reply is judged without a desk, its sentences tell whether it
answers on the substance.
"""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.ahead import ahead
from ombud.replies.guard.normal import fold
from ombud.replies.guard.required import named
from ombud.replies.guard.sentences import Span, every
from ombud.replies.guard.verdict import Facts, Severity

# Who may speak, as people call her; plain letters.
_SPOKESPERSON: Final = re.compile(
    r"\bspokes(?:person|people|woman|man)|\bpress (?:officer|secretary|office|contact|team|chief|relations)|\bmedia (?:relations|team|office)"
    r"|\bpresse(?:sprecher|stelle|chef|abteilung|ansvarlig|medarbejder|afdeling|kontakt|referent)|\bmediensprecher|\bsprecher(?:in)?\b|\btals(?:person|mand|kvinde)"
    r"|\bportavo(?:z|ces)\b|\bgabinete de prensa|\b(?:jefe|jefa|responsable|oficina) de prensa|\bjuru ?bicara|\bjubir\b|\bhumas\b|\bkomunikasi"
)
# What a sentence speaks of that only says where the question goes, by when, and how to reach whom.
_PASSED_ON: Final = re.compile(
    r"\b(?:question|enquir|inquir|message|e-?mail|mail|letter|deadline|request|statement|reply|answer|respond|call you|ring|reach|phone|contact|pass|forward|"
    r"hand(?:ed|s)?\b|speak|spoke|told (?:her|him|them)|let me know|write|wrote|thank|regards|sincerely|press|media|on behalf|print|publi|broadcast|article|"
    r"time|hour)"
    r"|\b(?:frage|anfrage|nachricht|schreiben|schreibt|redaktionsschluss|frist|auskunft|auskunfte|stellungnahme|antwort|ruft|rufen|melde|erreich|weiter(?:ge|leit)|"
    r"ubergeben|hinweis|bescheid|dank|gru(?:s|ß)|presse|medien|veroffentlich|sende|artikel|zeit\b|uhr\b)"
    r"|\b(?:pregunta|consulta|mensaje|correo|plazo|cierre|cierra|hora|declaraci|respuesta|respond|contest|llam|escrib|pas(?:o|ado|amos)|traslad|avis|graci|"
    r"saludo|atentamente|prensa|medios|public|informaci|articulo|emision)"
    r"|\b(?:sporgsmal|henvendelse|besked|mail|frist|deadline|udtal|svar|ringer|skriv|videre|kontakt|tak\b|hilsen|presse|medie|sende|udsend|artikel|klokken|"
    r"besvar|rakt|kl\b)"
    r"|\b(?:pertanyaan|pesan|surel|email|tenggat|pernyataan|keterangan|jawab|balas|telepon|menelepon|hubungi|menghubungi|serahkan|terusk|sampaikan|terima kasih|"
    r"hormat|salam|media|pers\b|wartawan|muat|tayang|berita|pukul|jam\b|nomor)"
)  # fmt: skip
# A claim confirmed or denied, wherever it stands; not "whether it is true", nor that one may not say so, nor "so that
# nothing that is wrong gets printed"; and of a letter one may confirm that it came.
_CLAIM: Final = re.compile(
    r"\b(?:it is|it's|that is|that's|this is|they are|these are) (?:\w+ )?(?:true|untrue|false|correct|incorrect|wrong|unfounded|nonsense)\b|\b(?:we|i) (?:can |do |must |have to )?"
    r"(?:confirm|deny|admit|rule out)\b|\bno truth\b|\bnot true\b|\brumou?rs? (?:is|are)\b"
    r"|\b(?:trifft (?:nicht )?zu|(?:das|es) stimmt(?: nicht)?(?=[.,])|ist (?:\w+ )?(?:wahr|unwahr|falsch|richtig|unbegrundet)|(?:wir|ich) (?:konnen |kann )?(?:bestatige\w*|dementier\w*|bestreite\w*)|"
    r"(?:konnen|kann) (?:wir|ich) (?:\w+ ){0,2}bestatigen)\b"
    r"|\b(?:(?:no )?es (?:totalmente |completamente )?(?:cierto|falso|verdad|mentira|correcto)|(?:confirmamos|desmentimos|negamos|admitimos|confirmo|desmiento)|podemos confirmar)\b"
    r"|\bdet er (?:ikke )?(?:\w+ )?(?:rigtigt|sandt|korrekt|forkert|usandt|falsk)\b|\b(?:vi|jeg) (?:kan )?(?:bekrafte\w*|benagte\w*|afvise\w*|dementere\w*)\b|\bdet passer(?: ikke)?(?=[.,])"
    r"|\b(?:itu |hal itu |berita itu |memang )(?:tidak |memang )?(?:benar|salah|bohong)\b|\btidak benar\b|\b(?:kami|saya) (?:dapat |bisa )?(?:mem?benarkan|membantah|mengonfirmasi|menyangkal|mengakui)\b"
)  # fmt: skip
_OPEN: Final = re.compile(
    r"\b(?:receipt|received|erhalt\w*|eingang\w*|empfang\w*|recibido|recepcion|recibo|modtage\w*|(?:me|di)?terima|penerimaan|"
    r"nothing|anything|something|until|before|hope|hopefully|nichts|etwas|bevor|hoffe\w*|hoffentlich|nada|algo|antes|espero|noget|intet|inden|haber|"
    r"sesuatu|sebelum|semoga|whether|if|cannot|can't|may not|not able|neither|ob|darf (?:ich )?nicht|darf nicht|kann (?:ich )?(?:\w+ )?nicht|weder|si es|no puedo|no podemos|"
    r"ni confirm\w+|om det|kan (?:jeg )?ikke|hverken|apakah|tidak (?:bisa|dapat|boleh)|belum (?:bisa|dapat))\b"
)
# Who speaks of herself, of her reader or of a colleague says who does what, and not what happened.
_BETWEEN_US: Final = re.compile(
    r"\b(?:i'm|i'll|i've|me|my|you|your|she|he|her|him|comment|say|ich|mich|mir|mein\w*|sie|ihnen|ihr\w*|du|dich|dir|dein\w*|ihm|frau|herrn?|"
    r"kommentar|aussern|sagen|yo|mi|me|usted|le|les|su|sus|te|tu|ella|senora?|sra?|comentar\w*|jeg|mig|min|mit|mine|du|dig|din|dit|dine|hun|han|hende|ham|"
    r"saya|aku|anda|saudara|bapak|ibu|kakak|kamu|beliau|dia|komentar|berkomentar)\b"
)
_ME: Final = re.compile(r"\bI\b")
# Too little to tell anything: a greeting, a name.
_FEWEST: Final = 4


def is_spokesperson(role: str) -> bool:
    """Whether somebody in this role, as it was told, speaks to the press."""
    return _SPOKESPERSON.search(fold(role).replace("_", " ")) is not None


def substance(plain: str, places: list[Span], facts: Facts, language: str) -> Iterator[tuple[Severity, int, int]]:
    """The sentences of a normalised text in which its author tells the press something herself, though she may not:
    what she confirms or denies, and what is no word between her and her reader about where the question goes. Where a
    letter does pass the question on, and such a sentence does not tell the past, a person decides."""
    if facts.scenario != "press" or facts.speaks_to_press:
        return
    passed_on = _SPOKESPERSON.search(fold(plain)) is not None or any(named(name, plain) for name in facts.named)
    for start, end in every(plain, places):
        sentence = plain[start:end]
        if _CLAIM.search(fold(sentence)):
            if _OPEN.search(fold(sentence)) is None:
                yield "warn" if passed_on else "block", start, end
        elif _tells(sentence, facts):
            happened = ahead(sentence, language) != sentence
            yield "block" if happened or not passed_on else "warn", start, end


def _tells(sentence: str, facts: Facts) -> bool:
    folded = fold(sentence)
    if _ME.search(sentence) or len(folded.split()) < _FEWEST or sentence.rstrip(" \"')")[-1:] not in (".", "!", "…"):
        return False
    if any(named(name, sentence) for name in facts.named):
        return False
    return not any(found.search(folded) for found in (_PASSED_ON, _SPOKESPERSON, _BETWEEN_US))
