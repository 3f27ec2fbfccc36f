/** The languages whose questions are told apart. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pt'

// Words that carry no topic. They tell the language of a question and are left out of the comparison.
const functionWords: Record<Language, Set<string>> = {
  en: setOf(`a about after all am an and any are as at be been but by can could did do does for from get had has have how i if in into is it its
    just many me much my need no not of on or our please should so some that the their them then there they this to too up us want was we were what when
    where which who why will with would you your`),
  de: setOf(`aber als am an auch auf aus bei bin bis bitte das dass dem den der des die dies diese dieser du ein eine einem einen einer er es
    euch für gibt habe haben hat ich ihr ihre im in ist ja kann kein keine man mein meine meinen meiner mich mir mit muss nach nicht noch nur ob oder
    sein sich sie sind so um und uns unser von vor wann war warum was welche welcher wenn wer werden wie wir wird wo wurde zu zum zur über`),
  fr: setOf(`ai après au aux avec avez avoir c ce ces cette combien comment d dans de des du elle en est et être fait faire il ils j je l la le les
    leur m ma mais me mes moi mon n ne nos notre nous on ont ou où par pas peut peux pour pourquoi puis qu quand que quel quelle quelles quels qui s
    sa se ses si son sont sur t un une vos votre vous y à`),
  es: setOf(`a al como con cuando cuanto cuál cuáles cuándo cuánto cómo de del desde donde dónde el ella en entre es esta este esto está estoy hay
    la las le les lo los me mi mis muy más no nos o para pero por porque puede puedo que qué quién se si sin sobre son su sus sí te tengo tiene tu un
    una y ya yo`),
  it: setOf(`a ai al alla anche che chi ci come con cosa cui da dal dalla dei del della delle devo di dopo dove e ed gli ha hanno ho i il in io l la
    le lo ma mi mia mie mio miei nel nella no non o ogni per perché più posso può qual quale quali quando quanto se sei si sono su sua sul suo ti tra
    un una vorrei è`),
  nl: setOf(`aan als bij dan dat de deze die dit doe door een en er geen had hebben heb heeft het hij hoe hoeveel hun ik in is je kan kunnen kun maar
    me mij mijn moet naar niet nog nu of om onder ons onze op ook over te tot u uit uw van voor waar waarom wanneer wat we welke wie wij wil worden
    wordt zijn zo`),
  pt: setOf(`a ao aos as com como da das de depois do dos e ela ele em entre essa esse esta este está eu foi há isso já la mais mas me meu meus minha
    minhas muito na nas no nos não o onde os ou para pela pelo por porque posso pode quais qual quando quanto que quem se sem ser seu sua são
    também tem têm temos tenho você vocês um uma você é à`),
}

function setOf(words: string) {
  return new Set(words.split(/\s+/))
}

const languages = Object.keys(functionWords) as Language[]

export const isFunctionWord = (word: string): boolean => languages.some(language => functionWords[language].has(word))

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const ownLetters: Partial<Record<Language, RegExp>> = {
  de: /[äöüß]/i,
  es: /[ñ¿¡]/i,
  fr: /[èëçœ]|\p{L}’\p{L}/iu,
  pt: /[ãõ]|ê[sm]?\b/i,
}

/** The language whose function words and letters the text uses most; English when it uses none. */
export function languageOf(text: string): Language {
  const words = wordsOf(text)
  let best: { language: Language; hits: number } = { language: 'en', hits: 0 }
  for (const language of languages) {
    const hits =
      words.filter(word => functionWords[language].has(word)).length + (ownLetters[language]?.test(text) ? 1 : 0)
    if (hits > best.hits) best = { language, hits }
  }
  return best.language
}
