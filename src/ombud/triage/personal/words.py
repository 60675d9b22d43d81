"""Words that name a number, in English, German, Spanish, Danish and Indonesian.

Meanings: phone, order, account, card, id (with the lengths such a number has), birth, ip; money, unit and other say
that it is none of these. `order` is what a firm calls one matter by: order, booking, invoice, parcel, ticket.
"""

from types import MappingProxyType
from typing import Final

Meaning = tuple[str, frozenset[int]]

_ANY: Final = frozenset[int]()

_LISTS: Final = {
    "phone": """
        phone ph telephone tel mobile mob cell cellphone call ring reach text sms whatsapp wa landline fax dial callback
        telegram telefon telefonnummer telefonnr tel telnr handy handynummer handynr mobil mobilnummer mobilnr
        rufnummer festnetz anrufen ruf rufen anruf rückruf rückrufnummer erreichbar erreichen durchwahl signal
        teléfono telefono tel tlf tfno telf móvil movil celular cel fijo llamar llámame llamame llámenme llamarme
        llámeme llamen llámenos contactarme contactar ubicar ubicarme localizar localizarme comunicarse wasap wsp
        whats fono telefonen tlf telefonnummeret mobilnummer mobilen tlfnr ring ringe fastnet fange træffes sms'e
        telepon telpon telp tlp hp hape handphone ponsel hubungi kontak hubungin seluler wasap nope""",
    "order": """
        caso retur kasus order orders inv booking bookings reservation invoice receipt tracking parcel shipment
        consignment ticket case reference ref rma confirmation policy membership contract po waybill awb purchase
        transaction bestellung bestellnummer bestellnr bestell auftrag auftragsnummer auftragsnr auftragsnummern
        auftragsnr rechnung rechnungsnummer rechnungsnr kundennummer kundennr kunden sendung sendungsnummer
        sendungsnr sendungsverfolgung sendungsverfolgungsnummer paket paketnummer vorgang vorgangsnummer vorgangsnr
        ticketnummer ticketnr buchung buchungsnummer buchungscode reservierung reservierungsnummer vertragsnummer
        vertrag aktenzeichen fallnummer trackingnummer mitgliedsnummer belegnummer bestellcode ordernummer order
        schadennummer pedido pedidos orden compra factura reserva reservación seguimiento rastreo envío envio guía
        guia albarán albaran localizador expediente incidencia boleta póliza poliza contrato folio transacción
        comprobante ordre ordren ordrenummer ordrenr ordrenummeret bestilling bestillingen bestillingsnummer
        bestillingsnr faktura fakturanummer fakturanr kundenummer kundenr pakke pakkenummer sagsnummer sagsnr sag
        sporingsnummer tracknummer forsendelse forsendelsesnummer bookingnummer reservationsnummer medlemsnummer
        policenummer kvittering pesanan orderan pembelian invoice resi pemesanan faktur booking transaksi tiket
        noresi pengiriman paket nota pelanggan cliente kundenr. abonent abonement suscripción""",
    "account": """
        account acct routing konto kontonummer kontonr blz bankleitzahl bankkonto cuenta clabe cbu cci kontonummeret
        rekening rek norek reg regnr registreringsnummer sort bsb ifsc bic swift bankkonto""",
    "card": """
        card cards visa mastercard amex kreditkarte kreditkartennummer kartennummer karte ec-karte girokarte tarjeta
        kort kortnummer kortet kreditkort kreditkortet betalingskort dankort kartu debit credit kredit debitkarte
        kreditkartennr""",
    "birth": """
        dob born birthday birthdate geboren geb geburtsdatum geburtstag nacido nacida nací nacimiento født
        fødselsdato fødselsdag lahir kelahiran tgl""",
    "ip": "ip ip-adresse ip-adressen",
    "money": """
        € $ £ ¥ ₹ eur euro euros usd dollar dollars gbp pounds pound quid chf dkk kr kroner kr. pesos peso mxn clp
        cop soles sol rp idr rupiah ribu juta rupees inr rs price total amount preis betrag kostet kosten precio
        importe monto pris beløb beloeb harga sebesar senilai seharga cost costs paid pagué pague betalt bezahlt
        bayar cad aud million millones millionen mio millioner""",
    "unit": """
        % ° km m cm mm kg g gb mb kb tb mbit mbps kbps ms mah watt kwh kw v mhz ghz hz l ml inch zoll pixel px fps
        stück stk pcs pieces units items unidades piezas buah biji followers follower abonnenten seguidores følgere
        pengikut subscribers views visits visitas players user users usuarios brugere nutzer pemain times mal veces
        gange kali hours hrs minutes min seconds sec tage stunden minuten días horas minutos dage timer minutter
        hari jam menit orang people personas personer leute steps points punkte puntos point poin miles xp coins
        credits likes weeks days months years""",
    "other": """
        serial sn serialno seriennummer seriennr serie serienummer serienr model modell modelo seri sku ean isbn
        imei upc gtin barcode version versión versi build firmware update patch code error fehler fehlercode código
        codigo kode fejlkode batch charge chargennummer charge lot lote parti zip postcode postal plz postleitzahl
        postnummer postnr cp kodepos pos score resultat ergebnis marcador stillingen skor latitude longitude lat lon
        lng koordinaten coordinates coordenadas koordinat koordinater artikel artikelnummer artikelnr artículo
        articulo artikelnr varenummer varenr vare produktnummer produkt product produk item artno mac pin tan otp
        puk hash commit id-code gutschein voucher coupon kupon rabatkode gutscheincode cupón cupon season level
        level page seite página side halaman chapter flight flug vuelo fly penerbangan zähler zählerstand meterstand
        odometer vin kennzeichen seri referenznr steuersatz iso din norm year jahr år año tahun pcb revision rev
        asin""",
}  # fmt: skip

