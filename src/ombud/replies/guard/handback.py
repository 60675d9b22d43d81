"""R14: never send a customer back to the person who did not help (D45).

Whoever failed her is spoken of in a reply for few reasons: to say that she need not go there again, to say what was wrong,
or to tell what one got from him oneself. Everything else sends her back, in whatever words.
"""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.called import Called
from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Facts

# What the customer is asked to do, whoever it is with. Plain letters: `fold`.
_ASKED: Final = re.compile(
    r"\b(?:answer|reply to|respond to|contact|(?:drop|send|give) \w+ (?:a|an|your) |write (?:back )?to|ring|call him|call her|"
    r"ask (?:him|her|for)|speak (?:to|with)|talk (?:to|with)|in copy|cc|copied|on behalf of)\b"
    r"|\b(?:antworten sie|antworte|wenden sie|wende dich|schreiben sie|schreib|rufen sie|ruf|melden sie|melde dich|sprechen sie|sprich|fragen sie|frag|kontaktieren sie|kontaktiere|"
    r"in kopie|im auftrag|im namen)\b"
    r"|\b(?:conteste|contesta|responda|responde|contacte|contacta|pongase en contacto|ponte en contacto|hable con|habla con|pregunte a|pregunta a|vuelva a|escriba|escribele|escribale|mandale|mandele|llame|llamale|dirijase|dirigete|"
    r"con copia|en copia|de parte de)\b"
    r"|\b(?:skriv (?:gerne |bare )?til|svar (?:gerne |bare )?pa|ring til|kontakt|tal med|snak med|sporg|cc|i kopi|pa vegne af)\b"
    r"|\b(?:balas\w*|dibalas|hubungi|kontak|tanya(?:kan)?|bicara(?:kan)?|telepon|tembusan|cc|atas nama)\b"
)
# What makes somebody the one who acts next.
_ACTS: Final = re.compile(
    r"\b(?:takes?|taking|will|'ll|passed|handed|forwarded|given|is (?:looking|working|going|on|back|still|your|the right|happy|"
    r"waiting|best|always)|looks? (?:into|after)|knows?|remains?|returns?|would be|continues?|picks?|follow\w* up|in touch|"
    r"back (?:to|with)|over to|visits?|comes?|fetch\w*|decides?|keeps?|has (?:all|your|kept|the|reserved|set)|be the one|"
    r"on call|collect|bring|go (?:back )?to|next step|meet|appointment|slot|where you)\b"
    r"|\b(?:ubernimmt|ubernehmen|kummert|kummern|wird|werden|meldet|weitergegeben|ubergeben|weitergeleitet|schreibt|ruft|hilft|"
    r"pruft|klart|wenden|bearbeitet|zuruck|kennt|bleibt|betreut|sprechen|besprechen|ansprechpartner\w*|zustandig\w*|melden|"
    r"anrufen|gebeten|kommt|ist\b.{0,60}\bwieder|geben|gibt|bringen|holen|abholen|termin|sprechstunde|freigehalten|stellt|unterzeichnet|"
    r"schraubt|tragt|steht|liegt|wartet|freut|bekommt|eingereicht|entscheidet)\b"
    r"|\b(?:sigue|seguira|se (?:ocupa\w*|encarga\w*|pondra|pasara)|l[ea] (?:escribira|llamara|atendera|recibe|ira|espera)|"
    r"te (?:escribira|llamara|atendera|recibe|ira|espera)|escribira|llamara|atendera|pasado|trasladado|enviado|retoma\w*|vuelva|"
    r"vuelve|ayudara|hable|habla|lleva|llevara|conoce|conserva|devuelto|continua\w*|queda|orientara|ira|va|viene|ira guiando|"
    r"de nuevo|recoge\w*|cita|firma|espera|deseando|sabe)\b"
    r"|\b(?:tager|overtager|vil|kommer|skriver|ringer|hjalper|givet|sendt|videre til|tilbage til|vender tilbage|kender|kan|svarer|"
    r"folger|fortsatter|sidder|star|ordner|flytter|giver|aftale|aftalen|kalender|plads|mode|sat det op|ser|afleverer?|"
    r"hent|aflever|ned til|far|har (?:alle|alt|det|hele|dine|din))\b"
    r"|\b(?:akan|menangani|melanjutkan|lanjutkan|lanjut|diteruskan|teruskan|dibantu|membantu|menghubungi|serahkan|diserahkan|"
    r"pegang|kabari|mengabari|kembali (?:ke|kepada)|kembalikan|dikembalikan|bicara|tanyakan|hafal|paham|tahu|dengan|menunggu|"
    r"menelepon|datang|antar|ambil|diambil|mendampingi|siap|menantikan|masih|angkat)\b"
)
# That she need not go there, that it was wrong, or that somebody else is meant.
_NO_LONGER: Final = re.compile(
    r"n't\b|\b(?:not|no longer|instead of|rather than|never|could not|apologi\w+|sorry|without|let you down|failed|wrong\w*|"
    r"mistake\w*|ignore|disregard|different|another|someone else|anyone else|nobody|out of|no (?:answer|reply|need|more)|"
    r"nothing to do|(?:first|same|similar) name|namesake|mishandled|misjudged)\b"
    r"|\b(?:nicht|kein\w*|statt|anstelle|nie|konnte|entschuldig\w*|ohne|leid|falsch\w*|fehler\w*|ignorier\w*|andere[nrs]?|"
    r"nichts|ausser|raus|niemand|vorname\w*|versagt|versaumt|unrecht)\b"
    r"|\b(?:no|nunca|en lugar de|en vez de|ya no|pudo|disculpas?|perdon\w*|sin|siento|lamento|incorrect\w*|error\w*|equivoc\w*|"
    r"otr[oa]s?|distint[oa]s?|ignore|borr\w+|fuera|nada|tocay\w+|fallo|nadie|tampoco)\b"
    r"|\b(?:ikke|i stedet for|aldrig|kunne|undskyld\w*|beklager|uden|ked af|forkert\w*|fejl\w*|anden|andet|andre|hverken|ingen|"
    r"ude af|ignorer|navnet|navnebror|svigtede|intet)\b"
    r"|\b(?:tidak|bukan|nggak|gak|enggak|belum|daripada|bukannya|maaf|tanpa|takkan|keliru|salah|abaikan|lain|berbeda|beda|"
    r"tak|jangan|bukanlah|kesalahan)\b"
)
# What is not said about him: why she should be glad that it goes back to him.
_PURPOSE: Final = re.compile(
    r"\b(?:so that|so (?:you|nothing|nobody|it)|to save you|in order that|that way you|because you)\b[^,;.]{0,200}"
    r"|\b(?:damit (?:sie|du|ihr|nichts|niemand|es)|sodass|so dass|um ihnen|um dir)\b[^,;.]{0,200}"
    r"|\b(?:para que|asi (?:usted |tu )?no|para no)\b[^,;.]{0,200}"
    r"|\b(?:sa du|for at du|sa at du|sadan at du)\b[^,;.]{0,200}"
    r"|\b(?:supaya|agar|biar)\b[^,;.]{0,200}"
    # What is not, if it is not; and what sounds like a no.
    r"|\b(?:if|unless|should|falls|wenn|sollte|si|hvis|jika|kalau|bila|apabila)\b[^,;.]{0,200}\b(?:not|\w+n't|nicht|no|ikke|tidak|"
    r"nggak)\b[^,;.]{0,200}|\bnicht nur\b|\bnot only\b|\bno solo\b|\bikke (?:kun|bare)\b|\bbukan (?:hanya|cuma)\b|\bsin "
    r"(?:cita|pena|compromiso|falta|costo|coste|esperas?|duda)\b|\bwithout (?:an appointment|waiting|delay|fail)\b|\bohne "
    r"(?:termin|wartezeit|anmeldung)\b|\buden (?:tid|aftale|ventetid)\b|\btanpa (?:janji|antre|antri)\b|\bno doubt\b"
)
# What we heard, read or got from him.
_OURS: Final = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have)? (?:\w+ )?(?:spoken|spoke|talked|asked|read|heard|learned|learnt|seen|taken)|notes|told you|"
    r"wrote to you|wrote you|promised|answered you|said to you|gave me|handed me|(?:took|taken|take) (?:\w+ ){0,4}(?:over )?from|told me|(?:his|her) (?:superior|boss|manager)|above)\b"
    r"|\b(?:(?:ich habe|habe ich|wir haben|haben wir)\b.{0,60}(?:gesprochen|gefragt|gelesen|gehort|geben lassen)|notizen|"
    r"unterlagen|ubernommen|ubernahm|(?:ihnen|dir) (?:geschrieben|gesagt|versprochen|geantwortet)|erlebt|vorgesetzte[rn]?|uber (?:herrn?|frau)|schrieb|sagte|versprach)\b"
    r"|\b(?:(?:he|hemos) (?:hablado|preguntado|leido|pedido|visto)|apuntes|notas|asumido|relevo a|(?:le|te) (?:dijo|escribio|prometio|respondio|"
    r"contesto)|me (?:entrego|paso|conto|dijo)|respuesta de|superior de|jef[ea] de|por encima de)\b"
    r"|\b(?:(?:jeg|vi) har (?:talt|spurgt|last|hort|faet)|noter|papirer|(?:overtog|overtaget) .{0,30}fra|skrev til dig|lovede|svarede|sagde|til mig|fortalte|(?:chef|leder) for)\b"
    r"|\b(?:(?:saya|aku|kami) sudah (?:bicara|tanya|baca|dengar|minta)|catatannya|ambil alih|catatan dari|jawaban|kata|janji\w*|menjawab|"
    r"sudah (?:ku|saya )minta|atasan)\b"
)
# Who did not help, without a name. `_ROLE`s in five languages, and what tells that she has met them.
_ROLES: Final = (
    r"(?:contact|agent|colleague|adviser|advisor|person|handler|case worker|technician|engineer|mechanic|fitter|electrician|"
    r"plumber|team|crew|desk|department|branch|shop|store|clinic|practice|dentist|doctor|nurse|teacher|trainer|coach|instructor|"
    r"consultant|guide|courier|driver|lady|gentleman|clerk|dealer|workshop|garage|office|manager|pharmacy|hotel|tutor|"
    r"member of staff|team member|guys?|people)"
)
_UNNAMED: Final = re.compile(
    rf"\b(?:your|the) (?:previous|original|former|first|earlier|usual|last|initial|regular) {_ROLES}(?: person)?\b"
    rf"|\bthe (?:very )?same {_ROLES}\b"
    rf"|\b(?:the|that|your|a) (?:\w+ )?{_ROLES} (?:in \w+ )?(?:who|that|whom|which|where)(?: has| have| had|'s)? (?:\w+ )?(?:first |already |"
    r"originally |previously |last )?(?:handled|dealt|helped|answered|spoke|served|looked|wrote|been|was|were|knows? your|started|"
    r"took|fitted|opened|sold|bought|came|did|made|treated|advised|you (?:\w+ )?(?:bought|spoke|talked|were|had|dealt|got|ordered))\b"
    rf"|\b(?:the|your) {_ROLES} (?:you (?:already |previously |first |last |originally |just )?(?:spoke|talked|were|had|dealt|have "
    r"been|bought|met|know)|(?:from|of) (?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|from (?:yesterday|last (?:week|time)))"
    r"|\b(?:passed|handed|sent|routed|assigned|reassigned|given|forwarded|transferred|returned) (?:\w+ ){0,3}back "
    r"(?:to|with) (?!you\b|us\b|me\b|his\b|her\b|their\b|normal)\w+|\b(?:liegt|ist|geht|wandert) (?:(?!nicht|nie)\w+ ){0,2}(?:wieder|zuruck) (?:bei|an|zu) (?!ihnen|dir|uns|mir|ihrem|seinem|hause)\w+"
    r"|\bligger (?:(?!ikke|aldrig)\w+ )?igen hos (?!dig|os|mig)\w+|\b(?:diteruskan lagi|kuteruskan lagi|diserahkan lagi) (?:ke|kepada) \w+"
    r"|\bthe same \w+ (?:as|from) (?:last time|before|yesterday|then)\b|\b(?:de[rnm]|die|das)selben? \w+ wie (?:beim )?(?:letzte|damals|vorher|neulich|gestern)"
    r"|\b(?:el|la|los|las|al|del) mism[oa]s? \w+ (?:de|que) (?:la otra vez|la vez pasada|la ultima vez|entonces|ayer|antes|siempre)\b"
    r"|\bde[nt]? samme \w+ som (?:sidst|for|i gar|dengang)\b|\b\w+ yang sama (?:seperti|dengan) (?:kemarin|dulu|sebelumnya|waktu itu)\b"
    r"|\b(?:the one|who(?:m?ever)?|them|him|her|the (?:same )?ones?) (?:that |who |whom )?you (?:\w+ )?(?:spoke|talked|were speaking|dealt|wrote|had been in touch)"
    r"(?: (?:to|with))?\b|\b(?:an|bei|mit|zu) (?:de[rmn](?:jenigen)?|die(?:jenige|jenigen)?|wen|wem),? (?:(?:mit|bei|an) (?:dem|der|den|die|wem|wen) )?(?:sie|du) (?:\w+ ){0,3}"
    r"(?:gesprochen|geschrieben|telefoniert|zu tun|geredet|sprachen|sprachst)|\bmit (?:wem|dem|der),? (?:sie|du) (?:\w+ ){0,2}(?:gesprochen|sprachen|telefoniert)"
    r"|\b(?:con|a) (?:quien(?:es)?|(?:el|la|los) que|aquel(?:la)?) (?:con (?:quien|(?:el|la) que) )?(?:ya |antes |usted |tu |le |te |la |lo )*(?:habl(?:o|aste|aron)|trat(?:o|aste)|atend(?:io|ieron)|"
    r"escrib(?:io|iste)|contest(?:o|aron)|respond(?:io|ieron))\b|\b(?:den|dem|ham|hende|vedkommende),? (?:som |der )?du (?:\w+ )?(?:talte|snakkede|skrev|talt|snakket|skrevet|havde)"
    r"(?: \w+)? (?:med|til)\b|\b(?:orang |petugas |dia |beliau )?yang (?:\w+ ){0,2}(?:anda|kakak|kak|kamu|ibu|bapak) (?:\w+ )?(?:ajak bicara|ajak ngobrol|hubungi|temui|telepon)\b"
    r"|\b(?:orang |dia |beliau )yang (?:\w+ ){0,2}(?:bicara|berbicara|ngobrol) dengan (?:anda|kakak|kak|kamu|ibu|bapak)\b"
    r"|\bthe one from (?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:ihr\w*|dein\w*|de[rnm]|die) (?:bisherige\w*|vorherige\w*|fruhere\w*|erste\w*|ursprungliche\w*|alte\w*|letzte\w*|"
    r"gewohnte\w*) (?:ansprechpartner\w*|kontakt\w*|berater\w*|sachbearbeiter\w*|betreuer\w*|techniker\w*|team|filiale)"
    r"|\b(?:de[rnm]|die|das)selben? (?:ansprechpartner\w*|kolleg\w+|berater\w*|techniker\w*|person|monteur\w*|team|filiale)"
    r"|\b(?:kolleg\w+|person|mitarbeiter\w*|techniker\w*|monteur\w*|berater\w*|team|werkstatt|filiale|laden|markt|geschaft|"
    r"handler\w*|praxis|arzt|arztin|lehrer\w*|trainer\w*|fahrer\w*), (?:(?:mit|in|bei|an) d\w+|wo|d\w+) (?:sie|du|ihnen|dir|ihr\w*|"
    r"bereits|schon|zuerst|zuletzt|zuvor|vorher|sich|am|gestern|das|den|die)\b"
    r"|\b(?:techniker\w*|monteur\w*|kolleg\w+|berater\w*|fahrer\w*|team|handwerker\w*|mechaniker\w*) (?:von|vom) (?:montag|dienstag|"
    r"mittwoch|donnerstag|freitag|samstag|sonntag|gestern|letzten?|letzter|neulich)"
    r"|\b(?:auf|an) (?:seine|ihre|deren) letzte (?:mail|nachricht)\b|\bwo sie (?:es |sie |ihn |das )?gekauft haben\b"
    r"|\b(?:(?:su|tu) (?:anterior|primer|antigu\w+|mism\w+|habitual) (?:contacto|gestor\w*|agente|asesor\w*|persona)|(?:su|tu) "
    r"(?:gestor\w*|contacto|agente|asesor\w*|persona) (?:habitual|anterior|de siempre|de antes)|(?:la|el|al|del|los|las) (?:mism[oa]s?|"
    r"primer[oa]?|anterior) (?:persona|agente|companer\w+|contacto|asesor\w*|gestor\w*|tecnic\w+|operari\w+|instalador\w*|repartidor\w*|equipo|tienda|sucursal|medic\w+|"
    r"profe\w*)|(?:persona|companer\w+|agente|gestor\w*|asesor\w*|tecnic\w+|equipo|tienda|sucursal|oficina|taller|profe\w*|doctor\w*) "
    r"(?:que|donde|con (?:quien|la que|el que)|de (?:este|ese) \w+,? que) (?:ya |antes |lo |la |se )?(?:(?:le|te|la|lo) \w+(?:o|ba|aron|ieron)\b|hable|habl\w+|"
    r"trat\w+|atend\w+|llev\w+|compr\w+|estuv\w+|vino|fue|hizo|instal\w+|mont\w+|vend\w+))"
    r"|\b(?:tu|su) (?:profe\w*|gestor\w*|asesor\w*|tecnic\w+|medic\w+) (?:de \w+ )?de (?:este|siempre)\b"
    r"|\b(?:din (?:tidligere|forrige|oprindelige|forste|sadvanlige|gamle) (?:kontakt\w*|sagsbehandler|kollega|radgiver|montor|"
    r"tekniker)|de[nt] samme (?:\w+ )?(?:radgiver|kollega|tekniker|montor|person|medarbejder|sagsbehandler|butik|hold|team)|"
    r"(?:kollega\w*|medarbejder\w*|person\w*|tekniker\w*|montor\w*|hold(?:et)?|butik(?:ken)?|radgiver\w*|team(?:et)?),? (?:som |der |"
    r"du |hvor du )(?:du |allerede |forst |sidst |tidligere )?(?:talte|har talt|hjalp|havde|skrev|har haft|har skrevet|svarede|stod|"
    r"var|kobte|kom|lavede|monterede|satte|tog))|\b(?:tekniker\w*|montor\w*|radgiver\w*) fra (?:i )?(?:mandag|tirsdag|onsdag|torsdag|"
    r"fredag|lordag|sondag|gar|sidst)\w*"
    r"|\b(?:(?:rekan|petugas|orang|staf|agen|kolega|tim|teknisi|mekanik|guru|pemandu|kurir|dokter|toko|cabang|apotek|bengkel|regu) "
    r"yang (?:sama|sebelumnya|dulu|pertama|kemarin|tadi|dahulu|menangani|pernah|sudah|membantu|melayani|bicara|"
    r"(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|hari)\b.{0,20})|(?:kontak|petugas|rekan|agen|staf) (?:anda |kakak |kamu |ibu |bapak )?"
    r"(?:sebelumnya|yang lama|terdahulu|semula)|(?:pemandu|petugas|teknisi|kurir|mekanik|guru\w*) (?:kemarin|tadi|masih yang)|"
    r"(?:apotek|toko|cabang|bengkel|gerai|tempat) tempat (?:ibu|bapak|anda|kamu|kakak))\b"
)
# Where she was failed, if that was a place; and what goes back where it came from.
_PLACES: Final = re.compile(
    r"\b(?:on site|vor ort|in situ|pa stedet|di tempat|branch|shop|store|clinic|practice|workshop|garage|dealer\w*|pharmacy|"
    r"filiale|zweigstelle|laden|geschaft|markt|werkstatt|praxis|apotheke|tienda|sucursal|oficina|taller|clinica|farmacia|"
    r"butik|butikken|vaerkstedet|klinikken|apoteket|cabang|toko|bengkel|klinik|apotek|gerai)\b"
)
_CLAUSE: Final = re.compile(r"[^,:;]*[,:;]?(?=.|$)")
_SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\b\w\.)(?<!\b(?:[DMFHS]r|[dmfhs]r|St|Jl|Ms|Nr|No)\.) ")
_AGAIN: Final = re.compile(r"same|mism|selb|samme|sama|back|wieder|zuruck|igen|lagi")


