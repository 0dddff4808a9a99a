/// Lithuanian words that do not inflect: conjunctions, prepositions, particles, interjections, set adverbs.
///
/// Written for this project, CC0 1.0; the same words as in corpora/sample/morphology/lt-uninflected.tsv, which a test
/// holds them to.
let lithuanianUninflectedWords = """
  abejaip abipus ach aha ai ajajai ak alio amen anaip anaiptol anapus anei anot ant antai antraip
  antrapus anuomet anąkart anąsyk apie aplink aplinkui apsukui ar arba argi arti artyn atgal atgalios
  atseit aukštyn ačiū bakst barkšt be bei beje bemat bemaž bene bent berods bet betgi beveik blykst
  brakšt bravo brūkšt būtent cakt capt cinkt cit dabar dar dargi daug daugel daugmaž deja dešimt
  drykst dukart dunkst dusyk dvejaip dzin dėl dėlei dėlto dėltogi ei et fu gal galbūt galop gana gi
  greta gurkšt ha hm hop idant iki ikšiol ilgainiui ir irgi itin iš išilgai iškart išsyk išties išvis
  jau jei jeigu jog juk juoba juolab kad kada kadai kadaise kadangi kadgi kai kaip kaipgi kaipmat
  kakariekū kartu kasdien kaskart kasmet kasnakt kasryt kassyk kaukšt kažin kažkada kažkaip kažkiek
  kažkodėl kažkur keberiokšt keliskart keturiskart kiek kiekgi kitados kitaip kitapus kitkart kitur
  kitąkart kitąsyk klapt kliunkt kodėl kodėlgi kol kolei kone krust kudkudak kukū kuomet kuone kur
  kurgi lai lauk lig ligi link lyg mat maždaug mažne miau mū na nagi namie ne nebe nebent negi negu
  nei nejau nejaugi nejučia nes net netgi netoli netrukus netyčia neva niekad niekada niekados niekaip
  niekur nors nuo nuolat nuolatos nė nūdien nūnai o ogi oho oi ojojoi op ot paeiliui pagal pagaliau
  pakšt palei pamažu pas pasak paskui paskum pat penkiskart per perdien pernai pernakt pernelyg perpus
  pirm pirmyn plekšt pliūkšt plykst po pokšt popiet poryt prie prieš priešais priešpiet pro pusiau
  pykšt rods ryt rytoj savaip skersai skradžiai staiga strykt stukt su sulig sykiu tad tada taigi taip
  taipgi tarp tarsi tartum tarytum tačiau te tegu tegul tekšt ten tenai tepšt tfu tiek tiesiog tik
  tiktai todėl tol tolei tolydžio tolyn tpru trakšt trejaip trekšt trept triokšt triskart trissyk tuoj
  tuojau tuomet turbūt tučtuojau tvykst tyčia tądien tąkart tąnakt tąsyk ui ura už užpernai užporyt
  užtai užtat užuot užvakar va vai vaje vakar valio vargu vat vau veltui vidur vien vienaip vienkart
  vienok virš vis visada visados visaip visgi visur vos vėl vėlgi ypač čekšt čia čion čionai į įkandin
  ša šalia šalin šast še šen šiaip šiandien šiapus šiek šiemet šiol šiolei šit šitaip šitiek šiukštu
  šiąnakt šičia škac škic šliukšt šmakšt šmukšt šmurkšt štai švyst šįkart šįryt šįsyk šįvakar žemyn
  žiū žlegt žvangt žvilgt žybt
  """
