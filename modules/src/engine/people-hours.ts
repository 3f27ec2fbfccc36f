import type { BusinessHours } from '@frontdesk/contract/business-hours'
import type { Language } from '@frontdesk/platform/spoken-language'
import { type LocalTime, presenceAt } from '#business-hours'

/** What the model is told of when people are there. */
export const hoursForModel = (hours: BusinessHours, at: Date): string => {
  const { now, holiday, isOpen, until } = presenceAt(hours, at)
  const told = [
    `Where the team works it is ${inWords(now)} (${hours.timeZone}).`,
    holiday && `The team is closed today; it is ${JSON.stringify(holiday)}.`,
    isOpen
      ? `People of the team are there now${until ? `, until ${inWords(until)} (${hours.timeZone})` : ''}.`
      : `Nobody of the team is there now.${until ? ` People are there again on ${inWords(until)} (${hours.timeZone}). Never promise a person before that.` : ''}`,
  ]
  return told.filter(part => part).join(' ')
}

const lines = {
  en: ({ day, time, zone }) => `Our team is back on ${day} at ${time} (${zone}).`,
  de: ({ day, time, zone }) => `Unser Team ist am ${day} um ${time} Uhr (${zone}) wieder da.`,
  fr: ({ day, time, zone }) => `Notre équipe est de retour le ${day} à ${time} (${zone}).`,
  es: ({ day, time, zone }) => `Nuestro equipo vuelve el ${day} a las ${time} (${zone}).`,
  it: ({ day, time, zone }) => `Il nostro team torna ${day} alle ${time} (${zone}).`,
  nl: ({ day, time, zone }) => `Ons team is er weer op ${day} om ${time} uur (${zone}).`,
  pt: ({ day, time, zone }) => `A nossa equipa volta ${day} às ${time} (${zone}).`,
} satisfies Record<Language, (when: { day: string; time: string; zone: string }) => string>

/** What a customer reads where nobody is there now: when people are back. Undefined while they are there. */
export const backLine = (hours: BusinessHours, at: Date, language: Language): string | undefined => {
  const { isOpen, until } = presenceAt(hours, at)
  if (isOpen || !until) return undefined
  const words = new Intl.DateTimeFormat(tags[language], day)
  // The zone by its place: what zones are called is not always what clocks there show.
  const zone = hours.timeZone.replaceAll('_', ' ')
  return lines[language]({ day: words.format(midnight(until)), time: until.time, zone })
}

// The words of a day without the American order of its parts.
const tags: Record<Language, string> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', it: 'it', nl: 'nl', pt: 'pt-PT' }

const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }
// Made once: making one takes longer than all that a prompt says.
const dayAndYear = new Intl.DateTimeFormat(tags.en, { ...day, year: 'numeric' })

const midnight = ({ date }: LocalTime) => new Date(`${date}T00:00Z`)
const inWords = (local: LocalTime) => `${dayAndYear.format(midnight(local))}, ${local.time}`
