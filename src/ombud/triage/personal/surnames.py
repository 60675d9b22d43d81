"""Family names that are common where our languages are spoken, and endings that only family names have. Own lists."""

import re
from typing import Final

_SURNAMES: Final = """
    adams allen anderson bailey baker barnes bennett brooks brown bryant burke butler byrne campbell carter chapman
    clark clarke collins connolly cooper cox crawford cunningham davies davis dixon doherty doyle duffy edwards
    ellis evans fisher fitzgerald fletcher foster gallagher gibson graham grant griffin hall hamilton harris
    harrison harvey hayes henderson hernandez higgins holmes howard hughes hunt jackson jenkins johnson johnston
    jones kapoor kaur kavanagh kelly kennedy khan kumar lawson lewis macdonald malik marshall martinez mcarthur
    mccarthy mcdonald mehta miller mitchell moore morgan morris morrison murphy murray nair nelson newman nolan
    o'brien o'connor o'neill o'sullivan palmer parker patel patterson payne perkins perry peterson phillips pillai
    powell quinn ramirez reddy reynolds richards richardson roberts robertson robinson rogers russell ryan sanchez
    sanders shah sharma shaw simmons simpson singh smith stewart stone sullivan taylor thomas thompson thomson
    torres tucker turner walker wallace walsh ward watkins watson webb whitlock wilkinson williams williamson wilson
    wright young albrecht arnold bauer baumann baumgärtner beck becker berger böhm brandt braun busch dietrich ebner
    eder egger engel fischer franke friedrich fuchs gruber günther haas hahn hartmann heinrich herrmann hofer
    hoffmann hofmann huber jäger jung kaiser keller koch köhler kraus krause krüger kühn lang lehmann leitner lorenz
    ludwig maier mayer mayr meier meyer möller moser müller neumann pfeiffer pichler reiter richter roth sauer
    schäfer schmid schmidt schmitt schmitz schneider scholz schreiber schröder schubert schulte schultz schulz
    schulze schumacher schuster schwarz seidel simon sommer stein steiner vogel vogt wagner walter weber weiß weiss
    werner wimmer winkler winter wolf wolff yılmaz yildiz ziegler zimmermann öztürk özdemir demir kaya çelik acosta
    aguilar aguirre alonso álvarez benítez blanco bravo cabrera calvo campos cano cárdenas carrasco castillo castro
    contreras cortés cruz delgado díaz domínguez escobar espinoza estrada fernández flores fuentes gallego garcía
    garrido gil gimenez giménez gómez gonzález guerrero gutiérrez guzmán hernández herrera hidalgo ibáñez iglesias
    jiménez juárez lópez lozano marín márquez martínez medina mejía méndez méndoza mendoza molina montero montoya
    mora morales moreno muñoz navarro núñez ortega ortiz paredes peña perez pérez ponce prieto quiroga quispe
    ramírez ramos rangel reyes ríos rivas rivera robles rodríguez rojas romero rubio ruiz salazar salinas sánchez
    sandoval santana santos serrano silva sosa soto suárez torres valdez valencia vargas vásquez vázquez vega
    velasco vera vidal villalobos zamora zapata andersen bang bech berg bertelsen bonde brandt carlsen christensen
    christiansen clausen dahl dam eriksen frandsen frederiksen friis gregersen hansen hald henriksen holm holst
    iversen jacobsen jensen jeppesen jespersen jessen johansen johnsen jørgensen karlsen kjær kjærgaard knudsen
    kristensen kristiansen kruse larsen lassen laursen lauridsen lauritsen lind lund lundgaard madsen mathiesen
    mikkelsen mogensen mortensen møller nielsen nissen nygaard nørgaard olesen olsen paulsen pedersen petersen
    poulsen rasmussen ravn schmidt simonsen skov steffensen sørensen svendsen søndergaard thomsen thorsen thygesen
    toft vestergaard winther abdullah gunawan halim hartono hasibuan hidayat hutapea irawan iskandar kusuma
    kurniawan lubis mahendra nainggolan nasution nugraha nugroho pangestu permana permata prabowo prakoso pranata
    purnama purnomo rahayu rahman rahmawati ramadhan saputra saputri saragih sembiring setiadi setiawan siahaan
    sihombing simanjuntak siregar sitompul situmorang subagyo suherman sukarno sulaiman suryadi suryanto susanto
    sutanto tanjung utomo wibowo wicaksono widjaja wijaya wirawan yudhistira yulianto
"""
SURNAMES: Final = frozenset(_SURNAMES.split())
_ENDING: Final = re.compile(
    r".{3,}(?:ssen|rsen|nsen|lsen|tsen|ksen|dsen|sson|dottir|dóttir|ová|nova|rova|kova|lova|yeva|ovic|ović|owski|ewski"
    r"|inski|ński|ovsky|wicz|enko|escu|idis|opoulos|ández|ínez|érez|guez|ález|nathan|singh|wati|yanto|awan|yono|iyah)"
)


def surname(word: str) -> bool:
    """Whether a word, in small letters, is a family name or ends like one."""
    return word in SURNAMES or bool(_ENDING.fullmatch(word))
