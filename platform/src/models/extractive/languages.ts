import type { Language } from '../../spoken-language.ts'

export const nothingFound: Record<Language, string> = {
  en: 'I found nothing about that in the knowledge I have. No language model is configured yet, so I can only quote what is written there.',
  de: 'Dazu habe ich in meinem Wissen nichts gefunden. Es ist noch kein Sprachmodell eingerichtet, deshalb kann ich nur wiedergeben, was dort steht.',
  fr: 'Je n’ai rien trouvé à ce sujet dans mes connaissances. Aucun modèle de langage n’est encore configuré, je ne peux donc citer que ce qui y est écrit.',
  es: 'No he encontrado nada sobre eso en mi base de conocimientos. Todavía no hay ningún modelo de lenguaje configurado, así que solo puedo citar lo que está escrito en ella.',
  it: 'Non ho trovato nulla al riguardo nelle mie conoscenze. Non è ancora configurato alcun modello linguistico, quindi posso solo citare ciò che vi è scritto.',
  nl: 'Ik heb daarover niets gevonden in mijn kennisbank. Er is nog geen taalmodel ingesteld, dus ik kan alleen citeren wat daar staat.',
  pt: 'Não encontrei nada sobre isso na minha base de conhecimento. Ainda não há nenhum modelo de linguagem configurado, por isso só posso citar o que lá está escrito.',
}
