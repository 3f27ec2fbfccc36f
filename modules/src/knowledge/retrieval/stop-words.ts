// Words that only hold a sentence together. Short lists on purpose: a word left out costs a little time,
// a content word put in can never be found again. They also tell languages apart.
const lists = {
  en: `a an the and or but if then else than so as of at by for with about into onto from to in on am is are was were be been
    being do does did doing done dont doesnt didnt have has had having havent hasnt hadnt will would wont wouldnt shall should
    shouldnt can cannot cant could couldnt may might must i me my mine myself we us our ours ourselves you your yours yourself
    he him his himself she her hers herself it its itself they them their theirs themselves this that these those there here
    who whom whose which what when where why how isnt arent wasnt werent not no nor only very just also too such some any both
    all few more most other because while please`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so wie von vom bei beim mit ohne
    für über unter aus auf in im ins an am zu zum zur nach vor bis durch gegen um ist bin bist sind war waren wäre wären sein
    seid werden wird wirst werde wurde wurden worden haben habe hast hat hatte hatten kann kannst können könnte könnten konnte
    muss müssen musst soll sollen sollte sollten darf dürfen will wollen würde würden möchte mag ich mich mir mein meine meinen
    meinem meiner meines du dich dir dein deine deinen deiner er ihn ihm sein seine seinen seinem seiner sie ihr ihre ihren
    ihrem ihrer es wir uns unser unsere unseren unserer euch euer sich man dies diese dieser dieses diesen diesem jene jener
    wer wen wem was wann wo warum wieso weshalb wohin woher welche welcher welches welchen nicht kein keine keinen keiner nur
    auch noch schon sehr da dass daß ob weil denn doch hier dort einmal mal etwas alle alles allem bitte`,
  fr: `le la les l un une des du de d et ou mais si donc or ni car que qu qui quoi dont où quel quelle quels quelles quand
    comment pourquoi combien je j me m moi tu te t toi il elle on nous vous ils elles se s lui leur leurs eux mon ma mes ton
    ta tes son sa ses notre nos votre vos ce c cet cette ces ceci cela ça y en au aux avec sans pour par sur sous dans entre
    vers chez contre depuis pendant avant après est suis es sommes êtes sont étais était étaient être été sera serait soit ai
    as a avons avez ont avais avait avaient avoir eu aura aurait fait fais faire peux peut peuvent pouvez puis pourrais dois
    doit devez veux veut voudrais vais va ne n pas plus non très aussi même tout toute tous toutes autre autres comme alors
    ici là est-ce jusqu lorsqu`,
  es: `el la los las lo un una unos unas y e o u pero si no ni que qué quién quien cuál cual cuáles cuándo cuando dónde donde
    cómo como cuánto cuanto por porque para con sin sobre entre hasta desde hacia contra durante antes después de del al a en
    yo me mi mis mí tú tu tus te ti él ella ello nosotros vosotros ellos ellas se su sus le les nos os este esta esto estos
    estas ese esa eso esos esas aquel aquella soy eres es somos son era eran fue fueron ser sido sea estoy está están estaba
    estar he has ha hemos han había haber hay tengo tiene tienen tener puedo puede pueden podría poder debo debe hacer hago
    quiero voy va muy más menos también ya sólo solo todo toda todos todas otro otra otros algo algún alguna mismo aquí`,
  it: `il lo la i gli le l un uno una e ed o ma se che chi cui quale quali quando dove come perché perchè quanto di del dello
    della dei degli delle d dell a al allo alla ai agli alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei
    negli nelle nell con col su sul sullo sulla sui sugli sulle sull per tra fra senza io mi me mio mia miei mie tu ti te tuo
    tua tuoi tue lui lei noi ci voi vi loro si suo sua suoi sue nostro nostra vostro vostra questo questa questi queste quest
    quello quella quelli quelle sono sei è siamo siete era erano essere stato stata sarà sia ho hai ha abbiamo avete hanno
    aveva avere posso puoi può possiamo potete possono potrei devo deve fare faccio fa vorrei voglio non più molto anche già
    solo tutto tutta tutti tutte altro altra altri ne cosa qui`,
  pt: `o a os as um uma uns umas e ou mas se nem que quem qual quais quando onde como porque porquê por quanto de do da dos
    das em no na nos nas num numa ao aos à às pelo pela pelos pelas com sem para pra sobre entre até desde contra durante antes
    depois eu me mim meu minha meus minhas tu te ti teu tua você vocês ele ela eles elas nós vos lhe lhes seu sua seus suas
    nosso nossa este esta isto estes estas esse essa isso esses essas aquele aquela aquilo sou és é somos são era eram foi
    foram ser sido seja estou está estão estava estar tenho tem têm tinha ter há haver posso pode podem poderia poder devo deve
    fazer faço quero vou vai não mais muito também já só todo toda todos todas outro outra outros algum alguma mesmo aqui`,
  nl: `de het een en of maar als dan dat die dit deze wie wat welke wanneer waar waarom hoe van voor met zonder over onder uit
    op in aan bij naar tot door tegen om te tussen na ik me mij mijn m jij je jou jouw u uw hij hem zijn z zij ze haar wij we
    ons onze jullie hun zich is ben bent was waren wees geweest worden wordt word werd werden heb hebt heeft hebben had hadden
    kan kunt kunnen kon zou zouden moet moeten mag mogen wil wilt willen zal zullen doe doet doen niet geen ook nog al er hier
    daar zo zeer veel meer alle alles ander andere iets men`,
  sv: `en ett den det de dem och eller men om så att som vem vad vilken vilket vilka när var varför hur av för med utan över
    under ur på i till från vid mot genom mellan efter före jag mig min mitt mina du dig din ditt dina han honom hans hon henne
    hennes vi oss vår vårt våra ni er ert era sig sin sitt sina är var varit vara blir bli blev har hade haft ha kan kunde
    kunna ska skulle skall måste får fick vill ville gör göra inte ingen inget inga bara också här där denna detta dessa mycket
    mer alla allt annan andra än då`,
  da: `en et den det de dem og eller men hvis så at som hvem hvad hvilken hvilket hvilke hvornår hvor hvorfor hvordan af for
    med uden over under ud på i til fra ved mod gennem mellem efter før jeg mig min mit mine du dig din dit dine han ham hans
    hun hende hendes vi os vores i jer jeres sig sin sit sine er var været være bliver blive blev har havde haft have kan kunne
    skal skulle må måtte vil ville gør gøre ikke ingen intet kun også her der denne dette disse meget mere alle alt anden andre
    om end da når`,
  no: `en et ei den det de dem og eller men hvis så at som hvem hva hvilken hvilket hvilke når hvor hvorfor hvordan av for med
    uten over under ut på i til fra ved mot gjennom mellom etter før jeg meg min mitt mine du deg din ditt dine han ham hans
    hun henne hennes vi oss vår vårt våre dere deres seg sin sitt sine er var vært være blir bli ble har hadde hatt ha kan kunne
    skal skulle må måtte vil ville gjør gjøre ikke ingen bare også her der denne dette disse mye mer alle alt annen andre om
    enn da`,
  fi: `ja tai mutta jos niin kuin että kun vaan sekä eli joka jotka jonka mikä mitä missä mistä mihin milloin miksi miten kuka
    ketkä kuinka minä minun minua minulle sinä sinun sinua hän hänen se sen sitä siitä me meidän te teidän he heidän ne niiden
    tämä tämän tätä nämä tuo olen olet on olemme olette ovat oli olivat olla ollut ole en et ei emme ette eivät voin voi voiko
    voinko voivat pitää saa saako haluan myös vain jo vielä kaikki muu muut nyt sitten ilman kanssa`,
  ru: `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще
    ещё нет о из ему когда даже ну ли если уже или ни быть был была были него до вас опять вам ведь там потом себя ничего ей
    может они тут где есть надо ней для мы тебя их чем чего почему зачем сам чтоб чтобы без будто под кто этот эта это эти
    того этого какой какая какие который при об мой моя мои мое моё мне нам нас наш ваш ваша ваши можно могу можете нужно куда
    сколько как`,
  pl: `i a w we z ze na do od po o u za przy przez dla bez pod nad między oraz lub albo ale jeśli jeżeli gdy kiedy gdzie jak
    dlaczego czy co kto który która które jaki jaka jakie że żeby aby ja mnie mi mój moja moje ty cię ciebie twój on jego jej
    ona ono my nas nam nasz wy was wasz oni ich się siebie to ten ta te tego tej tym jest są był była było być będzie mam ma
    mają mieć mogę może można muszę nie tak też już tylko bardzo jeszcze`,
  tr: `ve veya ya da de ama fakat ile için gibi kadar göre ki mi mı mu mü ne neden niçin nasıl nerede kim hangi kaç bu şu o
    bunu bunun ben beni bana benim sen seni sana senin biz bizi bize bizim siz sizi size sizin onlar onun bir çok daha en var
    yok değil olan olarak oldu olur olmak mıyım miyim mısınız misiniz her hiç sonra önce`,
  cs: `a i v ve s se z ze na do od po o u za při pro bez pod nad mezi nebo ale jestli pokud když kdy kde jak proč zda co kdo
    který která které jaký jaká že aby já mě mi můj moje ty tě tvůj on jeho její ona my nás nám náš vy vás vám váš oni jejich
    si to ten ta te tento tato je jsou jsem jste byl byla bylo být bude mám má mají mít mohu můžu může můžete musím ne ano také
    už jen velmi ještě`,
  hu: `a az egy és vagy de ha hogy mert is nem ne van vannak volt voltak lesz lenni lehet kell tud ki mi mit mikor hol hova
    honnan miért hogyan melyik mennyi én engem nekem te téged ő neki mi minket nekünk ti ők ez azt ezt ezek azok itt ott csak
    már még meg el fel le be is sem nagyon több minden más után előtt alatt között nélkül`,
  ro: `și sau dar dacă când unde cum de ce cine care cât la în din pe cu fără pentru prin spre sub peste între după eu mă mie
    meu mea mei mele tu te ție tău ta el ea noi ne vă voi ei ele lor lui se își al a ai ale un o unei unui este sunt ești era
    fi fost va am are au avea pot poate puteți trebuie nu mai și foarte doar acest această aceste acel acea`,
} as const

export type Language = keyof typeof lists

export const languages = Object.keys(lists) as Language[]

export const stopWords = Object.fromEntries(
  Object.entries(lists).map(([language, list]) => [language, new Set(list.split(/\s+/))]),
) as Record<Language, Set<string>>