# National numbers, and how many digits each has.
_IDS: Final = """
    ssn 9; social 9; sin 9; tfn 8 9; medicare 10 11; nhs 10; aadhaar 12; aadhar 12; uidai 12; pps 7; ppsn 7
    nin 11; nric 7; steuer 10 11 13; steuerid 11; steueridnr 11; steuernummer 10 11 12 13; steuernr 10 11 12 13
    idnr 11; idnummer 6 7 8 9 10; steueridentifikationsnummer 11; identifikationsnummer 9 10 11; tin 9 10 11
    svnr 10 11; sozialversicherungsnummer 9 10 11; versicherungsnummer 9 10 11; sozialversicherung 10 11
    sv 9 10 11; ahv 13; ahvnummer 13; ausweis 8 9 10; ausweisnummer 8 9 10; personalausweis 8 9 10
    personalausweisnummer 8 9 10; rentenversicherungsnummer 9 10 11; perso 8 9 10; reisepass 6 7 8 9
    reisepassnummer 6 7 8 9; passnummer 6 7 8 9; führerschein 6 7 8 9 10 11; dni 7 8; nif 8; pan 4; nie 7; curp 10
    rfc 7 8 9; nss 11 12; imss 11; cuit 11; cuil 11; rut 8 9; run 8 9; ine 12 13 18; cédula 6 7 8 9 10 11
    cedula 6 7 8 9 10 11; cc 6 7 8 9 10; ci 6 7 8 9 10; ruc 11 13; nit 9 10; rif 8 9; documento 7 8 9 10
    identidad 7 8 9 10 11; carnet 7 8 9; pasaporte 6 7 8 9; licencia 6 7 8 9 10; cpr 10; cprnr 10; cprnummer 10
    personnummer 10 12; cpr-nr 10; cprnummeret 10; pasnummer 8 9; pasnr 8 9; passnr 6 7 8 9; kørekort 8; nik 16
    ktp 16; ektp 16; npwp 15 16; kk 16; bpjs 13; paspor 6 7 8 9; passport 6 7 8 9; passpor 6 7 8 9
    licence 6 7 8 9 10 11 12 13 14; license 6 7 8 9 10 11 12 13 14; crn 9
"""
# Pairs of words that mean more than their second.
_PAIRS: Final = """
    my number = phone 7 8 9 10 11 12; meine nummer = phone 7 8 9 10 11 12; mi número = phone 7 8 9 10 11 12 13
    mi numero = phone 7 8 9 10 11 12; mit nummer = phone 8; nomor saya = phone 7 8 9 10 11 12 13
    her number = phone 7 8 9 10 11 12; his number = phone 7 8 9 10 11 12; nomer saya = phone 7 8 9 10 11 12 13
    reg nr = account 4; reg no = account 4; c c = id 6 7 8 9 10; pas nr = id 8 9; pass nr = id 6 7 8 9
    pas nummer = id 8 9; claim number = order; medicare card = id 10 11; dni número = id 7 8 9; nif número = id 8
    social security = id 9; social insurance = id 9; tax id = id 8 9 10 11; national insurance = id 6
    public service = id 7; id number = id 6 7 8 9 10 11 12 13; id card = id 6 7 8 9 10 11 12 13
    national id = id 6 7 8 9 10 11 12 13 16; identity card = id 7 8 9 10 11 12 13; tax file = id 8 9
    steuer id = id 11; health card = id 10 11 12; seguridad social = id 11 12; seguro social = id 11
    kartu keluarga = id 16; kartu identitas = id 16; account number = account; bank account = account
    customer number = order; client number = order; customer no = order; customer id = order; account id = order
    member id = order; member number = order; número cliente = order; de cliente = order; credit card = card
    debit card = card; kartu kredit = card; serial number = other; serial no = other; model number = other
    part number = other; item number = other; product number = other; product code = other; error code = other
    code postal = other; código postal = other; zip code = other; post code = other; kode pos = other
    nomor seri = other; número serie = other; sort code = account; phone model = other; phone case = other
    sim card = other; customer service = skip; service number = other; phone number = phone; mobile number = phone
    cell number = phone; contact number = phone; sim number = phone; gift card = other; invoice number = order
    reference number = order; nomor hp = phone; no hp = phone; no wa = phone; no rek = account; no resi = order
    no telp = phone; kode booking = order; kode pesanan = order; kode transaksi = order
    código seguimiento = order; de seguimiento = order; de rastreo = order; de serie = other; de barras = other
    de error = other; de modelo = other; kode error = other; kode promo = other; de reserva = order
    de pedido = order; booking code = order; order code = order; tracking code = order; confirmation code = order
    reference code = order; support case = order; seat row = other; tanggal lahir = birth; tgl lahir = birth
    of birth = birth; in order = skip; en caso = skip; dalam kasus = skip; un caso = skip; po box = skip
    in case = skip; any case = skip; call center = skip; call centre = skip; text size = other; call duty = other
"""

