"""R18: what only looks open, in five languages; and each kind of gap says what it is."""

import pytest

from ombud.replies.guard import Draft, Facts, judge
from tests.rules.test_guard_unfilled import FACTS, each, stops

# One a line.
GOOD = {
    "en": """
        You can call and/or write to us 24/7, Robin.
        Write to mia.holm@example.org, Robin.
        Our account @ombudcare tells it, too. Hi @robin, we look into it.
        Thanks @robin_berg, we look into it. :) And :-) and :D
        We open at 10:30 and close at 18:00.
        It costs $5, €7,50 or 20 %, at most 100%.
        The part is C4-1M, the screw M4x12.
        A.B. Miller calls you tomorrow.
        Write `<b>` before the word and `</b>` behind it.
        In HTML, <b>bold</b> is written like this.
        The <br> tag breaks the line.
        What is in a name? Your name, Robin, is right in our books.
        The name on the parcel was wrong.
        I wrote "name" where it says "first name".
        I changed the date, and the amount is right.
        None of this is your fault. Null and void is what it is.
        Dear None of this.
        To be confirmed by you on Friday: the day we come.
        The to-do list is done. My to do list is short.
        His/her account, yes/no, on/off, 50/50, km/h.
        Mr Berg and Mrs Berg both wrote.
        Hello! Hi, Robin! Hello there, Robin.
        Hi Robin! Dear Robin, I look into it.
        Well , yes. Thank you ! Great !
        The price was 30 EUR (amount paid: 20 EUR).
        I have your number (the one ending in 12).
        I send it by Friday (date of the post).
        Please add the amount to the form, if you like.
        Please enter the amount: it must be 20.
        To be completed by you: nothing at all.
        Your ticket: #12345 and case #77.
        It's a win/win.
        I was told null results came.
        The field shows "undefined"; that is our bug.
        The page says undefined, you write. It is our mistake.
        The app showed "Hello null" to you, and I am sorry.
        You wrote that the letter began with "Dear undefined".
        5 % name your brand. 50% name it.
        Use the code %20 in links, like a%20b%20c.
        A 10% discount, name your day, and 5% more.
        The temperature is 5–10 °C; ±2.
        Ratio 1:2, Genesis 1:3, 4:name.
        Note: name and date stand on the bill.
        Dear team, dear customer, dear friend, thank you.
        Dear customer, thank you.
        Hello everybody, we are here.
        I will be there xx Robin.
        Love, Mia xx
        The Smith/Jones account.
        Tuesday 5/6 is free.
        Marie, Anna and NN Bank.
        Nan, your grandmother, called. Dear Nan, thank you.
        Dear Nil Sorensen, thank you.
        Dear Max, thank you.
        Hello Norm, thank you.
        Dear Robin, undefined behaviour is what we saw.
        Lorem is the name of the shop.
        We replaced it, e.g. the lamp, i.e. all of it. N. N. Taleb wrote a book.
        You write to Day, Mrs Day that is. Dear Mrs Day, thank you.
        Dear Mr Link, thank you. Dear Amount Ltd, thanks.
        The lamp (name: Luna) is back.
        It is 5 < 6 and 7 > 6.
        I <3 your idea, Robin!
        We are at 12 High Street, Flat 3/B.
        The meeting is at 3 p.m. (date: 5 May).
        A/B test, TCP/IP, c/o Miller, w/o cable.
        _Really_ sorry, *truly* sorry, ~~not~~ so.
        __Really__ sorry.
        The variable __name__ is set in Python's `__init__`.
        The file is called __init__.py.
        It is #1 and #brand and C#.
        Ring me: 0171 4471 209. Or write: mia@example.org.
        The amount: 20 euros. The date: Friday.
        I send you the form; please fill in your name and send it back.
        Please fill in the form (name, date, amount).
        Please fill in: name, date and address. That is all we need.
        The first name and the last name are both right now.
        Your name here in our books is Berg.
        Mx Berg, thank you.
        The Sir/Madam question is settled: I call you Robin.
        Dear Sir or Madam is how the letter began, and you are right to mind.
    """,
    "de": """
        Sie erreichen uns und/oder mich 24/7, Robin.
        Schreiben Sie an mia.holm@example.org.
        Herr Berg und Frau Berg haben beide geschrieben.
        Der Name ist richtig, die Nummer auch.
        Bitte ergänzen Sie den Betrag im Formular, wenn Sie mögen.
        Bitte ergänzen Sie: Name, Datum und Betrag.
        Die Kund:innen, Kund*innen und Mitarbeiter/innen.
        Liebe Kundin, lieber Kunde, danke.
        Ihr Name steht richtig in unseren Büchern.
        Ihr Name und Ihr Betrag stimmen.
        Das kostet 7,50 €, also 20 % weniger. 10 % Name.
        Wir öffnen um 10:30 Uhr.
        Null Problem? Nein: null und nichtig.
        Hallo! Hallo Robin! Hallo, Robin.
        Frau Mustermann ist unsere Nachbarin.
        Teil C4-1M, Schraube M4x12.
        Die To-do-Liste ist leer.
        Sie und er bzw. sie, d. h. alle, z. B. Robin.
        Hallo zusammen, vielen Dank.
        Am 3./4. Mai kommt er.
        Montag bis Freitag, 8-18 Uhr.
        Liebe Frau Tag, danke. Lieber Herr Link, danke.
        Im Feld steht „Vorname“, dort gehört er hin.
        Die Anrede „Sehr geehrte/r“ war falsch, das stimmt.
        Der Text folgt noch heute.
        Grüße, Ihr Robin
        XXL ist wieder da.
        Er meldet sich noch heute bei Ihnen: Datum und Uhrzeit nennt er dann.
    """,
    "es": """
        Puede llamar y/o escribir 24/7, Robin.
        Escriba a mia.holm@example.org.
        El nombre está bien y el número también.
        Su nombre figura bien en nuestros libros.
        Hola, Robin. ¡Hola, Robin! ¡Hola!
        Cuesta 7,50 €, o sea 20 % menos.
        Abrimos a las 10:30.
        Todo está bien. TODO el mundo lo sabe.
        Para completar el pago, escriba aquí.
        Puede completar el formulario (nombre, fecha, importe).
        Queda pendiente: el importe de 20 euros, que llega hoy.
        La pieza C4-1M y el tornillo M4x12.
        Estimado cliente, gracias.
        Don Robin Berg y doña Ana Berg.
        En nombre de todos, lo siento.
        Hola a todos, gracias.
        Nada más, Robin. Nulo y sin valor.
        El siglo XX y la talla XXL.
        Tod@s y todxs, amig@s, gracias.
        El señor Berg y la señora Berg escribieron.
    """,
    "da": """
        Du kan ringe og/eller skrive 24/7, Robin.
        Skriv til mia.holm@example.org.
        Navnet er rigtigt, og nummeret er også.
        Dit navn står rigtigt hos os.
        Hej! Hej Robin! Hej, Robin.
        Det koster 7,50 kr., altså 20 % mindre.
        Vi åbner kl. 10:30.
        Del C4-1M, skrue M4x12.
        Kære kunde, tak.
        Udfyld formularen, hvis du vil.
        Formularen udfyldes af os.
        Du udfylder: navn, dato og beløb.
        Hej alle sammen, tak.
        Hr. Berg og fru Berg skrev begge.
        Min/max er 5.
        De ringede, og du svarede.
        Nul problemer.
    """,
    "id": """
        Anda bisa menelepon dan/atau menulis 24/7, Robin.
        Tulis ke mia.holm@example.org.
        Nama Anda sudah benar, nomornya juga.
        Halo! Halo Robin! Halo, Robin.
        Harganya Rp 20.000, yaitu 20 % lebih murah.
        Kami buka pukul 10:30.
        Suku cadang C4-1M, sekrup M4x12.
        Bapak Robin dan Ibu Ani menulis.
        Halo semua, terima kasih.
        Silakan isi formulir (nama, tanggal, jumlah).
        Mohon diisi formulirnya bila berkenan.
        Atas nama tim, saya minta maaf.
        Ibu/bapak saya juga begitu.
        Halo Kak Robin, kami periksa.
        Pelanggan setia, terima kasih.
        Halo Bapak/Ibu Robin, kami periksa.
        Yth. Sdr./i Robin, kami periksa.
    """,
}
KINDS = {
    "open_placeholder": "Halo %nama%, kami periksa.",
    "nobodys_name": "Kære undefined, vi ser på det.",
    "choice_not_made": "Deres/din sag er her.",
    "note_to_oneself": "Por favor completar: importe.",
    "open_sentence": "Ihre Nummer lautet .",
}


