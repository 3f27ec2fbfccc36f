import { type Language, languageOf } from '@frontdesk/platform/spoken-language'
import { backLine } from './people-hours.ts'
import type { Brief } from './turn.ts'

const lines = {
  waiting: {
    en: 'A colleague has to approve this first. The answer comes here as soon as that is decided.',
    de: 'Das muss zuerst jemand aus unserem Team freigeben. Die Antwort kommt hier, sobald das entschieden ist.',
    fr: 'Un membre de notre équipe doit d’abord l’approuver. La réponse arrivera ici dès que ce sera décidé.',
    es: 'Alguien de nuestro equipo tiene que aprobarlo primero. La respuesta llegará aquí en cuanto se decida.',
    it: 'Prima deve approvarlo un nostro collega. La risposta arriverà qui appena sarà deciso.',
    nl: 'Een collega moet dit eerst goedkeuren. Het antwoord komt hier zodra dat beslist is.',
    pt: 'Um colega tem de aprovar isto primeiro. A resposta chega aqui assim que for decidido.',
  },
  handedOver: {
    en: 'I have passed this on to our team. Somebody will answer you here.',
    de: 'Ich habe das an unser Team weitergegeben. Jemand antwortet Ihnen hier.',
    fr: 'J’ai transmis votre demande à notre équipe. Quelqu’un vous répondra ici.',
    es: 'He pasado esto a nuestro equipo. Alguien le responderá aquí.',
    it: 'Ho passato la richiesta al nostro team. Qualcuno le risponderà qui.',
    nl: 'Ik heb dit doorgegeven aan ons team. Iemand antwoordt u hier.',
    pt: 'Passei isto à nossa equipa. Alguém lhe responderá aqui.',
  },
  failed: {
    en: 'I cannot answer this at the moment, so I have passed it on to our team. Somebody will answer you here.',
    de: 'Ich kann das gerade nicht beantworten und habe es an unser Team weitergegeben. Jemand antwortet Ihnen hier.',
    fr: 'Je ne peux pas répondre pour le moment et j’ai transmis votre demande à notre équipe. Quelqu’un vous répondra ici.',
    es: 'No puedo responder en este momento y lo he pasado a nuestro equipo. Alguien le responderá aquí.',
    it: 'In questo momento non posso rispondere e ho passato la richiesta al nostro team. Qualcuno le risponderà qui.',
    nl: 'Ik kan dit nu niet beantwoorden en heb het doorgegeven aan ons team. Iemand antwoordt u hier.',
    pt: 'Não consigo responder neste momento e passei isto à nossa equipa. Alguém lhe responderá aqui.',
  },
  limit: {
    en: 'I cannot answer any more at the moment. Please try again later.',
    de: 'Ich kann im Moment nicht weiter antworten. Bitte versuchen Sie es später noch einmal.',
    fr: 'Je ne peux plus répondre pour le moment. Veuillez réessayer plus tard.',
    es: 'En este momento no puedo seguir respondiendo. Inténtelo de nuevo más tarde.',
    it: 'Al momento non posso più rispondere. Riprovi più tardi.',
    nl: 'Ik kan op dit moment niet verder antwoorden. Probeer het later opnieuw.',
    pt: 'De momento não posso continuar a responder. Tente novamente mais tarde.',
  },
  disclosure: {
    en: 'You are talking to an AI.',
    de: 'Hier antwortet eine KI.',
    fr: 'C’est une IA qui vous répond.',
    es: 'Le responde una IA.',
    it: 'Le risponde un’IA.',
    nl: 'Hier antwoordt een AI.',
    pt: 'Quem responde é uma IA.',
  },
  notCovered: {
    en: 'I could not find a reliable answer to this.',
    de: 'Dazu konnte ich keine verlässliche Antwort finden.',
    fr: 'Je n’ai pas trouvé de réponse fiable à cette question.',
    es: 'No he encontrado una respuesta fiable a esto.',
    it: 'Non ho trovato una risposta affidabile.',
    nl: 'Ik heb hier geen betrouwbaar antwoord op gevonden.',
    pt: 'Não encontrei uma resposta fiável para isto.',
  },
} satisfies Record<string, Record<Language, string>>

/** What the product itself says to a customer, in the language of their question. */
export const lineFor = (line: keyof typeof lines, question: string): string => lines[line][languageOf(question)]

/** That people go on from here, in the organization's own words where it has any, and when they are back. */
export const handOverLine = (brief: Brief, line: 'handedOver' | 'failed', now: Date): string => {
  const own = brief.agent.handOver.line
  const said = own || lineFor(line, brief.question)
  const back = brief.businessHours && backLine(brief.businessHours, now, languageOf(own || brief.question))
  return back ? `${said} ${back}` : said
}