_GENERIC: Final = """
    number numbers no nr num nummer nummern nummeret nro número numero n nº núm nomor nomer nmr # contact kontakt
    contacto meine mein my mi min saya"""
GENERIC: Final = frozenset(_GENERIC.split())

# Words that mean a number only in capital letters: small, they are everyday words somewhere.
CAPITALS: Final = frozenset(("sin", "ci", "cc", "tin", "run", "sv", "kk", "ine", "nie", "nit", "po", "lot"))

# Compound words that name some other number.
ENDINGS: Final = ("nummer", "nummeret", "nummern", "nr", "code", "kode", "koden")


def _lengths(numbers: list[str]) -> frozenset[int]:
    return frozenset(map(int, numbers))


def _meanings() -> dict[str, Meaning]:
    meanings: dict[str, Meaning] = {}
    for meaning, words in _LISTS.items():
        for word in words.split():
            meanings.setdefault(word, (meaning, _ANY))
    for entry in _IDS.replace("\n", ";").split(";"):
        if entry.strip():
            word, *numbers = entry.split()
            meanings[word] = ("id", _lengths(numbers))
    return meanings


def _pairs() -> dict[tuple[str, str], Meaning]:
    pairs: dict[tuple[str, str], Meaning] = {}
    for entry in _PAIRS.replace("\n", ";").split(";"):
        if entry.strip():
            words, meant = entry.split("=")
            first, second = words.split()
            meaning, *numbers = meant.split()
            pairs[first, second] = (meaning, _lengths(numbers))
    return pairs


MEANING: Final = MappingProxyType(_meanings())
PAIRS: Final = MappingProxyType(_pairs())
