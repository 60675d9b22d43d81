"""How a clause shows whether it tells what was or says what comes, in five languages; and how hours are told."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tenses:
    """The signs of one language. A verb rules what stands behind it up to the next sign: `signs` has a group `coming`,
    a group `past`, or neither where nothing follows from it. `joins` are words that begin another clause, `promises`
    what makes even a word about hours one about somebody who acts."""

    signs: re.Pattern[str]
    joins: re.Pattern[str]
    hours: re.Pattern[str]
    promises: re.Pattern[str]


def _tenses(coming: str, past: str, joins: str, hours: str, promises: str) -> Tenses:
    def words(listed: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

    return Tenses(
        words(rf"(?P<coming>{coming}|{promises})|(?P<past>{past})"), words(joins), words(hours), words(promises)
    )


# What was asked or arranged in the past is still to come: "I have booked you in on Friday".
ENGLISH: Final = _tenses(
    r"(?:have|has|'ve|\w+'s)(?: \w+){0,2} (?:asked|booked|arranged|scheduled|reserved|planned|set|agreed|blocked|requested|promised|"
    r"made (?:sure|an appointment))|"
    r"asked|agreed|can|may|be|is|are|(?<!\d )am|'re|'m|let|please|due|expects?|expected|"
    r"to (?!monday|tuesday|wednesday|thursday|friday|saturday|sunday|the\b|an?\b|you|me\b|us\b|our|my\b|him|her|it\b|them|"
    r"this|that)[a-z]+|(?:calls?|rings?|writes?|comes?|answers?|visits?|brings?|sends?|looks?|checks?|tells?|gets?|hears?|decides?|"
    r"arrives?|fetch(?:es)?|repairs?|delivers?|replies|reply|reports?|leaves?|reach(?:es)?|knows?|needs?|takes?|starts?)",
    r"(?:message|letter|e?-?mail|order|photos?|review|visit|complaint|report|post|delivery) (?:of|from)|(?:thank you|thanks|sorry|apologi[sz]e|apologies) (?:so much |very much )?(?:about|for)|"
    r"(?:should|could|would|must)(?:n't)? (?:\w+ )?have|(?:was|were)(?:n't)? (?:\w+ )?(?:to|supposed to|meant to) \w+|"
    r"(?:had|have had|has had|used) to \w+|"
    r"was|were|wasn't|weren't|had(?:n't)?(?: \w+ed)?|did|didn't|(?:have|has|'ve|\w+'s)(?: (?:not|never|already|just|now|also|been))* "
    r"(?:\w{2,}(?:ed|en|own|ught)|been|read|had|got|sent|told|heard|made|paid|lost|done|gone|come|stood|kept|spent)|"
    r"bought|came|rang|wrote|told|said|sent|got|went|broke|took|gave|found|made|paid|spoke|kept|saw|heard|met|lost|spent|"
    r"knew|felt|reached|began|stood|(?:you|it|she|he|they|we|i|who|which|that|nobody)(?: \w+ly| never| not| already| first)* "
    r"(?!need|feed|exceed|proceed|speed|succeed|agreed)\w{3,}ed|(?<!the )(?<!your )(?<!\ba )(?:leaked|arrived|stopped|ordered|waited|"
    r"failed|missed|happened|started|crashed|cancelled|called|promised|answered|delivered|turned up|showed up|appeared|worked|"
    r"charged|complained|visited|repaired)|yesterday",
    r"and|but|so|because",
    r"opening (?:hours|times)|(?:office|business|working|service|phone) hours|(?:is|are|we're) open|(?:is|are|we're) here",
    r"will(?:,? (?:not|be|also|then|all|still|\w+ly))*(?: \w+)?|\w*'ll(?: \w+)?|shall|won't|going to \w+|(?:calls?|rings?|writes?|answers?) you",
)  # fmt: skip
_PARTICIPLE: Final = r"(?-i:(?:[a-zäöüß]{2,5})?ge[a-zäöüß]{2,}(?:t|en)|(?:be|er|ver|ent|zer|über|unter)(?!reit)[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]+iert)"
_SETTLED: Final = (
    r"(?-i:(?:gebeten|gebucht|reserviert|vereinbart|eingeplant|geplant|eingetragen|vorgemerkt|vorgesehen|beauftragt|"
    r"angefragt|angesetzt|frei ?gehalten|abgemacht|ausgemacht|zugesagt|angekündigt|versprochen))"
)
GERMAN: Final = _tenses(
    rf"(?:habe|haben|hat|ist|sind)(?: [^ ,;]+){{0,12}}? {_SETTLED}|kann|können|darf|möchte|"
    r"rufe|ruft|meldet?|schreibe|schreibt|komme|kommt|höre?n|hörst|hört|erfahren|erfährst|bekommen|bekommst|prüft?|prüfe|klärt|"
    r"kläre|bringe|bringt|schickt?|schicke|hole|holt|entscheidet|sage|sagt|antwortet?|antworte|liefert|sehe|sieht|spricht|"
    r"spätestens|bis(?: [^ ,;]+){1,4}? (?:habe|haben|ist|sind|hat(?! (?:sich )?(?:niemand|keiner|nichts)))|zu [a-zäöüß]+en|[a-zäöüß]+zu[a-zäöüß]+en",
    r"(?:danke|dank) für|leid|entschuldigung (?:für|wegen)|(?:nachricht|mail|brief|schreiben|anruf|bestellung|lieferung|besuch|"
    r"termin|foto|fotos|anfrage) vom|"
    r"war|waren|warst|wurden?|hatten?|hattest|kam|kamen|ging|gab|kauften?|bestellten?|wartete\w*|lief|liefen|fiel|brach|schrieb\w*|"
    r"riefe?n?|sagte\w*|wollten?|konnten?|musste\w*|meldeten?|erhielt\w*|bekam\w*|passierte|funktionierte|blieb|(?-i:stand)|"
    r"versprach\w*|geschah|gestern|vorgestern|"
    rf"(?:habe|haben|hat|hast|habt|ist|sind|bin|bist)(?: [^ ,;]+){{0,12}}? {_PARTICIPLE}|"
    rf"{_PARTICIPLE} (?:habe|haben|hat|hast|habt|ist|sind|bin|bist|wurden?|worden)",
    r"und|aber|sondern|denn",
    r"öffnungszeit\w*|sprechzeit\w*|servicezeit\w*|geschäftszeit\w*|bürozeit\w*|(?:geöffnet|erreichbar)|rund um die uhr",
    r"wird|werde|werden|wirst|werdet|(?:ruft|rufe|schreibt|schreibe) (?:ich |er |sie )?(?:sie|dich|ihnen|dir)|meldet? sich|melde (?:ich )?mich",
)  # fmt: skip
SPANISH: Final = _tenses(
    r"(?:he|ha|hemos|han|está|queda)(?: \w+){0,2} (?:pedido|encargado|reservado|agendado|programado|concertado|fijado|acordado|previsto|"
    r"prometido|solicitado|quedado)|vuelv\w{1,2}|pued\w+|para que|a más tardar|"
    r"(?:llam|escrib|avis|inform|contest|respond|visit|revis|mand|enví|entreg|recib|pas|llev|ocup|encarg|decid|atiend|resuelv|"
    r"compr?ueb|dig|teng|sep|hag|veng|cuent|cont|pong|sub|mir|prob|prueb)(?:o|a|e|emos|amos|en|an|as|es)",
    r"gracias por|(?:siento|sentimos|lamento|lamentamos)|(?:disculpas?|perdón|disculpe|perdone) por|"
    r"(?:mensaje|correo|carta|pedido|llamada|visita|compra|retraso|fallo) del|"
    r"\w{2,}(?:ó|aron|ieron|aste|iste|aba|aban)|fue|fueron|era|eran|vino|hizo|dijo|tuvo|pudo|quiso|dio|puso|estuvo|"
    r"recibimos|compré|llamé|hablé|pasé|tenía|había|quería|debía|decía|hacía|"
    r"(?:ha|han|has|he|hemos)(?: \w+){0,2} \w+(?:ado|ido|cho|sto|rto)|ayer|anteayer|anoche|"
    r"pasado (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
    r"y|e|pero|que|porque",
    r"horarios?(?: de \w+)?|abrimos|atendemos|abiert[oa]s? (?:de|desde|hasta|todos)",
    r"\w{2,}(?:ré|rás|rá|remos|rán)|(?:voy|va|vamos|van) a \w+|(?:le|te|les) (?:llam|escrib|contest|respond)\w{1,3}",
)  # fmt: skip
DANISH: Final = _tenses(
    r"(?:har|er)(?: \w+){0,4}? (?:bedt|aftalt|booket|reserveret|planlagt|sat|lagt|lovet)|kan|skal|får|ringer|skriver|kommer|hører|tager|ser|"
    r"sender|giver|vender|undersøger|tjekker|svarer|finder|henter|bringer|besøger|melder|afgør|ved|(?:til|fra) (?:på|i)|at [a-zæøå]{2,}e",
    r"tak for|(?:beklager|undskyld|ked af)|(?:besked|mail|brev|opkald|bestilling|ordre) (?:fra|af)(?! på)|"
    r"var|havde|fik|kom|skete|købte|bestilte|skrev|gik|sagde|ventede|blev|tog|gav|sendte|modtog|solgte|glemte|mistede|"
    r"(?!allerede|nede|stede|tilstede|hernede|rede)[a-zæøå]{3,}ede|"
    r"(?:har|er)(?: \w+){0,6}? (?:købt|bestilt|skrevet|talt|ringet|sendt|fået|modtaget|ventet|været|set|læst|hørt|hentet|betalt|"
    r"oplevet|mistet|aflyst|gået|kommet|holdt|sket|snakket|sagt|dryppet|lækket)|i går|forleden",
    r"og|men|så|fordi",
    r"åbningstid\w*|telefontid\w*|(?:har|holder) åbent|vi åbner|døgnet rundt",
    r"vil(?: \w+)?|(?:ringer|skriver|svarer) (?:jeg |han |hun )?(?:til )?dig",
)  # fmt: skip
INDONESIAN: Final = _tenses(
    r"(?:sudah|telah)(?: \w+){0,4}? (?:minta|jadwalkan|dijadwalkan|atur|pesankan|siapkan|dijanjikan)|bisa|dapat|paling lambat|"
    r"selambat\w*|sebelum|nanti|kabari|mengabari|dikabari|telepon|menelepon|balas|membalas|jawab|menjawab|cek|periksa|memeriksa|mengecek|"
    r"antar|mengantar|jemput|agar|supaya|untuk|tunggu|besok|lusa|dalam|hubungi|menghubungi|dihubungi",
    r"terima kasih(?: banyak)? (?:atas|sudah|telah)|maaf|"
    r"(?:pesan|surat|email|laporan|pesanan|kunjungan)(?: \w+)? (?:hari|tanggal|tgl|pada)|(?:sudah|telah)(?! (?:ada|beres|selesai|jadi|bisa|siap))|tadi|kemarin|"
    r"(?:anda|ibu|bapak|pak|bu|kakak|kak|kamu|mbak|mas)(?: (?:sudah|pernah|sempat|juga|baru))? (?:membeli|beli|memesan|pesan|"
    r"menulis|tulis|mengirim|kirim|menghubungi|menelepon|melapor\w*|menunggu|mengalami|membayar|bayar|komplain|mengeluh|"
    r"bercerita|ceritakan|sampaikan)|dibeli|dipesan|bocor|rusak|mati|macet|pecah|hilang|gagal|terluka|terbakar|terjadi|tidak (?:datang|muncul)",
    r"dan|tapi|tetapi|namun|karena",
    r"jam (?:buka|kerja|operasional|layanan)|buka (?:setiap|dari|pada|jam|pukul|hari)|melayani|24 jam",
    r"akan(?: \w+)?|(?:hubungi|kabari|telepon|balas) (?:anda|ibu|bapak|kakak|kak|kamu)",
)  # fmt: skip
TENSES: Final = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "da": DANISH, "id": INDONESIAN}

_DAY: Final = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|"
    r"mo|di|mi|do|fr|sa|so|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|(?:man|tirs|ons|tors|fre|l[øo]r|s[øo]n)dag|"
    r"senin|selasa|rabu|kamis|jumat|sabtu|minggu"
)
# From one day of the week to another: when somebody is there, not when something happens.
RANGE: Final = re.compile(
    rf"\b(?:{_DAY})\.?(?: ?[-–] ?| (?:to|through|till?|bis|al?|sampai|hingga|s/d) )(?:{_DAY})\b", re.IGNORECASE
)
ALWAYS: Final = re.compile(r"(?<![\w/])24 ?/ ?7(?: ?/ ?365)?(?![\w/])")
# Since when, and the day that has gone; with the few words that make a day or an hour.
_TOLD: Final = (
    r"(?: (?:at|um|the|den|dem|der|el|la|las|a|de|del|kl\.?|hari|tanggal|pukul|jam|i|last|letzte[nmrs]?|of|am|pm|uhr|early|"
    r"morning|afternoon|evening|abend|morgen|"
    r"\d[\d:.]*(?:st|nd|rd|th|am|pm)?|[^\W\d_]+dag|" + _DAY + r"|"
    r"jan\w*|feb\w*|mar\w*|m[äa]r\w*|apr\w*|may|mai|mayo|maj|mei|jun\w*|jul\w*|aug\w*|ago\w*|sep\w*|oct\w*|okt\w*|nov\w*|"
    r"de[czs]\w*))"
)
SINCE: Final = re.compile(
    rf"\b(?:since|seit|seitdem|desde(?! ma[ñn]ana| hoy| ahora)|siden|sejak|semenjak|"
    rf"(?:last|letzte[nmr]?|vergangene[nmr]?|vorige[nmr]?|sidste)(?= (?:{_DAY})\b)){_TOLD}+|"
    rf"\b(?:{_DAY}) (?:ago|pasado|lalu|kemarin|yang lalu)\b", re.IGNORECASE
)  # fmt: skip
