import { wordsOf } from '@frontdesk/platform/spoken-language'

// What people are called whom one asks for, and what one says to ask for them, in the languages that are told apart.
const person =
  '(?:human(?: being| agent)?(?! resources| rights| error)|real (?:person|human|agent)|(?:live|human|support|service) (?:agent|person|representative|rep)|representative|menschen?|mitarbeiter(?:in)?|echten? (?:menschen?|person)|(?:vraie? |véritable )?(?:personne|humain|conseiller|conseillère)|(?:una )?persona (?:real|vera)|humano|agente humano|operatore(?: umano)?|pessoa(?: real)?|atendente(?: humano)?|mens|medewerker|echt (?:mens|persoon))'
const wish =
  '(?:(?:talk|speak|chat|connect|transfer|put|switch|get|give|let|need|want)\\b.{0,30}|(?:mit|an) (?:einem?r?|einen|jemandem?) .{0,15}|(?:parler|discuter) (?:à|avec) .{0,10}|(?:hablar|chatear) con .{0,10}|(?:parlare) con .{0,10}|(?:falar) com .{0,10}|(?:praten|spreken) met .{0,10}|(?:spreek|praat).{0,25})'
const wishes = new RegExp(`\\b${wish}\\b${person}(?= |$)`, 'u')
// Words that mean one of us only where somebody wants to talk to them: a person may return a bike, too.
const talking =
  '(?:(?:talk|speak|chat) (?:to|with)|(?:connect|transfer) me (?:to|with)|put me through to|hablar con|chatear con|parlare con|praten met|spreken met)(?: an?| the| una?| een)?'
const somebody = '(?:person|agent|operator|someone|somebody|persona|agente|alguien|qualcuno|persoon|iemand)'
const talks = new RegExp(
  `\\b(?:${talking} ${somebody}|mit (?:einer person|jemandem) (?:sprechen|reden|chatten))(?= |$)`,
  'u',
)
const nothingElse = new RegExp(`^(?:please )?(?:an? |the |einen? )?${person}(?: please| bitte)?$`, 'u')
const never = /\b(?:don t|do not|no need|not want|nicht|kein|pas|no quiero|non voglio|não quero|niet|geen)\b/u

const longest = 25

/**
 * Whether a message plainly asks to speak with a person, and little more. Whatever is not that plain is for the agent to
 * judge: “Can a person return a bike for somebody else?” is a question like any other.
 */
export const asksForPerson = (message: string): boolean => {
  const words = wordsOf(message)
  if (words.length > longest) return false
  const text = words.join(' ')
  return !never.test(text) && (nothingElse.test(text) || wishes.test(text) || talks.test(text))
}
