"""How a postal address is written where our languages are spoken: the street, the house, what follows them."""

import re
from typing import Final, NamedTuple

# A word that begins with a capital, and one of letters alone.
_CAP: Final = r"(?=[^\W\d_a-zß-ÿ])[^\W\d_]"
_NAME: Final = rf"(?:{_CAP}[\w.'-]{{0,24}})"
_TOWN: Final = rf"(?:{_CAP}[^\W\d_.'-](?:[^\W\d_]|[.'-]){{0,22}}(?!\w))"
_TOWNS: Final = rf"{_TOWN}(?: {_TOWN}){{0,2}}"
# What may stand between the lines of an address.
_SEP: Final = r"(?:,? ?\n ?|, ?| )"
_LINE: Final = r"(?:,? ?\n ?|, ?)"
# A house number: no year, no beginning of a price, a time or a measure.
_NO_YEAR: Final = r"(?!(?:19|20)\d\d\b)"
_NO_MEASURE: Final = (
    r"(?!\d|[.:,]\d| ?(?:Uhr|Euro|€|%|Jahr|Tag|Min|Stunde|Std|km|m\b|kr|dage|timer|min|años|días|horas|veces|jam|menit"
    r"|hari|orang|minutes|hours|days))"
)

# English: 14 Larkspur Road, Leeds LS6 3AB · 221 Elm Avenue Apt 4, Springfield, IL 62704
_EN_KIND: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Close|Way|Place|Pl|Square|Sq|Terrace|Crescent|Gardens"
    r"|Gdns|Boulevard|Blvd|Hill|Row|Mews|Parade|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Grove|Walk|Quay|Wharf|Loop"
    r"|Alley)"
)
_EN_CODE: Final = (
    r"(?:[A-Z]{2,3} )?(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(?:-\d{4})?|\d{4}"
    r"|[A-Z]\d\d [A-Z0-9]{4}"
    r"|\d{6})(?!\w)"
)
_UNIT: Final = r"(?:Apt|Apartment|Flat|Suite|Unit|Floor|Ste|#)\.? ?#?\w{1,6}"
_EN: Final = (
    rf"(?:{_UNIT}{_SEP})?(?<![\w.,:])\d{{1,5}}(?:[A-Za-z]|[-/]\d{{1,4}})?,? (?:[NSEW]\.? )?"
    rf"(?:{_NAME} ){{1,4}}{_EN_KIND}\b\.?"
    rf"(?: [NSEW]{{1,2}}\b)?(?:{_SEP}{_UNIT})?(?:{_LINE}{_TOWNS}){{0,2}}(?:{_SEP}{_EN_CODE}|"
    rf"(?: {_TOWN}){{1,3}},? {_EN_CODE})?"
)
_EN_SMALL: Final = (
    r"(?<![\w.,/])\d{1,5}[a-z]? (?!(?:min|hour|mile|km|day|week|year|more|new|different|people|other|time)|(?:on"
    r"|in|of|at|the"
    r"|off|from|to) )(?:[a-z']{2,16} ){1,3}(?:street|road|avenue|lane|boulevard|crescent|terrace)\b"
)
_BOX: Final = (
    rf"\b(?:P\.? ?O\.? ?Box|Postfach|Apartado(?: de correos)?|Postboks|Kotak Pos) \d{{1,6}}"
    rf"(?:{_SEP}[A-Z]{{0,2}} ?\d{{4,5}} {_NAME})?"
)
# German: Lindenstraße 14 a, 50674 Köln · Am Alten Markt 7
_DE_END: Final = (
    r"(?:straße|strasse|str\.|str|weg|allee|platz|gasse|ring|damm|ufer|chaussee|steig|pfad|markt|hof|graben|stieg|berg"
    r"|wall|twiete|kamp|garten|gäßchen|promenade|zeile)"
)
_PLACE: Final = rf"\d{{4,5}} {_TOWN}(?:[ -](?:am|an der|bei|im|in|ob der) {_TOWN}|[ -]{_TOWN}){{0,2}}(?: [A-ZØ](?!\w))?"
_NO_STREET: Final = (
    r"(?!Heft|Band|Jahr|Level|Kapitel|Abschnitt|Teil|Spiel|Zug|Wagen|Gleis|Bahnsteig|Stock|Raum|Zimmer|Gate|Terminal"
    r"|Block|Reihe|Alter|Schnitt|Test|Preis|Punkt|Update|Version|Build|Folge|Staffel|Kanal|Thread|Ticket|Fall"
    r"|Paket|Haus"
    r"|Quartal|Monat|Bus|Tag|Rang|Platz|Versuch|Abteil|Saal|Lager|Regal|Fach|Kurs|Modul|Paragraf|Artikel|Bereich)"
)
_DE: Final = (
    rf"(?<![\w@#])(?:{_CAP}[\w'-]{{2,28}}?{_DE_END}"
    rf"|{_NAME}(?:[ -]{_NAME}){{0,2}}[ -](?:Straße|Strasse|Str\.|Weg|Allee|Gasse|Ring|Damm|Ufer|Chaussee|Markt)"
    rf"|(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf dem|Auf der|Unter den|Hinter der|Beim) {_NO_STREET}{_NAME}"
    rf"(?: {_NAME})?)"
    rf"(?:(?<=\.)| ){_NO_YEAR}\d{{1,4}} ?(?:[a-z](?!\w))?(?: ?[-/+] ?\d{{1,4}}[a-z]?)?{_NO_MEASURE}"
    rf"(?:{_SEP}(?:(?:[DA]|CH)-)?{_PLACE})?"
)
# Danish: Vestergade 12, 2. th, 8000 Aarhus C
_DA_END: Final = (
    r"(?:vej|vejen|gade|gaden|allé|alle|vænge|vænget|stræde|strædet|plads|pladsen|torv|torvet|parken|haven|bakken"
    r"|toften"
    r"|marken|stien|sti|kaj|bro|boulevard|krogen|skoven|engen|lunden|højen|holmen|svinget|parkvej|mark)"
)
_DA: Final = (
    rf"(?<![\w@#])(?:{_NAME} ){{0,3}}(?:{_CAP}[\w'-]{{1,28}}?{_DA_END}|(?<= )(?:Allé|Plads|Torv|Boulevard|Vej"
    rf"|Gade)) {_NO_YEAR}"
    rf"\d{{1,4}} ?(?:[A-Za-z](?!\w))?{_NO_MEASURE}"
    rf"(?:,? (?:st|kl|\d{{1,2}})(?!\d)\.?,? ?(?:sal\.?)?(?:,? ?(?:t\.?v\.?|t\.?h\.?|mf\.?)|,? \d{{1,3}})?(?!\w))?"
    rf"(?:{_SEP}(?:DK-?)?{_PLACE})?"
)
# Spanish: Calle Mayor 12, 3º B, 28013 Madrid · Carrera 7 # 45-12 · Av. Corrientes 1234
_ES_KIND: Final = (
    r"(?:C/|c/|[Cc]alle|[Aa]vda\.?|[Aa]v\.|[Aa]venida|[Pp]aseo|Pº|[Pp]laza|Pza\.?|[Cc]amino|[Cc]arrera|Cra\.?|Cl\."
    r"|Kra\.?"
    r"|[Rr]onda|[Tt]ravesía|[Cc]alzada|[Cc]arretera|Ctra\.?|[Jj]irón|Jr\.|[Pp]asaje|Pje\.?|Blvd\.?|[Bb]oulevard"
    r"|[Bb]ulevar"
    r"|Diagonal|[Tt]ransversal|[Pp]rivada|[Cc]errada|[Uu]rb\.)"
)
_ES_WORD: Final = rf"(?:(?:de|del|la|las|los|el|y|e|San|Santa) |{_NAME} ?)"
_ES: Final = (
    rf"(?<!\w){_ES_KIND} ?(?:(?:(?:de|del|la|las|los|el) ){{0,2}}{_NAME} ?{_ES_WORD}{{0,4}}"
    rf"|\d{{1,3}}[A-Za-z]? ?),? ?(?:(?:n[º°o]?\.?|núm\.?|número|nro\.?|#"
    rf"|No\.) ?)?"
    rf"{_NO_YEAR}\d{{1,5}}(?:[A-Za-z](?!\w))?(?: ?- ?\d{{1,4}})?{_NO_MEASURE}"
    r"(?:,? (?:piso |depto\.? |dpto\.? |int\.? |apto\.? |casa |of\.? )?\d{1,4}[º°ª]? ?(?:[A-Za-z]|izq\.?|dcha\.?"
    r"|der\.?)?"
    rf"(?=[,\s.]|$))?(?:, (?:[Cc]ol(?:onia|\.)|[Bb]arrio|[Uu]rb\.) {_TOWNS})?"
    rf"(?:{_SEP}(?:C\.?P\.? ?)?\d{{4,5}}(?: {_TOWN}(?: (?:de )?{_TOWN}){{0,2}})?)?"
)
# Indonesian: Jl. Melati No. 14, RT 03/RW 05, Kel. Senayan, Bandung 40111
_ID_NUMBER: Final = rf"[A-Z]{{0,2}}{_NO_YEAR}\d{{1,4}}[A-Za-z]?(?:[-/]\d{{1,3}})?{_NO_MEASURE}"
_ID_WORD: Final = r"(?:(?!dan |untuk |sejak |kaki |sampai |tol |yang |selama )[^\W\d_][\w.'-]{0,20} )"
_ID: Final = (
    rf"(?<!\w)(?:(?:Jl\.?|Jln\.?|Jalan|jl\.?|jln\.?|Gg\.?|Gang|Perumahan|Perum\.?|Komplek|Komp\.?|Dusun"
    rf"|Dsn\.?) ?{_ID_WORD}{{1,4}}?"
    rf"(?:(?:[Nn]o(?:mor)?|[Bb]lok|Kav|[Kk]m)\.? ?(?:[A-Z]\d{{0,3}} ?[Nn]o\.? ?)?)?|jalan {_ID_WORD}{{1,4}}?[Nn]o"
    rf"(?:mor)?\.? ?)"
    rf"{_ID_NUMBER}(?:{_SEP}RT\.? ?\d{{1,3}} ?/? ?(?:RW\.? ?)?\d{{1,3}})?"
    rf"(?:{_LINE}(?:(?:Kel|Kec|Kab|Kota|Desa|Ds)\.? ?)?{_TOWNS}){{0,4}}(?:,? \d{{5}}(?!\d))?"
)


