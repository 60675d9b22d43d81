"""Words that begin a sentence or a line with a capital and are nobody's name."""

from typing import Final

_EVERYDAY: Final = """
    firma familie hotel bäckerei familien team apt suite unit flat box psc attn abteilung departemen firmaet familia
    empresa king queen kong dronning president presiden gubernur masjid saint san santa st bank grupo group
    going known voucher holder
    a an the and but or if so as at by in on of to for from with without about after before again all also always am
    any are be been because been best but can could dear did do does done each every first get give go good got
    great had has have he hello help here hers hi hey him his how i i'm i've i'd i'll is it it's its just kind last
    let like many may maybe me more most my never new next no nobody not nothing now off oh ok okay once one only
    order our out over please regards really said same see send sent she should since sir some someone something
    sorry still such sure take team than thank thanks that that's their them then there these they they're this
    those though time today tomorrow tonight too two under until up us very via was we we're well were what when
    where which while who why will wish with would yes yesterday yet you your yours support customer service care
    desk staff shop store company bank hotel online app account email mail phone number address street road avenue
    city house monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december mr mrs ms miss mx dr prof sir madam subject re fw fwd german english
    spanish danish indonesian british american irish canadian mexican christmas easter black friday not interested
    trying writing calling looking happy unhappy angry sad furious disappointed waiting ready done here fine der die
    das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei bis bitte da damit
    dann danke dass dein deine dem dich dir doch du durch er es etwas euch euer eure für ganz gar geht gern gestern
    guten hab habe haben hallo hat hatte hello heute hier ich ihm ihn ihnen ihr ihre ihren im immer in ist ja jede
    jeder jetzt kann kein keine könnt können leider liebe lieber liebes man mehr mein meine meinem meinen meiner
    mich mir mit mal moin morgen muss nach nachdem nein nicht nichts noch nun nur ob obwohl ohne schon sehr seid
    sein seine seit sich sie sind so soll sonst tag team trotz über um und uns unser unsere vielen viele vom von vor
    wann war warum was weil welche wenn wer werde werden wie wieder wieso will wir wird wo wollte wurde zu zum zur
    zwar sehr geehrte geehrter geehrten damen herren herr frau kundenservice kundendienst straße mitarbeiter
    mitarbeiterin bestellung rechnung paket lieferung montag dienstag mittwoch donnerstag freitag samstag sonntag
    januar februar märz mai juni juli oktober dezember grüße gruß mfg lg el la los las un una unos unas y o pero que
    de del al en con por para sin sobre no sí si es son era fue han he ha hay está están estoy soy muy más menos mi
    mis su sus tu tus nos me te se lo le les ya todavía aún también como cómo cuando cuándo donde dónde qué quién
    porque hola buenos buenas días tardes noches gracias saludos saludo quiero quisiera puedo puede tengo tiene hace
    desde hasta pedido pago señor señora señorita sr sra srta don doña estimado estimada estimados atentamente
    cordialmente atención cliente servicio tienda equipo lunes martes miércoles jueves viernes sábado domingo enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre necesito necesitamos llevo
    favor hoy ayer mañana nunca nada nadie siempre ahora aquí este esta esto ese esa cada otra otro todo toda todos
    según calle avenida plaza paseo dios gente unos compré recibí pedí llamé escribí og jeg ikke det er en et den
    der som på til med af for har var vil kan skal kunne ville skulle blev mig dig min mit mine din dit jer i vi de
    du han hun hvad hvor hvornår hvorfor hvordan nu når men eller hvis efter siden fra hej kære tak mvh venlig
    hilsen hilsner kundeservice butik mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts maj
    juni juli oktober december også kun meget ingen intet igen alt alle man bare jeres vores fru hr frk ja nej så
    dog desuden endnu desværre godmorgen goddag måske ordre pakke yang dan di ke dari untuk dengan ini itu saya aku
    kami kita anda kamu kalian dia mereka tidak nggak gak ga tak bukan belum sudah udah akan bisa dapat harus mau
    ingin ada adalah juga saja aja lagi masih sangat karena kalau jika tapi pada oleh apa siapa kapan mana kenapa
    mengapa bagaimana gimana tolong mohon terima kasih makasih halo hai selamat pagi siang sore malam pesanan barang
    uang paket min admin kak pak bu mas mbak bang bapak ibu bpk sdr sdri kakak gan sis om tante toko cs tim jalan jl
    senin selasa rabu kamis jumat sabtu minggu januari februari maret juni juli agustus oktober desember nama alamat
    nomor no hp wa salam hormat sejak kemarin hari setelah sampai semua banyak kecewa bagus mantap thx pls asap faq
    usa uk eu gps usb pin dni cpr nik ktp iban bic id wifi tv sms otp vip cv pdf url ceo
"""
NOT_NAMES: Final = frozenset(_EVERYDAY.split())
