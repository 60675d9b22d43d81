"""Dangers that are told so plainly that no score is asked: glass in the jam, a smell of gas, whoever wants to die. And
what sounds like one and is none: a broken leg is a chair's, gas is a bill. Pure.

A word alone is no danger ("a glass of jam", "the battery died"), so each pattern is a turn of phrase in the plain
letters of `words.cut`: no capitals, accents or apostrophes, ae for æ, blanks between words.
"""

from __future__ import annotations

import re
from typing import Final

# By language: what does not belong into food, alone or as a piece of it, and what is eaten.
_PIECE: Final = {
    "en": r"(?:(?:pieces?|bits?|shards?|splinters?|slivers?|fragments?|chips?|chunks?) of (?:broken |sharp |hard |blue )?(?:glass|metal|plastic|wood|wire|bone|steel|aluminium|razor blade)|(?:glass|metal|plastic) (?:shards?|splinters?|shavings?|fragments?|pieces?)|(?:a |an |some |the |small |big |long |rusty |little |sharp )*(?:broken glass|razor blades?|blades?|glass|metal|needles?|pins?|nails?|screws?|staples?|wire|stones?|pebbles?))",
    "de": r"(?:(?:glas|metall|plastik|holz|kunststoff)(?:scherben?|splittern?|stucke?n?|stuckchen|teile?n?|spane?n?)|(?:stuck|stucke|stuckchen|scherben?|splitter|teile?) (?:aus |von )?(?:glas|metall|plastik|kunststoff|draht)|(?:eine? |einen |die |der |das |kleine |grosse |rostige[rns]? |spitze[rns]? )*(?:scherben?|splitter|glas|metall|nadeln?|nagel|schrauben?|klingen?|rasierklingen?|stein|steine|steinchen|kiesel|draht))",
    "es": r"(?:(?:trozos?|pedazos?|fragmentos?|restos?|astillas?|esquirlas?|virutas?) de (?:vidrio|cristal|metal|plastico|madera|alambre|hueso|cuchilla)|(?:una? |unos |unas |el |la )?(?:vidrios?|cristales|metal|agujas?|alfiler(?:es)?|clavos?|tornillos?|grapas?|piedras?|piedrecitas?|cuchillas?|alambres?|hoja de afeitar))",
    "da": r"(?:(?:stykker?|stumper?|skar|splinter) (?:af )?(?:glas|metal|plastik|plast|trae)|(?:glas|metal|plastik|plast)(?:skar|splint(?:er)?|stykker?|spaner?|stumper)|(?:et |en |der |nogle |lille |stor |rusten |et stort )*(?:glas|metal|nal|nale|knappenal|som|skruer?|sten|smasten|barberblad|klinge|stalwire|trad))",
    "id": r"(?:(?:pecahan|potongan|serpihan|keping|serbuk) (?:kaca|beling|logam|besi|plastik|kayu|kawat)|(?:ada )?(?:sebuah |sebatang )?(?:kaca|beling|logam|jarum|paku|sekrup|staples|batu|kerikil|silet|pisau cukur|kawat))",
}  # fmt: skip
_FOOD: Final = {
    "en": r"(?:jams?|breads?|bread rolls?|rolls?|buns?|soups?|muesli|cereals?|food|cakes?|pies?|salads?|yogh?urts?|milk|juice|sauces?|pasta|pizzas?|chocolates?|biscuits?|cookies?|sausages?|meat|rice|sandwich(?:es)?|ice cream|honey|drinks?|porridge|snacks?|meals?|lunch|dinner|cand(?:y|ies)|sweets|burgers?|spread|butter|cheese|lettuce|formula|pur[e]e|stew|chicken|mince)(?! (?:oven|stone|cutter|maker|kit|set|bowl|machine|box|board|mould|tins?|knife|slicer|decorating|packaging|warmer))",
    "de": r"(?:\w*(?:marmelade|konfiture|brot|brotchen|suppe|musli|brei|essen|kuchen|torte|salat|joghurt|milch|saft|sosse|nudeln|pizza|schokolade|kekse?n?|wurst|fleisch|reis|eis|honig|getrank|snack|mahlzeit|burger|butter|kase|spinat|mehl|glaschen|nahrung|aufstrich)|glas)",
    "es": r"(?:mermelada|pan(?:ecillo)?|bollo|sopa|muesli|cereales|comida|pastel|tarta|ensalada|yogur|leche|zumo|jugo|salsa|pasta|pizza|chocolate|galletas?|salchichas?|carne|arroz|bocadillo|helado|miel|bebida|papilla|potito|snack|hamburguesa|mantequilla|queso|lentejas|plato)",
    "da": r"(?:\w*(?:marmelade|syltetoj|brod(?:et)?|bolle[nr]?|suppen?|mysli(?:en)?|grod(?:en)?|mad(?:en)?|kagen?|taerten?|salaten?|yoghurt(?:en)?|maelk(?:en)?|juicen?|saften?|sovsen?|pasta(?:en)?|pizza(?:en)?|chokolade(?:n)?|kiks(?:en|ene)?|polsen?|kod(?:et)?|ris(?:en)?|is(?:en)?|honning(?:en)?|smor(?:ret)?|ost(?:en)?|palaeg(?:get)?))(?! (?:skal|form|boks|kasse|maskine|ovn|saet)\w*)",
    "id": r"(?:(?:selai|roti|sup|sereal|makanan|kue|salad|yogurt|susu|jus|saus|mi|pizza|cokelat|coklat|biskuit|sosis|daging|nasi|es krim|madu|minuman|bubur|camilan|burger|mentega|keju|bakso|sambal)(?:nya)?)",
}  # fmt: skip
_SOME: Final = r"(?:\w+ ){0,3}"
_IN: Final = {
    "en": r"(?:was |were |is |are |hidden |baked )*(?:inside|in|into)",
    "de": r"(?:war |waren |steckten? |ist |sind |lag |lagen )?(?:im|in|drin im)",
    "es": r"(?:estaba |habia )?(?:dentro de|en|dentro del)",
    "da": r"(?:la |var |sad )?(?:inde |nede )?i",
    "id": r"(?:di dalam|dalam|di)",
}
# Where the food is named first, as in "Im Glas war eine Scherbe".
_TURNED: Final = {
    "en": rf"\b{_FOOD['en']} (?:which |that |also )?(?:contained|had|has|contains) {_PIECE['en']} in it\b|\bin (?:my|our|the|your|his|her) {_SOME}{_FOOD['en']} (?:there )?(?:was|were) {_PIECE['en']}\b",
    "de": rf"\b(?:im|in (?:der|dem|den|meine[rmn]|unsere[rmn]|eure[rmn]|ihre[rmn])) {_SOME}{_FOOD['de']} (?:war|waren|steckten?|lagen?|lag|fanden? (?:ich|wir|sich)|habe ich|haben wir) (?:(?!kein)\w+ ){{0,3}}{_PIECE['de']}\b",
    "es": rf"\ben (?:la|el|mi|su|nuestr[oa]|vuestr[oa]) {_SOME}{_FOOD['es']} (?:habia|encontre|encontramos|aparecio|estaba) (?:un |una )?{_PIECE['es']}\b",
    "da": rf"\bi (?:min|mit|vores|jeres|den|det)? ?{_SOME}{_FOOD['da']} (?:var der|la der|fandt (?:jeg|vi)|sad der) (?:et |en )?{_PIECE['da']}\b",
    "id": rf"\bdi(?: dalam)? {_FOOD['id']} {_SOME}(?:ada|terdapat|saya menemukan) {_PIECE['id']}\b",
}  # fmt: skip
_OTHER: Final = {
    "en": r"\b(?:bit|bitten|chewed|swallowed) (?:on |into |down on )?(?:a |an |some |the )(?:\w+ )?(?:glass|metal|needle|pin|nail|screw|stone|pebble|shard|splinter|piece of \w+)\b|\b(?:smell\w*|stinks?|reeks?) (?:of |like )?gas\b|\bgas (?:leak\w*|is leaking)\b|\bcarbon monoxide (?:\w+ ){0,2}(?:went off|goes off|rang|sounded|beep\w*|poisoning|leak\w*)|\b(?:electric shock|electrocuted)\b|\bfood poisoning\b|\b(?:was|were|got|been) poisoned\b|\ballergic (?:shock|reaction)\b|\banaphyla\w+|\bbrakes?\b(?: of \w+ \w+| on \w+ \w+)?(?: suddenly| completely| just| have| has| had)* (?:failed|fail|gave out|stopped working|do not work|did not work|dont work|didnt work)\b|\b(?:nearly|almost) (?:choked|suffocated)\b(?! (?:on|at|over) (?:the|your|this|that) (?:prices?|bill|cost|fee|invoice|news))|\bcaught fire\b|\bburst into flames\b|\b(?:battery|charger|phone|plug|cable|dryer|heater|toaster|blanket) (?:\w+ )?(?:started|began) (?:burning|to burn|smoking|to smoke)\b|\bsmoke (?:comes|came|is coming|was coming|pours|poured) (?:out |up )?(?:of|from|out)\b|\bbleeding (?:heavily|badly|a lot)\b|\bthreaten(?:ed|s|ing) (?:to (?:\w+ )?(?:beat|hit|kill|hurt|punch|stab|shoot|slap|attack) (?:me|us|my)|(?:me|us) with (?:a )?(?:knife|violence|gun))\b|\bbeat(?:ing)? (?:me|us) up\b|\b(?:driver|courier|technician|guard|waiter|employee|he|she) (?:hit|punched|slapped|attacked|assaulted|kicked) me\b(?! (?:up|with))",
    "de": r"\b(?:auf|in) (?:eine[nm]? )(?:\w+ )?(?:stein|metallstuck|glassplitter|nagel|scherbe) gebissen\b|\b(?:riecht|stinkt|roch|stank) (?:\w+ ){0,4}nach gas\b|\bgasgeruch\b|\bgas (?:tritt|trat|stromt) aus\b|\bgasleck\b|\bkohlenmonoxid\w*(?: \w+){0,6} (?:alarm|ausgelost|angeschlagen|vergiftung)\b|\bkohlenmonoxidvergiftung\b|\b(?:stromschlag|stromschlage|elektroschock)\b|\beine? gewischt\b|\blebensmittelvergiftung\b|\bvergiftet\b|\ballergisch\w* (?:schock|reaktion)\b|\banaphyla\w+|\bbremsen? (?:\w+ ){0,5}(?:versagt\w*|ausgefallen)\b|\b(?:versagten|versagt) (?:\w+ ){0,2}bremsen\b|\b(?:fast|beinahe) (?:\w+ ){0,4}erstickt\b|\b(?:akku|batterie|ladegerat|handy|stecker|kabel|trockner|toaster|decke) (?:\w+ ){0,5}(?:feuer gefangen|in flammen|zu brennen|gebrannt|explodiert)\b|\baus (?:dem|der|meinem|meiner) \w+ (?:kommt|kam|quillt|quoll|steigt|stieg) (?:\w+ )?rauch\b|\bblute stark\b|\bstark geblutet\b|\b(?:gedroht|drohte|droht|drohten) (?:\w+ ){0,3}(?:zu schlagen|zu verprugeln|umzubringen|zu toten|mit (?:einem )?messer|mit gewalt)\b|\b(?:hat|haben) mich (?:\w+ )?(?:geschlagen|verprugelt|getreten|angegriffen)\b",
    "es": r"\b(?:mordi|mordio|mastique|mastico|trague|trago) (?:una? )?(?:piedra|vidrio|cristal|metal|clavo|tornillo|aguja|trozo de \w+)\b|\b(?:huele|olia|olor|fuga|escape) (?:\w+ )?(?:a|de) gas\b|\bmonoxido de carbono\b(?= (?:\w+ ){0,6}(?:salto|sono|intoxic|fuga))|\b(?:salto|sono|se activo|intoxicacion|fuga) (?:\w+ ){0,4}monoxido\b|\b(?:descarga electrica|electrocut\w+|calambrazo)\b|\bintoxicacion(?:es)? (?:alimentaria|por)\b|\bintoxic(?:ado|ada|ados|adas|amos|aron)\b|\benvenen(?:ado|ada|ados|aron|amiento)\b|\b(?:choque|shock|reaccion) (?:alergic[oa]|anafilactic[oa])\b|\banafila\w+|\bfrenos\b(?: de \w+ \w+)? (?:\w+ )?(?:fallaron|fallan|fallo|no funcionan|no funcionaron|dejaron de funcionar)\b|\b(?:fallaron|fallo) (?:\w+ )?frenos\b|\bcasi se (?:ahoga|asfixia|atraganta)\b|\b(?:bateria|cargador|movil|enchufe|cable|secadora|tostadora) (?:\w+ ){0,3}(?:arder|prendio|en llamas|incendi\w+|exploto|ardiendo|quemar(?:se)?)\b|\b(?:sale|salia|salio|sali[oa]) (?:\w+ )?humo (?:de|del)\b|\bsangr(?:o|aba|ando) mucho\b|\bme (?:amenazo|ha amenazado|amenazaron) con (?:pegar\w*|matar\w*|golpear\w*|un cuchillo|una navaja|hacerme dano)\b|(?<!se )\bme (?:pego|golpeo|agredio|ataco)\b(?! (?:un susto|una bronca|la|el|los nervios))",
    "da": r"\bbed (?:i|pa|ned i) (?:en|et) (?:\w+ )?(?:sten|som|skrue|nal|stykke \w+|glasskar)\b|\blugt(?:er|ede|en)? af gas\b|\b(?:gaslugt|gaslaek\w*|gasudslip)\b|\bkulilte\w*(?: \w+){0,3} (?:gik|hylede|gar|bippede|forgift\w+)\b|\bkulilte alarmen\b|\bkulilteforgiftning\b|\b(?:elektrisk stod|fik (?:et )?stod)\b|\bmadforgift\w+|\bforgiftet\b|\ballergisk(?:e)? (?:chok|reaktion)\b|\banafyla\w+|\bbremser?(?:ne)? (?:\w+ )?(?:svigtede|svigter|virkede ikke|virker ikke|satte ud)\b|\b(?:blev|blive|bliver|fast) (?:\w+ )?kvalt\b|\b(?:batteri|oplader|telefon|kabel|stik|torretumbler|brodrister)(?:et|en|ne)? (?:\w+ ){0,3}(?:braende|brand|i flammer|eksploderede)\b|\bkom(?:mer)? (?:der )?rog (?:ud )?(?:af|fra)\b|\bbloder (?:kraftigt|meget|voldsomt)\b|\btrue(?:de|r|t) (?:\w+ )?med (?:at )?(?:sla|drabe|tvaere|banke|kniv|vold|taeske)\b|\b(?:slog|sparkede|overfaldt) mig\b(?! ihjel)",
    "id": r"\b(?:menggigit|tergigit|tertelan|menelan) (?:\w+ )?(?:batu|kaca|beling|paku|jarum|logam|kerikil|sekrup)\b|\b(?:bau|bocor\w*|kebocoran) gas\b|\bgas(?:nya)? bocor\b|\bkarbon monoksida (?:\w+ ){0,2}(?:berbunyi|bocor|menyala)\b|\bkeracunan\b|\b(?:kesetrum|tersetrum|tersengat listrik|sengatan listrik)\b|\b(?:syok|reaksi) (?:alergi|anafilak\w+)\b|\banafila\w+|\brem(?:nya)? (?:\w+ ){0,3}(?:blong|tidak berfungsi|gagal)\b|\b(?:hampir|nyaris|sampai) (?:tersedak|tercekik|mati lemas)\b|\b(?:baterai|charger|pengisi daya|hp|ponsel|kabel|colokan|pengering|setrika)(?:nya)? (?:\w+ ){0,2}(?:terbakar|meledak|kebakaran|berasap)\b|\basap (?:\w+ )?(?:keluar|mengepul) (?:dari)\b|\bberdarah (?:banyak|terus|hebat)\b|\b(?:mengancam|diancam) (?:\w+ ){0,2}(?:memukul|membunuh|menghajar|menusuk|dipukul|dibunuh|dihajar|pisau)\b|\b(?:memukul|menendang|menyerang|menampar) saya\b",
}  # fmt: skip
_SELF: Final = {
    "en": r"\b(?:kill|hang|harm) myself\b(?! (?:laughing|for |over ))|\b(?:will|going to|want to|wanna|ill) end (?:my life|it all)\b|\btake my own life\b|\bcommit(?:ting)? suicide\b|\bsuicidal\b|\b(?:do not|dont|no longer|not) want to (?:live|be alive)(?: any ?more\b| anymore\b| because\b|$)|\bwant to die\b(?! (?:of|laughing|from laugh))",
    "de": r"\bbringe? mich (?:\w+ )?um\b(?! (?:den|das|meine?n? schlaf))|\bmich umbringen\b|\bmir das leben nehmen\b|\bnehme mir das leben\b|\bselbstmord(?:gedanken)?\b(?= |$)|\bsuizid\w*|\b(?:will|mochte|mag) (?:einfach )?nicht mehr leben\b(?! ohne)|\b(?:will|mochte) (?:nur noch )?sterben\b(?! vor)",
    "es": r"\bme voy a (?:matar|suicidar)\b|\b(?:voy a|quiero|pienso) (?:matarme|suicidarme|quitarme la vida)\b|\bme quito la vida\b|\b(?:ya )?no quiero (?:seguir viviendo|vivir(?: mas| asi)?$|vivir mas)\b|\bme quiero (?:morir|matar)\b(?! de)|\bquiero morir(?:me)?\b(?! de)",
    "da": r"\bslar mig selv ihjel\b|\bsla mig selv ihjel\b|\bbega selvmord\b|\btage (?:mit )?(?:eget )?liv(?:et)?(?: af mig)?\b|\bvil ikke leve (?:mere|laengere)\b(?! uden)|\bgider ikke leve\b|\bvil (?:bare |gerne )*do\b(?! af)",
    "id": r"\bbunuh diri\b|\b(?:tidak mau|tidak ingin|gak mau|nggak mau|ga mau) hidup lagi\b|\bmengakhiri hidup\b|\b(?:ingin|mau) mati saja\b",
}  # fmt: skip
# A thing's own limbs; whoever sits on it with a broken leg of her own is not meant.
_LIMB: Final = {
    "en": r"(?<!in )(?<!on )(?<!off )(?<!from )(?<!in the )(?<!in my )(?<!in a )(?<!on the )(?<!on my )(?<!on a )(?<!off the )(?<!off a )(?<!from the )(?<!from a )\b(?:chairs?|tables?|sofas?|couch|stools?|desks?|bench|armchairs?|cupboards?|shelf|tripod|dolls?|figures?|figurines?|lamps?|easels?|statue)\b(?: \w+){0,6} (?:broken|cracked|bent|snapped|loose|missing|damaged) (?:leg|legs|arm|arms|arm rest|armrest|foot|head|back|neck|nose|ear)\b|\b(?:leg|arm|foot|back|neck|arm rest) of (?:the|my|our|a) (?:\w+ )?(?:chair|table|sofa|couch|stool|desk|bench|armchair|doll|figure|lamp|statue)\b",
    "de": r"(?<!auf dem )(?<!auf der )(?<!auf einem )(?<!auf meinem )(?<!auf meiner )(?<!vom )(?<!am )(?<!im )\b(?:\w*stuhl|\w*tisch|sofa|couch|hocker|sessel|bank|\w*schrank|regal|stativ|puppe|figur|lampe|statue)\b(?: \w+){0,6} (?:gebrochene[nmrs]?|abgebrochene[nmrs]?|kaputte[nmrs]?|verbogene[nmrs]?|wackelige[nmrs]?|lose[nmrs]?) (?:beine?n?|arme?n?|fuss|fussen|kopf|rucken|hals|nase|ohr|lehne)\b",
    "es": r"\b(?:silla|mesa|sofa|taburete|escritorio|banco|sillon|armario|estanteria|tripode|muneca|figura|lampara|estatua)s?\b(?: \w+){0,6} (?:(?:pata|brazo|respaldo|oreja)s? (?:rot[oa]s?|doblad[oa]s?|suelt[oa]s?|partid[oa]s?))\b",
    "da": r"(?<!i )(?<!pa )(?<!fra )(?<!af )(?<!i min )(?<!pa min )(?<!i en )(?<!pa en )(?<!pa et )\b(?:\w*stol|\w*bord|sofa|skammel|baenk|skab|reol|stativ|dukke|figur|lampe|statue)(?:en|et|n)?\b(?: \w+){0,6} (?:braekket|braekkede|knaekket|knaekkede|lost?|lose|bojet) (?:ben|arm|arme|fod|hoved|ryg|hals|naese|ore|armlaen)\b",
    "id": r"(?<!di )(?<!dari )\b(?:kursi|meja|sofa|bangku|lemari|rak|tripod|boneka|patung|lampu)(?:nya)?\b(?: \w+){0,6} (?:kaki|lengan|kepala|leher|punggung)(?:nya)? (?:\w+ )?(?:patah|bengkok|lepas|longgar|rusak)\b",
}  # fmt: skip
# A bill, or a jest: one word of it sounds like danger.
_JEST: Final = {
    "en": r"\bgas (?:bill|tariff|contract|meter reading)\b|\b(?:die|dying|died) (?:of|from) (?:embarrassment|laughter|laughing|shame|boredom|curiosity)\b|\bchoked (?:on|at|over) (?:the|your|this|that) (?:prices?|bill|cost|fee|invoice|news)\b",
    "de": r"\bgas(?:rechnung|vertrag|tarif|abschlag)\w*\b|\bsterben vor (?:langeweile|lachen|scham|neugier)\b",
    "es": r"\b(?:factura|recibo|contrato|tarifa) (?:del|de) gas\b|\bmuero de (?:risa|ganas|verguenza|curiosidad|hambre)\b",
    "da": r"\bgas(?:regning|kontrakt)\w*\b|\bdo af (?:grin|skam|kedsomhed|nysgerrighed)\b",
    "id": r"\btagihan gas(?:nya)?\b|\bmati (?:ketawa|tertawa|gaya|kutu)\b",
}  # fmt: skip


_NOT: Final = "".join(
    f"(?<!{word} )"
    for word in ("no", "without", "kein", "keine", "keinen", "ohne", "ningun", "sin", "intet", "ingen", "uden", "tanpa")
)


def _of_food(language: str) -> str:
    piece, inside, food = _PIECE[language], _IN[language], _FOOD[language]
    return rf"{_NOT}\b{piece} {inside} {_SOME}{food}\b|{_TURNED[language]}"


PERIL: Final = {code: re.compile(f"{_of_food(code)}|{said}") for code, said in _OTHER.items()}
"""A danger as it is told of what happened: by language."""
SELF: Final = {code: re.compile(said) for code, said in _SELF.items()}
"""Somebody who may harm herself, if she does not jest: by language."""
LIMB: Final = {code: re.compile(said) for code, said in _LIMB.items()}
"""A broken leg that is a thing's: by language."""
JEST: Final = {code: re.compile(said) for code, said in _JEST.items()}
"""A word of danger that tells of none: by language."""
