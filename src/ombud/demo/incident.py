"""What the demo team does about the incident that gets hot, as frozen facts: who heeds the early warning, and what
everybody is told, in each language by whom. Moments are minutes before now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One word to everybody: when it was begun and sent, and until when the next one was promised (negative: ahead).
    `words` are by language what is known; the letter around them is the product's."""

    begun: int
    sent: int
    next_by: int
    words: dict[str, str]


# One of its letters, by which it is found, and the letter of the press that makes it boil.
LETTER: Final = "009-bjerregaard-helt-doed"
TITLE: Final = "Roaster 2 dead after update 2.4.1"
HEEDED: Final = (7405, "tomas", "The update is stopped. Mira writes to everybody today, Katrin to the press.")
CONFIRMED: Final = 7390
FIRST_STEPS: Final = 7170  # whoever nobody has asked about yet: the workshop is asked
ASKED: Final = "Can it be brought back at home? She has the red light, like the others."
CAUSE: Final = (4300, "2.4.1 writes to a part of the memory that the first batch does not have.")
FIX: Final = (2650, "The file 2.4.2 brings a roaster back at home; a courier collects it from whoever prefers.")
WRITERS: Final = {"en": "mira", "de": "mira", "da": "mira", "es": "ana", "id": "sari"}

WORDS: Final = (
    Told(begun=7300, sent=7180, next_by=2600, words={
        "en": "The update 2.4.1 leaves some Roaster 2 machines with a red light. We stopped it today, so that it "
        "reaches nobody else. You did nothing wrong. Please leave the plug out for now: Tomas Ek and his workshop are "
        "looking for a way back that works at home.",
        "de": "Das Update 2.4.1 lässt manche Roaster 2 mit rotem Licht stehen. Wir haben es heute angehalten, damit es "
        "niemanden mehr trifft. Der Fehler liegt bei uns. Bitte den Stecker vorerst gezogen lassen: Tomas Ek sucht mit "
        "seiner Werkstatt einen Weg zurück, der zu Hause gelingt.",
        "es": "La actualización 2.4.1 deja algunas Roaster 2 con la luz roja. Hoy la hemos detenido para que no llegue "
        "a nadie más. El error es nuestro. De momento conviene dejarla desenchufada: Tomas Ek y su taller buscan una "
        "forma de recuperarla en casa.",
        "da": "Opdateringen 2.4.1 efterlader nogle Roaster 2 med rødt lys. Vi stoppede den i dag, så den ikke rammer "
        "flere. Fejlen er vores. Lad stikket sidde ude så længe: Tomas Ek og hans værksted leder efter en vej tilbage, "
        "som virker derhjemme.",
        "id": "Pembaruan 2.4.1 membuat sebagian Roaster 2 berhenti dengan lampu merah. Hari ini kami menghentikannya "
        "supaya tidak ada lagi yang terkena. Ini kesalahan kami. Untuk sementara mohon steker tetap dicabut: Tomas Ek "
        "dan bengkelnya sedang mencari cara memulihkannya di rumah.",
    }),
    Told(begun=2645, sent=2640, next_by=-1200, words={
        "en": "There is a way back. The file 2.4.2 is on your page: copied to a USB stick and put into the port under "
        "the base, it starts the roaster within two minutes. If you would rather not open the base, answer with one "
        "word, and a courier collects it at our cost.",
        "de": "Es gibt einen Weg zurück. Die Datei 2.4.2 liegt auf der Seite, zu der der Link unten führt: auf einen "
        "USB-Stick kopiert und unten am Sockel eingesteckt, startet sie den Röster in zwei Minuten. Wer den Sockel "
        "lieber nicht öffnet, antwortet mit einem Wort, und ein Kurier holt das Gerät auf unsere Kosten ab.",
        "es": "Ya hay forma de recuperarla. El archivo 2.4.2 está en la página del enlace de abajo: copiado en una "
        "memoria USB y puesto en el puerto de la base, arranca la tostadora en dos minutos. Quien prefiera no abrir la "
        "base contesta con una palabra, y un mensajero la recoge a nuestro cargo.",
        "da": "Der er en vej tilbage. Filen 2.4.2 ligger på din side: kopieret til en USB-nøgle og sat i stikket under "
        "soklen starter den risteren på to minutter. Vil du helst ikke åbne soklen, så svar med et enkelt ord, og et "
        "bud henter den på vores regning.",
        "id": "Sudah ada cara memulihkannya. Berkas 2.4.2 tersedia di halaman pada tautan di bawah: disalin ke USB dan "
        "dipasang di port bawah alas, mesin hidup dalam dua menit. Bila tidak ingin membuka alasnya, cukup balas satu "
        "kata, dan kurir menjemputnya dengan biaya kami.",
    }),
)  # fmt: skip
