const commonWords: Record<string, string> = {
  en: 'the of and to in is you that it for was on are with as be at this have from or by not your can will we our if how when which do does my an all what there their been has more about please',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn ihr ihre ihren können wir ich kann bitte unsere innerhalb',
  fr: 'le la les de des du un une et est en que qui dans pour pas sur au avec il elle ce cette ne se sont plus par vous nous votre vos notre nos mais ou si leur être fait tout aux ont été comme peut peuvent vous je mon ma mes même très sans sous entre jours',
  es: 'el la los las de del y en que es un una por con para no se su al lo como más pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos usted cómo nuestro nuestra pedido',
  it: 'il lo la i gli le di del della dei delle e è in che un una per con non si da sono come al alla anche più ma se ha nel nella dal su questo questa ho mi ci o tutto fare essere quando molto può possono suo sua tuo tua nostro nostra gli dopo senza ogni giorni ordine entro',
  nl: 'de het een en van in is dat op te voor met zijn niet aan er om ook als dan maar bij uit nog door over je wij we jouw uw u ik hij zij hebben heeft kan kunnen wordt worden naar deze dit wat of moet mijn onze ons geen meer tot binnen bestelling dagen',
  pt: 'o a os as de do da dos das e em que é um uma por com para não se no na nos nas ao aos mais como mas foi ele ela sua seu ou ser quando muito já eu também só pelo pela até isso entre depois sem mesmo seus quem está você são tem às nosso nossa pode podem seu dias',
  sv: 'och i att det som en på är av för den till med inte har de om ett han men var jag sig så vid kan från eller när ut nu vi du dig din ditt dina vår våra mycket efter upp under ska skulle hur alla också må mig inom hos bara blir måste vad',
  da: 'og i at det er en til af den på for med der ikke de har jeg som et vi kan du han sig var om men så eller hvis når din dit dine vores fra hvor mig dig nu ud være efter meget også skal blev hun blive bliver hvordan hvad nogle noget inden hos bare alle kun mod',
  no: 'og i det er en til av den på for med ikke de har jeg som et vi kan du han seg var om men så eller hvis når din ditt dine vår våre fra hvor meg deg nå ut være etter mye også skal ble hun bli blir hvordan hva noen noe innen hos bare alle kun mot å',
  fi: 'ja on ei se että joka hän oli mutta ovat kun niin tai myös voi ole jos sen mukaan kuin vain voit sinun meidän teidän minun tämä nämä sitä siitä ne me te he minä sinä mitä miten missä koska kanssa sekä jälkeen ennen aina vielä jo nyt olla ollut tilaus tilauksen päivän kuluessa',
  pl: 'i w na z do się nie to że jest o jak ale po co tak za od już przez dla czy być są lub oraz który która które może można tego jego jej ich twoje twój nasz nasze jeśli gdy tylko także przed bardzo ma będzie aby ze pod zamówienie dni ciągu',
  tr: 've bir bu için ile de da ne o mi en çok daha gibi var olarak sonra kadar ama ben sen biz siz olan değil ya her şey nasıl ise veya hem sizin bizim benim olup göre tarafından içinde zaman üzerinde önce iyi eğer olabilir sipariş gün lütfen',
  cs: 'a se v na je že to s z do o i ve jako za k by jsem si po ale pro tak jsou od které který která nebo už jen než při být podle jeho její jejich může můžete vás vám váš vaše naše jak když tak pokud také před není bude mezi let dnů objednávka',
}

const ownLetters: Record<string, string> = {
  de: 'ßäöü',
  fr: 'êèçœûôù',
  es: 'ñáíóú',
  it: 'òìù',
  pt: 'ãõçâ',
  sv: 'åäö',
  da: 'æøå',
  no: 'æøå',
  fi: 'äö',
  pl: 'łżśźąęćń',
  tr: 'ğışç',
  cs: 'ěřůčšž',
}

/** The languages in which each common word is common. */
export const wordsOf = invert(Object.entries(commonWords).map(([language, words]) => [language, words.split(' ')]))

/** The languages that write each unusual letter. */
export const languageOfLetters = invert(
  Object.entries(ownLetters).map(([language, letters]) => [language, [...letters]]),
)

export const signLetters = new RegExp(`[${[...languageOfLetters.keys()].join('')}]`, 'g')

function invert(lists: [string, string[]][]): Map<string, string[]> {
  const languagesOf = new Map<string, string[]>()
  for (const [language, signs] of lists)
    for (const sign of new Set(signs)) languagesOf.set(sign, [...(languagesOf.get(sign) ?? []), language])
  return languagesOf
}
