"""Small words that give a language away.

Own lists: frequent words of complaints, thanks and questions, with those that tell close neighbours apart (Danish from
Norwegian and Swedish, Indonesian from Malay). A word that several languages share counts for each with less weight.
"""

from types import MappingProxyType
from typing import Final

_LISTS: Final = {
    "en": """the and you your yours is are was were be been have has had do does did not with for from this that
        these those what when where why how who which would could should can will won't don't doesn't didn't
        isn't can't i i'm i've we we're they it it's my me our us he she his her their there here please thanks
        thank hello dear regards help order ordered refund broken received arrived never again still after
        before because about any some all just very much more than then and of to in on at by but if or as an""",
    "de": """der die das und ist sind war waren nicht kein keine mit für von zu zum zur auf aus bei nach seit ich du
        er wir ihr sie mir mich dir dich ihm uns euch ihnen mein meine meinen dein deine unser eure haben habe
        hat hatte wird werden wurde wurden kann können könnte muss müssen soll sollte will möchte auch noch
        schon nur sehr aber oder wenn weil dass ob wie was wann wo warum wieso bitte danke vielen dank hallo
        guten tag grüße gruß freundlichen ein eine einen einem einer es im am an als bestellung lieferung
        rechnung immer wieder jetzt heute gestern morgen mal doch gar nichts alles etwas über unter ohne vor""",
    "es": """el la los las un una unos unas y o pero que de del al en con por para sin sobre no sí es son era fue han
        he ha hay está están estoy soy ser muy más menos mi mis su sus tu tus nos me te se lo le les ya todavía
        aún también como cómo cuando cuándo donde dónde qué quién porque hola buenos buenas días tardes gracias
        saludos quiero quisiera puedo puede pueden tengo tiene hace desde hasta pedido pago dinero devolución
        llegó llegado nunca nada nadie otra otro vez ustedes usted favor este esta esto eso esa""",
    "da": """og jeg ikke det er en et den der som på til med af for har var vil kan skal kunne ville skulle blev
        bliver været være mig dig sig min mit mine din dit vores jeres hvad hvor hvornår hvorfor hvordan nogen
        noget nogle meget godt også kun men eller hvis når efter siden fra over igen endnu ingen intet tak hej
        mvh venlig hilsen hjælp besked svar I jer os vi man bare lige slet helt ordre pakke penge tilbage købt
        købte modtaget fået gik går sagt skrevet ringet gerne""",
    "id": """yang dan di ke dari untuk dengan ini itu saya aku kami kita anda kamu kalian dia mereka tidak nggak gak
        ga tak bukan belum sudah udah akan bisa dapat harus mau ingin ada adalah juga saja aja lagi masih sangat
        banget sekali karena kalau jika tapi tetapi atau pada oleh apa siapa kapan mana kenapa mengapa bagaimana
        gimana tolong mohon terima kasih makasih halo selamat pagi siang sore malam pesanan barang uang paket
        kirim dikirim sampai kembali kecewa rusak akun aplikasi sejak kemarin hari min kak pak bu dong nih sih
        ya deh kok jadi lebih seperti dalam tersebut agar supaya biar cuma hanya setelah sebelum punya banyak
        semua""",
    "no": """og jeg ikke det er en et den som på til med av for har var vil kan skal kunne ville skulle ble blir vært
        være meg deg seg min mitt mine din ditt vår våre deres hva hvor når hvorfor hvordan noen noe mye mange
        bra også bare men eller hvis etter siden fra over igjen ennå ingen ingenting takk hei mvh vennlig hilsen
        hjelp beskjed svar dere oss vi pakke penger tilbake kjøpt mottatt fått gikk går sagt skrevet ringt
        gjerne ordre""",
    "sv": """och jag inte det är en ett den som på till med av för har var vill kan ska skulle blev blir varit vara
        mig dig sig min mitt mina din ditt vår våra er era vad var när varför hur någon något några mycket bra
        också bara men eller om efter sedan från över igen ännu ingen inget tack hej mvh vänliga hälsningar
        hjälp besked svar oss vi beställning paket pengar tillbaka köpt köpte fått gick går sagt skrivit ringt
        gärna""",
    "ms": """yang dan di ke dari untuk dengan ini itu saya aku kami kita anda awak kamu dia mereka tidak tak bukan
        belum sudah dah akan boleh dapat mesti mahu nak ada adalah ialah juga sahaja je lagi masih sangat sekali
        kerana kalau jika tetapi atau pada oleh apa siapa bila mana kenapa mengapa bagaimana macam tolong sila
        terima kasih selamat pagi petang malam pesanan barang wang duit bungkusan hantar dihantar sampai kembali
        kecewa rosak akaun aplikasi sejak semalam hari pihak encik puan tuan baharu cuba telah perkhidmatan
        pejabat kereta beza selepas""",
    "nl": """de het een en is zijn niet van voor met op te dat die ik je jij u wij jullie mijn jouw onze heb heeft
        hebben was waren wordt worden kan kunnen moet wil ook nog maar als omdat wat waar wanneer waarom hoe
        geen goed bedankt hallo graag bestelling naar uit bij deze dit""",
    "fr": """le la les un une des et ou mais que qui de du au aux en avec pour sans sur ne pas est sont était je tu
        il elle nous vous ils mon ma mes votre vos ai avez ont très plus bonjour merci cordialement commande
        jamais rien cette ce ces c'est j'ai n'est""",
    "it": """il lo la gli le un una e o ma che di del della al alla in con per senza su non è sono era ho ha hanno io
        tu noi voi mio mia vostro molto più grazie buongiorno salve saluti ordine mai questo questa perché come
        quando dove""",
    "pt": """o a os as um uma e ou mas que de do da dos das ao em no na com por para sem sobre não é são foi eu você
        vocês nós meu minha seu sua muito mais obrigado obrigada olá bom dia pedido nunca nada isto este esta já
        ainda também porque como quando onde""",
}


def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    where: dict[str, list[str]] = {}
    for language, words in _LISTS.items():
        for word in dict.fromkeys(words.casefold().split()):
            where.setdefault(word, []).append(language)
    return {word: tuple((language, 1 / len(langs)) for language in langs) for word, langs in where.items()}


# For each word, the languages that use it and how much it says for each of them.
WEIGHTS: Final = MappingProxyType(_weights())

# Words of all languages and none: they alone tell nothing.
_ANYWHERE: Final = """ok okay oke hi hey order id nr no re aw fw fwd sv vs ps url http https www app online internet
    email mail e-mail wifi tv pdf test info login account support service team code sms usb bluetooth premium update"""
ANYWHERE: Final = frozenset(_ANYWHERE.split())
