"""R18: what is shown as code is no hole. Who writes about a template has to write what stands in it.

In backticks everything is code. In quotation marks it is where the words around speak of programs, else a quoted hole
is one all the same: your message about "{subject}". Without any signs a sentence must say of its template, before it,
what that holds: the script prints {total}. Whoever is misread puts backticks around it.
"""

import re
from typing import Final

_TICKED: Final = re.compile(r"(`{1,3})(?!`)([^`]{1,400})\1(?!`)")
_MARKED: Final = re.compile(r"(?<![\w\"'])([\"'])(?=[^\s\"'])[^\"\n]{1,160}?\1(?!\w)")
_CALLED: Final = re.compile(r"\w\($")  # printf("%s", print('{x}'

# What is written by those who program, in five languages; no everyday word, and none inside another ("subscription").
_PROGRAMS: Final = (
    r"s?n?printf|templates?|placeholders?|scripts?|syntax|variables?|snippets?|source code|merge (?:fields?|tags?)|"
    r"curly (?:braces|brackets)|f-strings?|(?:format )?strings?|regex\w*|json|yaml|html|parameters?|"
    r"(?<!bei )(?<!gegen )(?<!unter )vorlagen?|platzhaltern?|skripts?|skripten?|variablen|zeichenketten?|"
    r"quell(?:text|code)\w*|geschweiften? klammern|plantillas?|marcador(?:es)? de posición|sintaxis|"
    r"cadenas? de (?:texto|formato)|código fuente|entre llaves|"
    r"skabelon(?:en|er|erne)?|pladsholder(?:en|e|ne)?|scriptet|variab(?:el|len|ler|lerne)|syntaks(?:en)?|kildekoden?|"
    r"tekststreng(?:en|e)?|tuborgklammer|templat(?:e?nya)?|variabel(?:nya)?|skrip(?:nya)?|sintaks(?:nya)?|kode sumber|"
    r"kurung kurawal|parámetros?|parametre|parameternya"
)
_OF_PROGRAMS: Final = re.compile(rf"(?<!\w)(?:{_PROGRAMS})(?!\w)", re.IGNORECASE)
# What says, right before it, what stands there.
_HOLDS: Final = re.compile(
    r"(?<!\w)(?:sends?|sent|prints?|printed|shows?|showed|contains?|contained|reads?|says?|uses?|puts?|types?|writes?|"
    r"expects?|inserts?|replaces?|called|named|placeholders?|variables?|"
    r"sendet|sendete|schickte?|zeigte?|enthält|enthielt|schreibt|schreiben sie|schreibst du|schreib|steht(?: jetzt)?|"
    r"stand|verwendet|nutzt|ersetzt|setzt|erwartet|druckt|heißt|lautet|platzhalter|"
    r"envía|envió|muestra|mostró|contienen?|llevan?|llevaba|dice|pone|ponía|usa|escriba|escribe|ponga|espera|imprime|"
    r"sustituye|marcador|sender|sendte|viser|viste|indeholder|indeholdt|skriver(?: du)?|skriv|bruger|står(?: der)?|"
    r"stod(?: der)?|udskriver|indsætter|erstatter|forventer|hedder|pladsholderen|variablen|"
    r"mengirim(?:kan)?|menampilkan|berisi|memuat|tulis(?:kan)?|ketik(?:kan)?|memakai|pakai|gunakan|menggunakan|mencetak|"
    r"bernama) $",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"(?<!\w)(?:and|or|with|by|not|instead of|und|oder|mit|durch|nicht|statt|y|o|con|por|no|en lugar de|og|eller|med|"
    r"ikke|i stedet for|dan|atau|dengan|bukan) $",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[.!?] ")
_BEFORE, _AFTER = 90, 60  # characters around a sign in which that is said

Span = tuple[int, int]


class Shown:
    """Which places of one normalised text are shown as code; asked in the order of the text."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._ticked = [match.span() for match in _TICKED.finditer(plain)]
        self._marked = [match.span() for match in _MARKED.finditer(plain)]
        self._last = -1  # where the last one ended that was shown without signs

    def holds(self, span: Span) -> bool:
        """Whether what stands there is shown as code, not left open."""
        start, end = span
        if _inside(span, self._ticked):
            return True
        if self._plain[start] not in "{$%_":
            return False
        if marked := _inside(span, self._marked):
            about = _OF_PROGRAMS.search(self._plain, max(0, start - _BEFORE), end + _AFTER)
            return about is not None or _CALLED.search(self._plain[max(0, marked[0] - 2) : marked[0]]) is not None
        if self._told(start):
            self._last = end
            return True
        return False

    def _told(self, start: int) -> bool:
        before = self._plain[max(0, start - _BEFORE) : start]
        begins = max((match.end() for match in _STOP.finditer(before)), default=0)
        sentence = before[begins:]
        if self._last >= 0 and start - self._last <= len(sentence) and _JOINED.search(sentence):
            return True
        # A tag of a template's own logic is nobody's name.
        of_programs = self._plain.startswith("{%", start) or _OF_PROGRAMS.search(sentence)
        return bool(of_programs) and _HOLDS.search(sentence) is not None


def _inside(span: Span, spans: list[Span]) -> Span | None:
    return next((one for one in spans if one[0] < span[0] and span[1] < one[1]), None)
