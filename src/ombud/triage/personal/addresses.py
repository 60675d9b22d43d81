"""Postal addresses: a street with a house number, in the order each country writes them, and what follows it."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal.span import Personal

_L: Final = r"[^\W\d_]"
_CAP: Final = r"(?=[^\W\d_a-zà-ÿ])[^\W\d_]"
_NAME: Final = rf"(?:{_CAP}[\w.'-]{{0,24}})"
_TOWN: Final = rf"(?:{_CAP}[^\W\d_.'-](?:[^\W\d_]|[.'-]){{0,22}}(?!\w))"
_SEP: Final = r"(?:,? ?\n ?|, ?| )"

_EN_STREET: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Close|Way|Place|Pl|Square|Sq|Terrace|Crescent"
    r"|Gardens|Gdns"
    r"|Boulevard|Blvd|Hill|Row|Mews|Parade|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Grove|Walk|Quay|Wharf|Loop|Alley)"
)
_UK_CODE: Final = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_EN_TAIL: Final = (
    rf"(?:{_SEP}(?:Apt|Apartment|Flat|Suite|Unit|Floor|Ste|#)\.? ?#?\w{{1,6}})?"
    rf"(?:{_SEP}{_TOWN}(?: {_TOWN}){{0,2}}){{0,2}}"
    rf"(?:{_SEP}(?:[A-Z]{{2,3}} )?(?:{_UK_CODE}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{{5}}(?:-\d{{4}})?|\d{{4}}"
    rf"|[A-Z]\d\d [A-Z0-9]{{4}}|\d{{6}})(?!\w))?"
)
_EN: Final = (
    rf"(?:(?:Apt|Apartment|Flat|Suite|Unit)\.? ?\w{{1,5}}{_SEP})?(?<![\w.,])\d{{1,5}}(?:[A-Za-z]|[-/]\d{{1,4}})?,? "
    rf"(?:[NSEW]\.? )?(?:{_NAME} ){{1,4}}{_EN_STREET}\b\.?(?: [NSEW]{{1,2}}\b)?" + _EN_TAIL
)
_EN_SMALL: Final = (
    r"(?<![\w.,])\d{1,5}[a-z]? (?!(?:min|hour|mile|km|day|week|year|more|new|different|people|other|times)s?\w* )"
    r"(?:[a-z']{2,16} ){1,3}(?:street|road|avenue|lane|boulevard|crescent|terrace)\b"
)
_BOX: Final = (
    rf"\b(?:P\.? ?O\.? ?Box|Postfach|Apartado(?: de correos)?|Postboks"
    rf"|Kotak Pos) \d{{1,6}}(?:{_SEP}[A-Z]{{0,2}} ?\d{{4,5}} {_NAME})?"
)
_DE_END: Final = (
    r"(?:straße|strasse|str\.|str|weg|allee|platz|gasse|ring|damm|ufer|chaussee|steig|pfad|markt|hof|graben|stieg"
    r"|berg|wall"
    r"|twiete|kamp|garten|gäßchen|promenade|zeile)"
)
_DE_STREET: Final = (
    rf"(?:{_CAP}[\w'-]{{1,28}}?{_DE_END}|{_NAME}(?:[ -]{_NAME}){{0,2}}[ -](?:Straße|Strasse|Str\.|Weg|Allee|Platz"
    rf"|Gasse|Ring"
    rf"|Damm|Ufer|Chaussee|Markt)|(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf dem|Auf der|Unter den|Hinter der"
    rf"|Beim) "
    rf"{_NAME}(?: {_NAME})?)"
)
_PLACE: Final = rf"\d{{4,5}} {_NAME}(?:[ -](?:am|an der|bei|im|in|ob der) {_NAME}|[ -]{_NAME}){{0,2}}"
_DE: Final = (
    rf"(?<!\w){_DE_STREET} ?\d{{1,4}} ?(?:[a-z](?!\w))?(?: ?[-/+] ?\d{{1,4}}[a-z]?)?(?!\d|[.:,]\d| ?(?:Uhr|Euro|€|%"
    rf"|Jahr|Tag|Min|Stunde|km|m\b))"
    rf"(?:{_SEP}(?:(?:[DA]|CH)-)?{_PLACE})?"
)
_DA_END: Final = (
    r"(?:vej|vejen|gade|gaden|allé|alle|vænge|vænget|stræde|strædet|plads|pladsen|torv|torvet|parken|haven|bakken"
    r"|toften"
    r"|marken|stien|sti|kaj|bro|brogade|boulevard|krogen|skoven|engen|lunden|højen|holmen|svinget|parkvej|led|ager"
    r"|mark)"
)
_DA: Final = (
    rf"(?<!\w)(?:{_NAME} ){{0,3}}{_CAP}?[\w'-]{{0,28}}?{_DA_END} \d{{1,4}} ?(?:[A-Za-z](?![\w]))?(?!\d|[.:]\d\d"
    rf"| ?(?:kr|%|dage|km))"
    rf"(?:,? (?:st|kl|\d{{1,2}})\.?,? ?(?:sal\.?)?,? ?(?:t\.?v\.?|t\.?h\.?|mf\.?"
    rf"|\d{{1,3}})?(?!\w))?(?:{_SEP}(?:DK-?)?{_PLACE})?"
)
_ES_KIND: Final = (
    r"(?:C/|c/|[Cc]alle|[Aa]vda\.?|[Aa]v\.|[Aa]venida|[Pp]aseo|Pº|[Pp]laza|Pza\.?|[Cc]amino|[Cc]arrera|Cra\.?|Cl\."
    r"|Kra\.?|[Rr]onda"
    r"|[Tt]ravesía|[Cc]alzada|[Cc]arretera|Ctra\.?|[Jj]irón|Jr\.|[Pp]asaje|Pje\.?|Blvd\.?|[Bb]oulevard|[Bb]ulevar"
    r"|Diagonal"
    r"|[Tt]ransversal|[Pp]rivada|[Cc]errada|[Uu]rb\.)"
)
_ES_WORD: Final = rf"(?:(?:de|del|la|las|los|el|y|e|San|Santa) |{_NAME} ?)"
_ES: Final = (
    rf"(?<!\w){_ES_KIND} ?(?:{_ES_WORD}{{1,6}}|\d{{1,3}}[A-Za-z]? ?),? ?(?:(?:n[º°o]?\.?|núm\.?|número|nro\.?|#"
    rf"|No\.) ?)?\d{{1,5}}(?:[A-Za-z](?!\w))?"
    rf"(?: ?- ?\d{{1,4}})?(?!\d|[.:]\d)"
    rf"(?:,? (?:piso |depto\.? |dpto\.? |int\.? |apto\.? |casa |of\.? )?\d{{1,4}}[º°ª]? ?(?:[A-Za-z]|izq\.?|dcha\.?"
    rf"|der\.?)?(?=[,\s.]|$))?"
    rf"(?:, (?:[Cc]ol(?:onia|\.)|[Bb]arrio"
    rf"|[Uu]rb\.) {_NAME}(?: {_NAME}){{0,2}})?(?:{_SEP}(?:C\.?P\.? ?)?\d{{4,5}}(?: {_NAME}(?: "
    rf"(?:de )?{_NAME}){{0,2}})?)?"
)
_ID: Final = (
    rf"(?<!\w)(?:Jl\.?|Jln\.?|Jalan|jl\.?|jln\.?|jalan|Gg\.?|Gang|Perumahan|Perum\.?|Komplek|Komp\.?|Dusun"
    rf"|Dsn\.?) ?(?:[^\W\d_][\w.'-]{{1,20}} ){{1,4}}?"
    rf"(?:(?:No(?:mor)?|no(?:mor)?|Blok|blok|Kav|Km|km)\.? ?)?[A-Z]{{0,2}}\d{{1,4}}[A-Za-z]?(?:[-/]\d{{1,3}})?(?!\d"
    rf"|[.:]\d)"
    rf"(?:{_SEP}RT\.? ?\d{{1,3}} ?/? ?(?:RW\.? ?)?\d{{1,3}})?(?:{_SEP}(?:(?:Kel|Kec|Kab|Kota|Desa"
    rf"|Ds)\.? ?)?{_NAME}(?: {_NAME}){{0,2}}){{0,4}}(?:,? \d{{5}}(?!\d))?"
)
_ONE: Final = tuple(re.compile(shape) for shape in (_EN, _EN_SMALL, _BOX, _DE, _DA, _ES, _ID))
# What must be there in small letters for a shape to have a chance, looked for first because it is cheap.
_CHANCE: Final = tuple(
    tuple(words.split(","))
    for words in (
        " st, road, rd, av, la, ln, dr, co, ct, cl, wa, pl, sq, te, cr, ga, gd, bo, bl, hi, ro, me, pa, hw, pk, ci, tr,"
        " gr, wh, lo, al, qu",
        " street, road, avenue, lane, boulevard, crescent, terrace",
        "box,postfach,apartado,postboks,kotak pos",
        "straße ,strasse ,str. ,str ,weg ,allee ,platz ,gasse ,ring ,damm ,ufer ,chaussee ,steig ,pfad ,markt ,hof ,"
        "graben ,stieg ,berg ,wall ,twiete ,kamp ,garten ,gäßchen ,promenade ,zeile , am , an der , an den , im ,"
        " in der , in den ,zum ,zur ,auf dem ,auf der ,unter den ,hinter der ,beim ,"
        "str.1,str.2,str.3,str.4,str.5,str.6,str.7,str.8,str.9",
        "vej ,vejen ,gade ,gaden ,allé ,alle ,vænge ,vænget ,stræde ,strædet ,plads ,pladsen ,torv ,torvet ,parken ,"
        "haven ,bakken ,toften ,marken ,stien ,sti ,kaj ,bro ,boulevard ,krogen ,skoven ,engen ,lunden ,højen ,"
        "holmen ,svinget ,led ,ager ,mark ",
        "c/,calle,avda,av. ,avenida,paseo,pº,plaza,pza,camino,carrera,cra ,cra.,cl. ,kra,ronda,travesía,calzada,"
        "carretera,ctra,jirón,jr. ,pasaje,pje,blvd,boulevard,bulevar,diagonal,transversal,privada,cerrada,urb.",
        "jl,jalan,gang ,gg,perum,komp,dusun,dsn",
    )
)


def addresses(text: str) -> Iterator[Personal]:
    """Postal addresses in a plain text."""
    low = text.lower()
    for shape, chance in zip(_ONE, _CHANCE, strict=True):
        if any(word in low for word in chance):
            for match in shape.finditer(text):
                raw = match.group().rstrip(" ,.\n-")
                yield Personal(match.start(), match.start() + len(raw), "address")
