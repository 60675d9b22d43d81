"""Words that say nothing of a trouble: greetings, thanks, closings and what a link is made of. Pure.

Whoever sends a text that somebody else wrote puts a greeting before it, a closing behind it or a link beside it; it is
the same text all the same (D33).
"""

from __future__ import annotations

from typing import Final

from ombud.incidents.traces import stems

_SAID: Final = """
hello hey hiya dear team there sir madam sirs ladies gentlemen greetings good morning afternoon evening everyone
please thanks thank you very much best kind warm regards sincerely yours faithfully cheers many omg wow
hallo guten tag morgen abend liebe lieber liebes sehr geehrte geehrter damen herren moin servus zusammen
bitte danke vielen dank freundliche freundlichen viele herzliche gruß grüße grüßen mfg
hola buenos buenas días tardes noches estimado estimada estimados estimadas señor señora señores querido
por favor gracias muchas saludos saludo cordial cordiales atentamente atte
hej goddag godmorgen godaften kære venlig venlige hilsen hilsner tak mange bedste mvh
halo hai selamat pagi siang sore malam yang terhormat bapak ibu kak min admin tim
tolong mohon terima kasih makasih salam hormat kami
http https www com html share repost retweet viral
"""
COURTESIES: Final[frozenset[int]] = frozenset().union(*(stems(word)[0] for word in _SAID.split()))
"""Their stems as numbers."""