class Way(NamedTuple):
    """One way to write an address. `hints`: one of them must be there, in small letters, for it to have a chance, and
    `start` as well; they are looked for first because that is cheap. `at`: the languages in which it is looked for."""

    shape: re.Pattern[str]
    hints: tuple[str, ...]
    at: str
    start: re.Pattern[str]


def _way(shape: str, hints: str, at: str = "en de da es id unknown", start: str = r"\d") -> Way:
    return Way(re.compile(shape), tuple(hints.split(",")), at, re.compile(start))


WAYS: Final = (
    _way(
        _EN,
        " st, road, rd, av, lane, ln, dr, court, ct, close, way, place, pl, sq, terr, cresc, gardens, gdns, boul, bl,"
        " hill, row, mews, parade, hi, hw, pa, pk, ci, trail, grove, walk, quay, wharf, loop, alley",
        start=r"\d[\w/-]*,? (?:[NSEW]\.? )?[^\W\d_a-zß-ÿ]",
    ),
    _way(_EN_SMALL, " street, road, avenue, lane, boulevard, crescent, terrace", "en unknown"),
    _way(_BOX, "box,postfach,apartado,postboks,kotak pos"),
    _way(
        _DE,
        "straße ,strasse ,str. ,str ,weg ,allee ,platz ,gasse ,ring ,damm ,ufer ,chaussee ,steig ,pfad ,markt ,hof ,"
        "graben ,stieg ,berg ,wall ,twiete ,kamp ,garten ,gäßchen ,promenade ,zeile ,am ,an der ,an den ,im ,in der ,"
        "in den ,zum ,zur ,auf dem ,auf der ,unter den ,hinter der ,beim ,"
        "str.1,str.2,str.3,str.4,str.5,str.6,str.7,str.8,str.9",
        "de en unknown",
    ),
    _way(
        _DA,
        "vej ,vejen ,gade ,gaden ,allé ,alle ,vænge ,vænget ,stræde ,strædet ,plads ,pladsen ,torv ,torvet ,parken ,"
        "haven ,bakken ,toften ,marken ,stien ,sti ,kaj ,bro ,boulevard ,krogen ,skoven ,engen ,lunden ,højen ,holmen ,"
        "svinget ,mark ",
        "da en unknown",
    ),
    _way(
        _ES,
        "c/,calle,avda,av. ,avenida,paseo,pº,plaza,pza,camino,carrera,cra ,cra.,cl. ,kra,ronda,travesía,calzada,"
        "carretera,ctra,jirón,jr. ,pasaje,pje,blvd,boulevard,bulevar,diagonal,transversal,privada,cerrada,urb.",
        "es en unknown",
    ),
    _way(_ID, "jl,jalan ,gang ,gg,perum,komp,dusun,dsn", "id en unknown"),
)
