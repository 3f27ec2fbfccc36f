// “A colleague will get back to you”, “I am connecting you with our team”: whoever says that has to make it true.
const promises: readonly RegExp[] = [
  /\bI(?:'|’)?(?: wi|’)?ll (?:now )?(?:connect|transfer|hand|pass|forward|escalate|put)\b[^.?!]{0,60}\b(?:human|person|agent|colleague|team|specialist|representative)\b/i,
  /\bI(?:'|’)?(?: a)?m (?:now )?(?:connecting|transferring|handing|passing|forwarding|escalating)\b[^.?!]{0,60}\b(?:human|person|agent|colleague|team|specialist|representative)\b/i,
  /\b(?:a (?:colleague|human|person|specialist|representative)|someone (?:from|on|in) our team|our (?:support )?team|a member of our team)\b[^.?!]{0,20}\bwill\b[^.?!]{0,30}\b(?:contact|reach out|get back|be in touch|reply|respond|take over|call|help you)\b/i,
  /\b(?:ein(?:e)? (?:Kollege|Kollegin|Mitarbeiter(?:in)?)|jemand aus (?:unserem|dem) Team|unser Team)\b[^.?!]{0,40}\b(?:meldet|melden|kontaktiert|übernimmt|antwortet)\b/i,
  /\bIch (?:verbinde|leite|übergebe|gebe)\b[^.?!]{0,60}\b(?:Kollegen|Kollegin|Mitarbeiter(?:in)?|Team|Menschen)\b/i,
  /\b(?:un (?:collègue|conseiller|membre de notre équipe)|notre équipe)\b[^.?!]{0,30}\b(?:vous (?:contactera|répondra|recontactera)|va vous (?:contacter|répondre|recontacter))/i,
  /\b(?:un (?:compañero|agente|colega)|alguien de nuestro equipo|nuestro equipo)\b[^.?!]{0,30}\b(?:se pondrá en contacto|le (?:contactará|responderá)|te (?:contactará|responderá))/i,
]

const conditional =
  /\b(?:if you|would you|should I|shall I|do you want|can I|may I|could|soll ich|möchten Sie|wenn Sie|voulez-vous|si vous|quiere que|si (?:quiere|desea))\b/i

/** Whether an answer promises, without a condition, that people will see to it. An offer is no promise. */
export const promisesPerson = (answer: string): boolean =>
  sentencesOf(answer).some(
    sentence =>
      !sentence.endsWith('?') && !conditional.test(sentence) && promises.some(promise => promise.test(sentence)),
  )

const sentencesOf = (text: string) => text.match(/[^.?!\n]+[.?!]*/g) ?? []
