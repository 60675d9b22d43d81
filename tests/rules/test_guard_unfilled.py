"""R18: what mail-merge, customer and help-desk tools leave in a letter, and its writers, in five languages."""

import pytest

from ombud.replies.guard import Draft, Facts, judge

# One a line.
OPEN = {
    "en": """
        Hello %name%, we look into it.
        Hello %%name%%, we look into it.
        Hello %customer.name%, we look into it.
        Hello __NAME__, we look into it.
        Hello __name__, we look into it.
        You get __AMOUNT__ back by Friday.
        Hello «name», we look into it.
        Hello « First Name », we look into it.
        Hello @name, we look into it.
        Hello :name, we look into it.
        Hello {name, we look into it.
        Hello name}, we look into it.
        Dear customer name, we look into it.
        Dear Customer name, we look into it.
        Dear undefined, we look into it.
        Dear null, we look into it.
        Dear None, we look into it.
        Dear NaN, we look into it.
        Dear N/A, we look into it.
        Dear [object Object], we look into it.
        Your parcel arrives on undefined.
        Your order number is null.
        Please add: amount.
        To be completed: amount.
        Your date: TBC.
        The date is t.b.d.
        todo: ask Anna about the amount.
        Dear Sir/Madam, Robin wrote to us.
        Dear Sir or Madam / Robin, we look into it.
        Hello !
        Hello %recipient.name%, we look into it.
        Hello $name$, we look into it.
        Hello $firstName, we look into it.
        Hello #name#, we look into it.
        Hello -name-, we look into it.
        Hello @Model.Name, we look into it.
        Hello @first_name, we look into it.
        Hello %1, we look into it.
        Hello %@, we look into it.
        Hello FIRSTNAME, we look into it.
        Hello FNAME, we look into it.
        Hello XY, we look into it.
        Dear XYZ, we look into it.
        Dear Mr XY, we look into it.
        Dear Mrs. X, we look into it.
        Hello ..., we look into it.
        Hello …, we look into it.
        Hello ---, we look into it.
        Your number is ####.
        Your number is #####.
        Your case ###### is with me.
        We ask him/her [delete as appropriate].
        I write on Monday*/Tuesday*. *delete as applicable
        Hello ¤name¤, we look into it.
        Your Name Here
        Kind regards, %agent%
        Kind regards, @agent_name
        Hello ${name, we look into it.
        Hello [name, we look into it.
        Hello name], we look into it.
        Hello <name, we look into it.
        Dear user, FILL IN, thanks
        Your order: TO BE ADDED.
        The reason was (reason to follow).
        Hello First Name, we look into it.
        Hello FirstName, we look into it.
        Hello firstname lastname, we look into it.
        Dear First Last, we look into it.
        Hello "name", we look into it.
        Hello 'name', we look into it.
        Hello #VALUE!, we look into it.
        Dear #N/A, we look into it.
        Dear #REF!, we look into it.
        It comes on 00.00.0000.
        It comes at hh:mm.
    """,
    "de": """
        Hallo %name%, ich kümmere mich.
        Ihre Bestellung %nummer% ist da.
        Hallo %Vorname%, ich kümmere mich.
        Hallo __NAME__, ich kümmere mich.
        Sie bekommen __BETRAG__ zurück.
        Hallo «Vorname», ich kümmere mich.
        Hallo »Vorname«, ich kümmere mich.
        Hallo @name, ich kümmere mich.
        Hallo :name, ich kümmere mich.
        Hallo {vorname, ich kümmere mich.
        Hallo vorname}, ich kümmere mich.
        Sehr geehrte Frau Nachname, ich kümmere mich.
        Hallo Vorname, ich kümmere mich.
        Hallo Kundenname, ich kümmere mich.
        Hallo undefined, ich kümmere mich.
        Sehr geehrte Frau null, ich kümmere mich.
        Bitte ergänzen: Betrag.
        bitte ergänzen: Betrag.
        Betrag bitte ergänzen.
        Der Betrag (bitte ergänzen) kommt.
        Todo: Betrag nachtragen.
        Zuständig ist n.n.
        Zuständig ist NN.
        Sehr geehrte Frau / sehr geehrter Herr Berg, ich kümmere mich.
        Lieber/e Robin, ich kümmere mich.
        Hallo !
        Guten Tag Herr !
        Ich melde mich am tt.mm.jjjj.
        Mit freundlichen Grüßen, Ihr Name
        Mit freundlichen Grüßen, Vorname Nachname
        Hier Text einfügen.
        Hier bitte Namen einsetzen.
        (Text hier einfügen)
        Unzutreffendes bitte streichen.
        (Nichtzutreffendes streichen)
        Hallo Max Mustermann, ich kümmere mich.
        Hallo $vorname$, ich kümmere mich.
        Hallo #Vorname#, ich kümmere mich.
        Hallo |Vorname|, ich kümmere mich.
        Der Betrag folgt noch: EUR ??.
    """,
    "es": """
        Hola %nombre%, lo miramos.
        Su pedido %numero% llega hoy.
        Hola %Nombre%, lo miramos.
        Hola __NOMBRE__, lo miramos.
        Le devolvemos __IMPORTE__.
        Hola «nombre», lo miramos.
        Hola @nombre, lo miramos.
        Hola :nombre, lo miramos.
        Hola {nombre, lo miramos.
        Hola nombre}, lo miramos.
        Hola nombre, lo miramos.
        Estimado cliente nombre, lo miramos.
        Estimada undefined, lo miramos.
        Le devolvemos (completar).
        Le devolvemos (a completar).
        Le devolvemos (completar importe).
        Completar: importe.
        Por favor completar: importe.
        Le devolvemos (rellenar).
        Sr/a. Berg, lo miramos.
        Sr(a). Berg, lo miramos.
        Don/Doña Robin, lo miramos.
        Señor/Señora Berg, lo miramos.
        ¡Hola !
        Un saludo, Tu nombre
        PENDIENTE: importe.
        Táchese lo que no proceda.
        (táchese lo que no proceda)
        Fulano de Tal le llamará.
    """,
    "da": """
        Hej %navn%, vi ser på det.
        Din ordre %nummer% er på vej.
        Hej %Fornavn%, vi ser på det.
        Hej __NAVN__, vi ser på det.
        Du får __BELØB__ tilbage.
        Hej «navn», vi ser på det.
        Hej »Fornavn«, vi ser på det.
        Hej @navn, vi ser på det.
        Hej :navn, vi ser på det.
        Hej {navn, vi ser på det.
        Hej navn}, vi ser på det.
        Hej navn, vi ser på det.
        Kære Kundenavn, vi ser på det.
        Kære undefined, vi ser på det.
        Deres/din sag er her.
        Din/Deres sag er her.
        De/du hører fra os.
        Du/De hører fra os.
        Dit/Deres nummer er her.
        Hej !
        (udfyldes)
        Udfyld: beløb.
        Beløb: udfyldes senere.
        Skal udfyldes: beløb.
        Hej #Fornavn#, vi ser på det.
        Hej Fornavn Efternavn, vi ser på det.
        Venlig hilsen Dit navn
        (slet det ikke relevante)
        Det ikke relevante slettes.
    """,
    "id": """
        Halo %nama%, kami periksa.
        Pesanan %nomor% dikirim hari ini.
        Halo %Nama%, kami periksa.
        Halo __NAMA__, kami periksa.
        Anda menerima __JUMLAH__ kembali.
        Halo «nama», kami periksa.
        Halo @nama, kami periksa.
        Halo :nama, kami periksa.
        Halo {nama, kami periksa.
        Halo nama}, kami periksa.
        Halo nama, kami periksa.
        Halo nama pelanggan, kami periksa.
        Halo undefined, kami periksa.
        Kepada Bapak/Ibu, kami periksa.
        Yth. Bapak/Ibu, kami periksa.
        Halo Pak/Bu, kami periksa.
        Halo Kak/Mas/Mbak Robin, kami periksa.
        Halo !
        Kami menulis tanggal HH/BB/TTTT.
        (harap diisi)
        Harap dilengkapi: jumlah.
        Mohon diisi: jumlah.
        (diisi nanti)
        Salam, Nama Anda
        (coret yang tidak perlu)
        *) coret yang tidak perlu
        Hormat kami, (nama petugas)
    """,
}
FACTS = Facts(customer_name="Robin Berg")


def stops(text: str, language: str, facts: Facts = FACTS) -> list[str]:
    verdict = judge(Draft(text, language), facts)
    return [text[one.start : one.end] for one in verdict.blocks if one.rule == "R18"]


def each(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, line.strip()) for language, lines in said.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("language", "text"), each(OPEN))
def test_what_nobody_filled_in_stops_a_letter(language: str, text: str) -> None:
    assert any(stops(text, language))
