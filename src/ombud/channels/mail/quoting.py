"""How mail programs announce what they quote, in the languages people write to us: the words behind `quotes`.

English, German, Spanish, Danish, Indonesian; and French, Italian, Portuguese, Dutch, Swedish, Norwegian, Polish,
Russian for those who answer from a phone bought elsewhere.
"""

from __future__ import annotations

import re

_SAID = (
    r"wrote|writes|schrieb|geschrieben|schreibt|escribió|escribio|escribe|skrev|skrevet|skriver|menulis|a écrit"
    r"|ha scritto|escreveu|schreef|geschreven|napisał(?:\(a\))?|napisała|пишет|написал(?:\(а\))?|написала"
)
_STARTS = (
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|On|Am|El|Den|D\.|Pada|Tanggal|Tgl\.?|Le|Il(?: giorno)?|Em|A|Op|På|W dniu|Dnia"
    r"|At|Um|Kl\.?"
)
_TIME_AND_ADDRESS = r"\d{1,2}[:.]\d{2}.{0,100}<[^<>\s]+@[^<>\s]+>\s*[:：]"

SAID = re.compile(rf"\b(?:{_SAID})\b|{_TIME_AND_ADDRESS}$", re.IGNORECASE)
"""What any attribution has: somebody wrote, or a time and an address."""

OPENED = re.compile(rf"(?:{_STARTS})\b.{{3,300}}?(?:\b|\s)(?:{_SAID})\b.{{0,160}}[:：]", re.IGNORECASE)
"""A whole line (or a few joined), bare of marks at both ends, that says when who wrote what follows."""

NAMED = re.compile(rf".{{1,160}}\b(?:{_SAID})\b.{{0,80}}[:：]|.{{0,120}}{_TIME_AND_ADDRESS}", re.IGNORECASE)
"""The same without its first word: "Anna wrote:", or a date and an address only."""

STRONG = re.compile(r"@|\d{1,2}[:.]\d{2}(?!\d)")
"""What a sentence of one's own ("On 3 May your colleague wrote:") does not have: an address or a time of day."""

SEPARATOR = re.compile(
    r"Original[ -]?(?:Message|Nachricht|meddelelse|bericht)|Ursprüngliche (?:Nachricht|E-?Mail)|Originalnachricht"
    r"|Urspr\. Nachricht|Weitergeleitete Nachricht|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Mensaje original"
    r"|Mensaje (?:re)?enviado|Inicio del mensaje reenviado|Oprindelig (?:meddelelse|besked|e?-?mail)"
    r"|Videresendt (?:meddelelse|besked|e?-?mail|melding)|Start på videresendt besked|Opprinnelig melding"
    r"|Pesan (?:asli|terusan|yang diteruskan)|Awal pesan yang diteruskan|Forwarded message|Begin forwarded message"
    r"|Message d['’]origine|Message (?:initial|transféré)|Messaggio (?:originale|inoltrato)"
    r"|Mensagem (?:original|encaminhada)|Oorspronkelijk bericht|Doorgestuurd bericht|Ursprungligt meddelande"
    r"|Ursprungsmeddelande|Vidarebefordrat meddelande|Reply message|Reply above this line",
    re.IGNORECASE,
)
"""A line, bare of marks at both ends, that stands between the answer and the mail it answers or passes on."""

_FROM = r"From|Von|De|Fra|Dari|Da|Van|Från|Od|От"
_MORE = (
    r"Sent|Date|To|Cc|Subject|Reply-To|Importance|Gesendet|Datum|An|Betreff|Kopie|Wichtigkeit|Enviado(?: el)?|Fecha"
    r"|Para|Asunto|Sendt|Dato|Til|Emne|Dikirim|Terkirim|Tanggal|Tgl|Kepada|Ke|Perihal|Subjek|Hal|Envoyé|Objet|À|A"
    r"|Inviato|Data|Oggetto|Enviada(?: em)?|Assunto|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne|Wysłano|Do|Temat"
    r"|Отправлено|Кому|Тема"
)
_END = r"[*_]{0,3}\s{0,3}[:：]"
FIRST_FIELD = re.compile(
    rf"[\s*_]{{0,9}}(?:{_FROM}|Subject|Betreff|Asunto|Emne|Perihal|Date|Datum){_END}[*_\s]", re.IGNORECASE
)
NEXT_FIELD = re.compile(rf"[\s*_]{{0,9}}(?:{_FROM}|{_MORE}){_END}", re.IGNORECASE)
"""Two of these within six lines after a `FIRST_FIELD` make the header block that Outlook puts above what it quotes."""

_SENT = (
    r"(?:Sent|Written|Typed) (?:from|via|with|using|by) |(?:Diese Nachricht wurde )?Von meine[mr] "
    r"|(?:Diese Nachricht wurde )?(?:Gesendet|Geschrieben) (?:von|mit|über|via) "
    r"|Enviado (?:desde|con|por|do|da|a partir de) |Mandado desde |Sendt (?:fra|med|via) "
    r"|(?:Di)?kirim(?:an)? (?:dari|melalui|dengan|via) |Terkirim dari |Envoyé (?:de|depuis|à partir de) "
    r"|Inviato (?:da|dal) |Verzonden (?:vanaf|met|via) |Verstuurd vanaf |Skickat från "
    r"|Get |Hent |Holen Sie sich |Obtener |Outlook (?:für|for|til|para) "
)
_MINE = r"my |mein(?:em|er) |der |dem |mi |min |mit |saya |mon |il mio |meu |minha |mijn |a |an "
_DEVICE = (
    r"(?:[\w+.-]*\s?){0,2}(?:i ?Phone|i ?Pad|i ?OS|Android\w*|Samsung|Galaxy|Huawei|Xiaomi|Redmi|Oppo|Vivo|Nokia|Pixel"
    r"|Sony|Xperia|Mobile|mobil\w*|Handy|Smartphone|phone|tablet|celular|móvil|movil|teléfono|ponsel|HP|BlackBerry\w*"
    r"|Windows|Outlook|Yahoo|Gmail|GMX|WEB\.DE|Mail|Proton\w*|App|device|Gerät|dispositivo|perangkat|enhed|telefon"
    r"|correo|Thunderbird|portable|telefono|cellulare|telemóvel|mobiel|telefoon)"
)
APP_SIGNATURE = re.compile(rf"(?:{_SENT})(?:{_MINE})?{_DEVICE}.{{0,40}}", re.IGNORECASE)
"""The line a phone or mail program adds below a letter; only ever removed at its end."""

SIGNATURE = re.compile(r"-- ?|—|--\xa0|_{2,5}")
