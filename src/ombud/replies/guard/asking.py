"""R07: asking, before everybody, for what belongs to one person (D24). In private the same question is right."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.sentences import Span

# What is personal, in plain letters: `fold`.
_PERSONAL: Final = re.compile(
    r"\b(?:(?:full|complete|whole|real|her|his|your) name|surname|(?:home |postal |full |e-?mail |your )address|street|post ?code|zip ?code|"
    r"(?:phone|mobile|telephone|contact|order|account|customer|booking|policy|invoice|card|contract|case|patient|passport|membership|"
    r"student|reference|insurance|meter|id) (?:number|no\b|details)|(?:last|first) (?:four|three|six) digits|date of birth|birth ?day|iban|"
    r"sort code|bank details|(?:bank )?statement|medication|diagnosis|salary|income|password|pin|whereabouts)"
    r"|\b(?:(?:vollen|vollstandigen|ganzen|ihren|deinen) namen?|nachnamen?|vor- und nachnamen?|anschrift|(?:wohn|mail|e-mail-|post|ihre |deine )"
    r"adresse|strasse|hausnummer|postleitzahl|plz|(?:telefon|handy|mobil|bestell|auftrags|kunden|konto|vertrags|rechnungs|buchungs|"
    r"karten|versicherten|versicherungs|policen|personal|zahler|mitglieds|patienten|matrikel|fall|ausweis)nummer|geburtsdatum|geburtstag|iban|kontoauszug\w*|"
    r"kontodaten|medikament\w*|diagnose|gehalt|passwort|die letzten (?:vier|drei) (?:ziffern|stellen))\b"
    r"|\b(?:nombre (?:completo|y apellidos)|apellidos?|titular|direccion|domicilio|codigo postal|(?:numero|nº|num) de (?:telefono|pedido|cuenta|"
    r"cliente|contrato|reserva|poliza|factura|tarjeta|socio|expediente|matricula|suministro|seguridad social)|(?:su|tu) (?:telefono|movil|dni|"
    r"correo|numero)|dni|nie|fecha de nacimiento|iban|extracto|medicamento|medicacion|diagnostico|sueldo|contrasena|ultimos (?:cuatro|tres) digitos)\b"
    r"|\b(?:(?:fulde|hele) navn|efternavn|adresse|vejnavn|postnummer|(?:telefon|mobil|ordre|konto|kunde|kontrakt|faktura|booking|police|kort|medlems|"
    r"sags|bestillings)nummer|(?:telefon|ordre|konto|kunde)nr|fodselsdato|fodselsdag|cpr\w*|kontoudtog\w*|medicin|diagnose|lon|adgangskode|de sidste "
    r"(?:fire|tre) cifre)\b"
    r"|\b(?:nama lengkap|alamat|kode pos|(?:nomor|no\.?) (?:telepon|hp|wa|ponsel|pesanan|rekening|pelanggan|kontrak|polis|resi|kartu|ktp|"
    r"anggota|meter|kamar|induk)|nomormu|nik\b|tanggal lahir|rekening koran|mutasi|obat|diagnosis|gaji|kata sandi|empat (?:angka|digit) terakhir)(?:nya|mu)?\b"
)
# Words that ask for it to be given, not only for something.
_GIVE: Final = re.compile(
    r"\b(?:post|reply with|reply here|comment|leave|drop|pop|tell us|tell me|share|give us|give me|send us|let us know|put|write|what(?:'s| is) your)\b"
    r"|\b(?:schreib\w*|nenn\w*|antwort(?:e|en|et)|setzen sie|setz|poste\w*|teil\w* (?:uns|mir)|sag (?:uns|mir)|sagen sie|hinterlass\w*|gib|geben sie|"
    r"wie (?:ist|lautet) (?:ihr|dein)\w*)\b"
    r"|\b(?:deje\w*|deja\w*|ponga\w*|pon|escriba\w*|escribe\w*|indique\w*|indica\w*|comparta\w*|comparte\w*|diga(?:me|nos)|di(?:me|nos)|"
    r"responda\w*|responde\w*|mande\w*|manda(?:me|nos)|facilite\w*|cual es (?:su|tu)|publique\w*|publica)\b"
    r"|\b(?:skriv|svar|laeg|lag|oplys|send|smid|giv|saet|sat|hvad er (?:din|dit)|tilfoj)\b"
    r"|\b(?:tulis\w*|balas\w*|kirim\w*|sebutkan|cantumkan|isi|taruh|bagikan|\w*nya berapa|berapa (?:nomor|tanggal)\w*)\b"
)
# The same words for what we do ourselves, or for what stands there already.
_OURS: Final = re.compile(
    r"\b(?:i|we|he|she|they|who|typo|team|colleague)(?:'ve|'ll|'d| have| has| had| will)? (?:just |also |then )?(?:put|post|share|leave|"
    r"write|comment)\w*\b|\b(?:has|have|had) (?:just |also |already |since )?(?:put|left|shared|posted)\b|\b(?:your|her|his|the|this|last) (?:\w+ )?(?:comment|post)s?\b"
    r"|(?<=\w )(?:schreibt|nennt|antwortet|teilt|schreibe ich|nenne ich|schreiben wir)\b"
    r"|\b(?:le|les|te|os) (?:escribe|responde|indica|manda|deja)\b|\b(?:saya|kami|kita|aku|dia|beliau) (?:\w+ )?(?:kirim|tulis|balas)\w*\b"
)
# Before everybody: said outright, or nothing is said of a private way in the whole text.
_HERE: Final = re.compile(
    r"\b(?:here|below|in (?:this|the) (?:thread|comments?)|under (?:this|the) post|publicly|hier|darunter|drunter|unter (?:diese\w*|den|dem)|"
    r"kommentar\w*|aqui|abajo|en (?:este|el) hilo|comentarios?|her|herunder|nedenfor|i traden|opslaget|di sini|di bawah|utas\w*|kolom)\b"
)
_IN_PRIVATE: Final = re.compile(
    r"\b(?:privat\w*|direct message|direktnachricht\w*|dm|pn|md|pm|portal\w*|inbox|e-?mail\w*|mail|correo|postfach|pribadi|japri|besked\w*|mensaje|"
    r"telefonisch|by phone|on the phone|indbakke|kotak masuk|protected|geschutzt\w*|protegid\w*|beskyttet|your (?:own )?page|already have|"
    r"hinterlegt\w*|registrad\w*|terdaftar|registered|on file|have your|we have)\b"
)
_NOT: Final = re.compile(
    r"n't\b|\b(?:not|never|no need|without|nobody|nothing|nicht|kein\w*|nie|ohne|niemand|nichts|no|nunca|sin|nada|ikke|aldrig|uden|intet|ingen|"
    r"jangan|bukan|tidak|tanpa|tak|nggak|gak|usah)\b"
)
# The way itself: a mail address may be what is asked for, a private message is not.
_MESSAGE: Final = re.compile(
    r"\b(?:privat(?:e[nr]?)? ?nachricht\w*|direktnachricht\w*|(?:direct|private) (?:message|chat|channel)\w*|privately|dms?|pns?|"
    r"(?:secure|private) (?:mailbox|inbox)|(?:mensaje|chat|canal) (?:privado|directo)|(?:en|por) (?:privado|interno)|"
    r"privat ?besked\w*|besked privat|indbakke|(?:pesan|chat) (?:pribadi|langsung)|japri|kotak masuk)\b"
)


def in_private(sentence: str) -> bool:
    """Whether a normalised sentence asks for a private message: the way in which anything may be asked for."""
    said = fold(sentence)
    return _MESSAGE.search(said) is not None and _NOT.search(said) is None


def asked_openly(plain: str, spans: list[Span]) -> Iterator[Span]:
    """The sentences of a public text that ask for something personal, neither in private nor not to."""
    private = _IN_PRIVATE.search(fold(plain)) is not None
    for start, end in spans:
        said = fold(plain[start:end])
        if _NOT.search(said) or _IN_PRIVATE.search(said) or (private and not _HERE.search(said)):
            continue
        if _PERSONAL.search(said) and _GIVE.search(_OURS.sub(" ", said)):
            yield start, end