def sent_back(plain: str, typed: str, facts: Facts) -> Iterator[tuple[int, int]]:
    """Where a normalised text sends its reader to a failed handler, by name or as "your previous contact". `typed` is the
    same text with its letters as they are. That she is not sent back there may be said, and what was wrong, too."""
    if not facts.failed_handler_names:
        return
    failed = {fold(name) for name in facts.failed_handler_names}
    others = [name for name in (facts.customer_name, facts.author_name, *facts.named) if fold(name) not in failed]
    ways = [Called(name, others) for name in facts.failed_handler_names]
    places = any(way.place for way in ways)
    here = 0
    for sentence in _SENTENCE_END.split(plain):
        folded = fold(sentence)
        for way in ways:
            if span := next(iter(way.within(typed[here : here + len(sentence)])), None):
                yield from _weighed(folded, here, span, sure=True)
        if match := _UNNAMED.search(folded):
            yield from _weighed(folded, here, match.span(), sure=_AGAIN.search(match.group()) is not None)
        if places and (match := _PLACES.search(folded)):
            yield from _weighed(folded, here, match.span(), sure=False)
        here += len(sentence) + 1


def _weighed(folded: str, here: int, span: tuple[int, int], *, sure: bool) -> Iterator[tuple[int, int]]:
    about = _PURPOSE.sub(" ", folded[: span[0]] + " " * (span[1] - span[0]) + folded[span[1] :])
    if _NO_LONGER.search(about):
        return
    clause = next(match.group() for match in _CLAUSE.finditer(folded) if match.end() >= span[0])
    ours = _OURS.search(clause)
    if _ASKED.search(folded) or (not ours and (sure or _ACTS.search(folded))):
        yield here + span[0], here + span[1]


def speaks_of_others(plain: str) -> bool:
    """Whether a text speaks of somebody who had the matter before, without saying the name."""
    return _UNNAMED.search(fold(plain)) is not None
