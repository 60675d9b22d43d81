"""What stands before a name: "my name is", a title, a greeting, "kind regards". All are looked for at the end of what
stands to the left of it."""

import re
from typing import Final

_SELF: Final = (
    r"my(?: full| first| last)? name(?: is|'s|:)|(?:my )?name:|i am called|call me|speak(?:ing)? (?:to|with)"
    r"|spoke (?:to|with)"
    r"|named|under the name|name on the account is",
    r"mein(?: voller)? name(?: ist|:)|ich heiße|ich heisse|auf den namen|kontoinhaber(?:in)?:?",
    r"me llamo|mi nombre(?: completo)?(?: es|:)|nombre(?: y apellidos?| completo)?:|apellidos y nombre:"
    r"|a nombre de|titular:?",
    r"jeg hedder|mit(?: fulde)? navn(?: er|:)|navn:|i navnet|hun hedder|han hedder|kontohaver",
    r"nama(?: lengkap)?(?: saya| aku| penerima| pemesan| pelanggan)(?: adalah|:| ya)?|nama(?: lengkap)?:|nama lengkap"
    r"|perkenalkan,?(?: nama)?(?: saya)?|atas nama|a\.n\.",
)
# These name somebody only where two words follow: "I'm Abelardo Trevisano", but not "I'm Danish".
_MAYBE: Final = (r"i'm|i am|this is|it's", r"ich bin|hier ist", r"soy|habla", r"jeg er|det er", r"saya|ini|dengan")
_TITLES: Final = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herr|Herrn|Frau|Fr|Hr|Sr|Sra|Srta|Señor|Señora|Señorita|Don|Doña|Fru"
    "|Frk|Pak|Bapak"
    "|Bpk|Bu|Ibu|Mas|Mbak|Mba|Kak|Bang|Sdr|Sdri|señor|señora|srta|sra|don|doña|fru|pak|bapak|bu|ibu|mas|mbak|kak"
)
_GREETINGS: Final = (
    r"hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|moin"
    r"|servus|hola"
    r"|estimad[oa]s?|querid[oa]|buen[oa]s (?:días|tardes|noches)|hej|kære|godmorgen|goddag|halo|hai|yth\.?"
    r"|selamat (?:pagi|siang|sore|malam)"
)
_GOODBYES: Final = (
    r"regards|wishes|sincerely|faithfully|truly|cheers|thanks|thank you|thx|best|love|yours|grüßen?|gruß|grüssen?"
    r"|gruss|mfg|lg"
    r"|vg|danke|dank|hochachtungsvoll|saludos?|cordialmente|atentamente|atte|gracias|abrazo|hilsen|hilsner|mvh|vh"
    r"|kh|tak|knus"
    r"|salam|hormat(?: saya)?|hormat kami|terima kasih|terimakasih|makasih|trims|wassalam"
)
SELF: Final = re.compile(rf"\b(?:{'|'.join(_SELF)})\s{{1,2}}$", re.IGNORECASE)
MAYBE: Final = re.compile(rf"\b(?:{'|'.join(_MAYBE)})\s{{1,2}}$", re.IGNORECASE)
TITLE: Final = re.compile(rf"\b(?:{_TITLES})\.?(?: (?:Dr|Prof)\.?){{0,2}} $")
GREETING: Final = re.compile(rf"(?:^|\n)\s*(?:{_GREETINGS})(?: there| all)?,? $", re.IGNORECASE)
GOODBYE: Final = re.compile(rf"(?:{_GOODBYES})[ ,.!-]{{0,4}}\s{{0,3}}[-~/]{{0,3}} ?$", re.IGNORECASE)
# A name that people give in small letters.
SMALL: Final = re.compile(
    r"\b(?:my(?: full| first| last)? name(?: is|'s|:)|mein(?: voller)? name ist|ich heiße|me llamo"
    r"|mi nombre(?: completo)? es"
    r"|jeg hedder|mit(?: fulde)? navn er|nama(?: lengkap)? (?:saya|aku)(?: adalah)?) "
    r"([^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,3})",
    re.IGNORECASE,
)
SMALL_HINTS: Final = ("name", "hei", "llamo", "nombre", "hedder", "navn", "nama")
# The last words of all of these: where another word stands before a name, none of them need be looked for.
_LAST_WORDS: Final = """
    name name's is called me to with named heiße heisse ist namen kontoinhaber kontoinhaberin llamo es nombre completo
    apellidos apellido de titular hedder er navn navnet kontohaver saya aku adalah penerima pemesan pelanggan ya nama
    lengkap perkenalkan a.n i'm am it's bin soy habla ini dengan there all morning afternoon evening tag morgen abend
    días tardes noches pagi siang sore malam grüßen grüssen hormat kami kasih you prof dr
"""


def _last_words() -> frozenset[str]:
    words = set(_LAST_WORDS.split())
    for shape in (_TITLES, _GREETINGS, _GOODBYES):
        words.update(word.lower() for word in re.findall(r"[^\W\d_]{2,}", shape))
    return frozenset(words | {"lieber", "liebes", "liebe", "estimado", "estimada", "estimados", "querido", "querida",
                              "saludo", "saludos", "grüße", "gruß", "grüsse"})  # fmt: skip


LAST_WORDS: Final = _last_words()