@pytest.mark.parametrize(("language", "text"), each(GOOD))
def test_what_only_looks_open_leaves(language: str, text: str) -> None:
    assert stops(text, language) == []


@pytest.mark.parametrize(("name", "text"), [
    ("Jennifer Null", "Dear Ms Null, we look into it."), ("Nan Name", "Hello Name, we look into it."),
    ("", "Dear Sir or Madam, we look into it."), ("", "Kepada Bapak/Ibu, kami periksa."),
])  # fmt: skip
def test_whoever_is_called_so_and_whose_name_nobody_knows_are_greeted(name: str, text: str) -> None:
    assert stops(text, "en", Facts(customer_name=name)) == []


@pytest.mark.parametrize(("hint", "text"), KINDS.items(), ids=KINDS)
def test_each_kind_of_gap_has_its_own_reason(hint: str, text: str) -> None:
    assert hint in {one.hint for one in judge(Draft(text, "unknown"), FACTS).blocks}


@pytest.mark.parametrize(
    ("language", "text", "better"),
    [
        ("en", "Dear undefined, we look into it.", "Hello Robin Berg,"),
        ("de", "Guten Tag Vorname, ich kümmere mich um Ihre Sache.", "Guten Tag Robin Berg,"),
        ("es", "Hola «nombre», lo miramos hoy mismo.", "Hola, Robin Berg:"),
        ("da", "Hej {navn}, vi ser på din sag i dag.", "Hej Robin Berg,"),
        ("id", "Halo %nama%, kami periksa kasus Anda.", "Halo Bapak/Ibu Robin Berg,"),
    ],
)
def test_a_greeting_of_nobody_is_offered_her_name_in_its_place(language: str, text: str, better: str) -> None:
    found = next(one for one in judge(Draft(text, language), FACTS).blocks if one.hint == "nobodys_name")
    assert found.better == found.put == better
    assert found.place is not None
    assert stops(text[: found.place[0]] + better + text[found.place[1] :], language) == []
