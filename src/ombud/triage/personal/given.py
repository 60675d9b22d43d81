"""First names, by the people who bear them, and the small words inside names. Own lists, from common knowledge.

A name alone is taken for one only where it is no everyday word: "May" and "Bo" need a surname, a greeting or a title.
"""

from typing import Final

_GIVEN: Final = """
    aaron abby abigail adam adrian aidan aiden alan albert alex alexander alexandra alfie alice alison allison
    alyssa amanda amber amelia amy andrea andrew andy angela angus anita ann anna anne anthony archie arthur ashley
    audrey austin barbara barry beatrice becky ben benjamin bernadette bernard beth bethany betty beverly brandon
    brenda brendan brian bridget brittany bruce bryan caitlin callum cameron carl carly carmen carol caroline
    carolyn catherine cathy cecilia charles charlie charlotte chelsea cheryl chloe chris christina christine
    christopher ciara claire clara colin colleen connor conor courtney craig cynthia daisy daniel danielle darren
    dave david dean deborah debra declan deirdre denise dennis derek diana diane donald donna doris dorothy douglas
    duncan dylan edward eileen elaine eleanor elena elijah elizabeth ella ellen ellie emily emma eoin eric erica
    erin ethan eugene eva evan evelyn fiona florence frances francis freddie freya gareth gary gavin gemma geoffrey
    george gerald geraldine gillian gina gloria gordon graham greg gregory hannah harold harriet harry hazel heather
    heidi helen henry hilary holly howard hugh ian irene isaac isabel isabella isla ivan jackie jacob jacqueline
    jade jake james jamie jane janet janice jason jay jean jeff jeffrey jenna jennifer jenny jeremy jerry jesse
    jessica jill jim jimmy joan joanna joanne joe joel johanna john johnny jon jonathan jordan joseph josephine josh
    joshua joyce juan judith judy julia julian julie justin karen kate katherine kathleen kathryn kathy katie kayla
    keith kelly ken kenneth kerry kevin kieran kirsten kirsty kristen kyle larry laura lauren lawrence leah lee leo
    leon leonard leslie lewis liam linda lindsay lisa liz logan lois lori louis louise lucas lucy luke lydia lynn
    madison maeve maggie malcolm marcus margaret maria marie marilyn marion mark martha martin mary mason matt
    matthew maureen megan mel melanie melissa mia michael michelle mike mildred mohammed molly monica morgan
    muhammad nancy naomi natalie natasha nathan neil niall nicholas nick nicola nicole nigel noah noel nora norman
    oliver olivia oscar owen padraig paige pamela patricia patrick paul paula pauline peter phil philip phillip
    phoebe phyllis poppy priya rachel ralph ray raymond rebecca reece rhys richard rita rob robert roberta robin
    rodney roger roisin ron ronald rory rosemary rosie ross roy russell ruth ryan sabrina sally sam samantha samuel
    sandra sara sarah saoirse scott sean sebastian shane shannon sharon shaun sheila shirley sian simon sinead
    siobhan sophia sophie spencer stacey stanley stella stephanie stephen steve steven stuart susan suzanne sylvia
    tamara tania tara ted teresa terence terry theo theresa thomas tiffany timothy tina toby todd tom tommy tony
    tracey tracy travis trevor tyler valerie vanessa vera veronica vicky victoria vincent virginia vivian walter
    warren wayne wendy wesley william yvonne zach zachary zara zoe aarav aditi aditya aisha akash amit ananya anil
    anita anjali ankit arjun arun asha ashok deepak deepika divya gaurav ganesh harish kavita kiran krishna lakshmi
    manish manoj meera mohan neha nikhil nisha pooja pradeep pranav priyanka rahul raj rajesh rakesh ramesh ravi
    rekha rohan rohit sachin sandeep sanjay shreya sneha sunil sunita suresh swati varun vijay vikram vinod vivek
    wei ming ahmed ali fatima hassan hussain ibrahim khadija khalid leila mustafa nadia omar rashid samira tariq
    yasmin yusuf zainab chinedu ngozi amara kwame thabo sipho achim adelheid alexandra alfons alina alois andreas
    andrea anette angelika anja anke annegret anneliese annette antje anton armin arne astrid axel barbara bastian
    beate benedikt bernd bernhard bettina birgit birgitta björn brigitte bruno burkhard carina carla carolin carsten
    christa christel christian christiane christoph claudia clemens cornelia dagmar daniela detlef dieter dirk
    dorothea eberhard eckhard edeltraud elfriede elisabeth elke elmar emil erich erika erwin esther eva-maria fabian
    felix ferdinand finn florian franz franziska friederike friedrich fritz gabriele georg gerda gerhard gerlinde
    gertrud gisela gottfried gregor gudrun günter günther gunnar hanna hannelore hannes hans hans-peter harald
    hartmut hedwig heike heiko heiner heinrich heinz helga helmut henning henrike herbert hermann hilde hildegard
    holger horst hubert ilse ines inga inge ingeborg ingo ingrid irmgard isabell jakob jan jana janina jens joachim
    jochen johann johannes jörg josef jürgen jutta kai kaja karin karl karl-heinz karola karsten katharina kathrin
    katja katrin kerstin kilian klara klaus konrad konstantin kornelia kristina kurt lars laurin lea lena leonie
    lieselotte lina linus lothar ludwig luis luisa lukas lutz magdalena maike malte manfred manuela marco mareike
    margit margot margret margarete marianne marika marina mario marita markus marlene marlies marta mathias
    mathilda matthias maximilian meike melina merle michaela miriam monika moritz nadine natascha niklas nils
    norbert olaf ole otto paulina petra philipp pia ralf rainer regina reinhard reinhold renate rene rené rolf
    roland roman ronja rosemarie rosi rudi rudolf rüdiger sabine sandra sascha saskia sebastian selina siegfried
    sigrid silke silvia simone sofie sonja stefan stefanie steffen steffi susanne svenja sven swantje tanja theodor
    thorsten till tilo tim timo tobias torben torsten traudl udo ulf uli ulrich ulrike ursula ute uwe valentin
    verena viktor viktoria volker waltraud werner wilfried wilhelm winfried wolf wolfgang xaver yannick mehmet ayşe
    aylin elif emre murat mustafa özlem zeynep ahmet hüseyin fatma hatice can deniz reto urs beat ueli ruedi vreni
    sepp resi adriana agustín agustina alba alberto alejandra alejandro alfonso alfredo alicia almudena álvaro
    amalia amparo ana andrés ángela ángeles antonia antonio araceli ariadna armando arturo aurora beatriz begoña
    belén benito bernardo berta blanca camila carla carlos carlota carmen carolina catalina cecilia césar clara
    claudia concepción cristian cristina cristóbal daniela darío diego dolores domingo eduardo elena elisa eloísa
    elvira emilia emilio emiliano encarna encarnación enrique ernesto esteban estefanía esteban esther eugenia
    eugenio eva fabiola federico felipe fernanda fernando fidel florencia francisca francisco gabriel gabriela
    gerardo germán gilberto gonzalo gregorio guadalupe guillermo gustavo héctor hernán horacio hugo humberto ignacio
    inés inmaculada irene isabel isidro iván jaime javier jesús jimena joaquín jorge josé josefa josefina juana juan
    juanita julieta julio laia laura leandro leonardo leticia lidia lorena lorenzo lourdes lucía luciana luciano
    luis luisa macarena magdalena manuel manuela marcela marcelo marcos margarita maría mariana mariano maricarmen
    marisa marisol marta martín martina mateo matías mauricio maximiliano mercedes miguel mireia miriam mónica
    montserrat natalia nerea nicolás nieves noelia norberto norma nuria óscar olga osvaldo pablo paloma paola
    patricia paula pedro pilar rafael ramón ramiro raquel raúl ricardo roberto rocío rodolfo rodrigo rogelio rosa
    rosario rubén salvador sandra santiago sara sergio silvia silvina sofía soledad sonia susana teresa tomás
    trinidad valentina valeria vanesa verónica vicenta vicente víctor violeta virginia walter xavier ximena yolanda
    zulema yesenia yadira agnete aksel alberte allan anders andreas anja anne-marie annemette anton arne asger asta
    astrid bente benjamin birgit birgitte birthe bjarne bo bodil brian britta børge camilla carsten casper cecilie
    charlotte christoffer connie dagny daniel ditte dorte dorthe ebbe egon ejnar else emilie emma erik esben eva
    finn flemming freja frederik frederikke frida gitte grete gunnar hanne hans harald helle henning henriette
    henrik ida inge inger ingrid jakob jane jannik jens jens-peter jeppe jesper jette johan johanne johnny jonas
    josefine julie jytte jørgen jørn kaj karen karin karina karl karsten kasper katrine kenneth kim kirsten kirstine
    kjeld klaus knud kristian kristine kristoffer kurt lars lasse laurits leif lene lillian line lis lisbeth lise
    lone lotte louise lærke mads magnus maja maj-britt malene maren margit margrethe marianne marie martin mathilde
    mathias merete mette michael mikael mikkel mogens morten nanna nicolai niels nina ninna nikolaj oda ole oliver
    oluf otto pelle pernille peter pia poul preben rasmus rikke rune sanne signe sigrid simon simone sofie solveig
    steen stig stine susanne svend søren thea thomas thor thorkild tina tine tobias tom tommy torben tove troels
    trine ulla ulrik vibeke victor viggo vilhelm villads villy winnie østen åge åse abdul achmad adi aditya agung
    agus ahmad aisyah ajeng akbar alif amalia amelia amir andi andika andre angga anggun ani anisa anita anton arif
    ari arief asep astuti ayu bagas bagus bambang bayu beni bima budi budiman cahyo candra citra dani darmawan dedi
    dedy deni desi dewi dian didik dimas dina dinda dini dodi doni dwi edi eka eko elsa endah endang erlangga erna
    evi fadhil fadli fahmi faisal fajar farah farhan febri fitri fitriani galih galuh gilang gita gunawan hadi hana
    handoko hanif hardi hari haryanto hasan hendra hendro heni heri herman hesti iin ika ilham imam indah indra
    intan irfan irma iwan jaka joko julia kartika ketut komang kurniawan laila laras lestari lia lina linda lukman
    made maman mega melati mira muhamad muhammad mulyadi nabila nadia nanda nia nila nita novi nugroho nur nurul
    nyoman okta oki pandu pratama prasetyo puji purnomo puspita putra putri putu rahma rahmat rama rangga rani ratih
    ratna reni reza rian ridwan rina rini rio riski rizal rizki rizky rudi ruli santi sari satria sekar septi
    setiawan sigit siska siti slamet sri suci sudirman sugeng suharto sukma sulistyo sumarni sundari supriyadi
    suryani susanti susi sutrisno syahrul syifa taufik teguh tika tono tri tuti udin utami vina wahyu wahyuni wati
    wawan widodo widya winda wulan wulandari yanti yanto yayan yoga yudi yuli yuliana yulia yuni yusuf zahra zaki
"""
# First names that are everyday words, months, places or brands somewhere: they need more than themselves.
_WORDS_TOO: Final = """
    hans andre rio
    alba amber andi angela ani anita ari art asia asta asunción aurora austin beat bent bente bo brandon cahyo can
    chelsea citra concepción cruz daisy dean desi dian dini dolores domingo dwi edi eka elsa encarnación eve faith
    fajar florence florian frank galih ganesh georg gilang gloria grace gry guadalupe hana hari hazel heather heri
    holly hope iin ika imam indah indra intan ivy jade jan jasmin jay jean jesse jesús jordan joy june kai ken kerry
    kim kiran kurniawan laras lee lestari lia line lis lone lotte luz made magdalena mar marina mark mason max may
    mega melati mercedes merle mia ming mira morgan nanda nieves nita nova nur oda oki okta ole owen page paige
    paloma pandu paz pilar poppy pratama puji puspita putra putri rama ray regina rich rob rocío roman rosa rosario
    rose ruby rune salvador santiago sari satria sekar sol soledad spencer sri star steen stella suci summer surya
    susi taylor ted thor till tri trinidad uli utami valentin vera victoria viktoria violeta virginia wahyu warren
    wayne wei will wolf xavier yoga ángeles
"""
GIVEN: Final = frozenset(_GIVEN.split())
WORDS_TOO: Final = frozenset(_WORDS_TOO.split())
# Small words inside a name.
INSIDE: Final = (
    "de|del|de la|de las|de los|la|van|van der|van den|von|von der|zu|zum|af|bin|binti|al|el|da|dos|y|ten|ter|di|du|le"
)
