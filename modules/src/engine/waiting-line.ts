import { type Language, languageOf } from '@frontdesk/platform/spoken-language'

const lines: Record<Language, string> = {
  en: 'A colleague has to approve this first. The answer comes here as soon as that is decided.',
  de: 'Das muss zuerst jemand aus unserem Team freigeben. Die Antwort kommt hier, sobald das entschieden ist.',
  fr: 'Un membre de notre équipe doit d’abord l’approuver. La réponse arrivera ici dès que ce sera décidé.',
  es: 'Alguien de nuestro equipo tiene que aprobarlo primero. La respuesta llegará aquí en cuanto se decida.',
  it: 'Prima deve approvarlo un nostro collega. La risposta arriverà qui appena sarà deciso.',
  nl: 'Een collega moet dit eerst goedkeuren. Het antwoord komt hier zodra dat beslist is.',
  pt: 'Um colega tem de aprovar isto primeiro. A resposta chega aqui assim que for decidido.',
}

/** What a customer reads while a person decides, in the language of their question. */
export const waitingLine = (question: string): string => lines[languageOf(question)]
