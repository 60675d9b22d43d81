"""What the generated customers say, in five languages: mostly complaints, some questions, praise and suggestions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: who writes, about what, and the sentences their letters are made of."""

    charsets: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    hello: str
    bye: str
    wrote: str
    subjects: tuple[str, ...]
    complaints: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


TONGUES: dict[str, Tongue] = {
    "de": Tongue(
        ("utf-8", "utf-8", "iso-8859-1", "windows-1252"),
        ("Jürgen", "Käthe", "Björn", "Anneliese", "Uwe"),
        ("Groß", "Müller", "Weiß", "Sauer", "Bäcker"),
        "Guten Tag,", "Mit freundlichen Grüßen", "schrieb",
        ("Beschwerde über meine Bestellung", "Immer noch keine Rückerstattung", "Gerät defekt", "Keine Antwort"),
        (
            "Ich warte seit drei Wochen auf meine Lieferung und niemand antwortet.",
            "Das Gerät ist nach zwei Tagen kaputtgegangen, ich möchte mein Geld zurück.",
            "Ihre Mitarbeiterin an der Kasse war sehr unhöflich zu mir.",
            "Die Größe und die Farbe stimmen nicht mit der Bestellung überein.",
            "So etwas habe ich noch nie erlebt, ich bin wirklich enttäuscht.",
            "Bitte prüfen Sie das und sagen Sie mir, bis wann ich eine Lösung bekomme.",
        ),
        (("Frage zum Treffen", "Wann beginnt das Treffen am Samstag, und wo kann ich mich anmelden?"),
         ("Danke", "Vielen Dank für die schnelle und freundliche Hilfe, das war großartig.")),
    ),
    "es": Tongue(
        ("utf-8", "utf-8", "iso-8859-1", "windows-1252"),
        ("Íñigo", "María", "José", "Nuria", "Lucía"),
        ("Muñoz", "Peña", "Núñez", "Ibáñez", "Castaño"),
        "Buenos días:", "Un saludo", "escribió",
        ("Queja sobre mi pedido", "Sigo sin la devolución", "El producto llegó roto", "Nadie me contesta"),
        (
            "Llevo tres semanas esperando el pedido y nadie contesta.",
            "El producto llegó roto y quiero que me devuelvan el dinero.",
            "Otro usuario me está acosando en los comentarios y nadie hace nada.",
            "No es la primera vez que ocurre y estoy muy decepcionada.",
            "Me cobraron dos veces la misma cuota y la aplicación no funciona.",
            "¿Pueden decirme qué van a hacer y para cuándo, por favor?",
        ),
        (("Una pregunta", "¿A qué hora empieza el encuentro del sábado y dónde me apunto?"),
         ("Gracias", "Muchas gracias por la ayuda, ha sido una atención estupenda.")),
    ),
    "id": Tongue(
        ("utf-8",),
        ("Dewi", "Budi", "Siti", "Agus", "Rina"),
        ("Lestari", "Santoso", "Rahma", "Wijaya", "Hartono"),
        "Selamat pagi,", "Salam", "menulis",
        ("Keluhan pesanan saya", "Uang belum dikembalikan", "Barang rusak", "Belum ada balasan"),
        (
            "Saya sudah menunggu tiga minggu tanpa kabar sama sekali.",
            "Barang yang saya terima rusak dan saya minta uang saya kembali.",
            "Pegawai toko tidak sopan kepada saya.",
            "Ini bukan pertama kalinya terjadi dan saya sangat kecewa.",
            "Aplikasinya tidak bisa dibuka sejak kemarin.",
            "Mohon segera ditindaklanjuti dan beri tahu saya kapan selesai.",
        ),
        (("Pertanyaan", "Jam berapa pertemuan hari Sabtu dimulai, dan bagaimana cara mendaftar?"),
         ("Terima kasih", "Terima kasih banyak atas bantuannya, pelayanannya luar biasa.")),
    ),
    "da": Tongue(
        ("utf-8", "utf-8", "iso-8859-1", "windows-1252"),
        ("Søren", "Åse", "Mikkel", "Birthe", "Jørgen"),
        ("Kjær", "Nørgaard", "Ørsted", "Østergaard", "Bæk"),
        "Hej,", "Venlig hilsen", "skrev",
        ("Klage over min ordre", "Jeg mangler stadig mine penge", "Varen er gået i stykker", "Ingen svarer mig"),
        (
            "Jeg har ventet i tre uger på min pakke, og ingen svarer mig.",
            "Varen gik i stykker efter to dage, og jeg vil have mine penge tilbage.",
            "Jeres medarbejder grinede ad mig, da jeg bad om hjælp.",
            "Det er ikke første gang, det sker, og jeg er meget skuffet.",
            "Jeg er blevet opkrævet to gange for det samme.",
            "Kan I sige mig, hvad I gør ved det, og hvornår jeg hører fra jer?",
        ),
        (("Et spørgsmål", "Hvornår begynder mødet på lørdag, og hvor melder jeg mig til?"),
         ("Tak", "Mange tak for den hurtige og venlige hjælp, det var fantastisk.")),
    ),
    "en": Tongue(
        ("utf-8", "us-ascii", "windows-1252"),
        ("Mary", "Tom", "Zoe", "Harriet", "Dennis"),
        ("Fields", "Reid", "Ashworth", "Penrose", "Whitlock"),
        "Hello,", "Kind regards", "wrote",
        ("Complaint about my order", "Still no refund", "It broke after two days", "Nobody answers me"),
        (
            "I have waited three weeks for my order and nobody answers.",
            "The item broke after two days and I want my money back.",
            "Another member keeps insulting me in the comments and nothing happens.",
            "This is not the first time and I am really disappointed.",
            "You charged me twice for the same month and the app does not work.",
            "Please tell me what you will do about it and by when.",
        ),
        (("A question", "When does the meeting on Saturday start, and where can I sign up?"),
         ("Thank you", "Thank you so much for the quick and friendly help, it was great.")),
    ),
}  # fmt: skip
