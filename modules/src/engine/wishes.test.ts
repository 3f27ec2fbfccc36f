import { expect, test } from 'vitest'
import { asksForPerson } from './asks-for-person.ts'
import { promisesPerson } from './promises-person.ts'

test.each([
  'I want to talk to a human.',
  'Can I speak with a real person please?',
  'human please',
  'Please connect me to a live agent',
  'Let me talk to a representative!!',
  'Ich möchte mit einem Menschen sprechen',
  'Kann ich bitte mit einem Mitarbeiter reden?',
  'Je voudrais parler à un conseiller',
  'Quiero hablar con una persona real',
  'Vorrei parlare con un operatore',
  'Quero falar com um atendente',
  'Ik wil met een medewerker praten, kan ik spreken met een medewerker?',
  'I want to talk to a person, please.',
  'Can I speak with someone about my refund?',
  'Please connect me with an agent',
  'Kann ich mit jemandem sprechen?',
  'Quiero hablar con una persona',
  'Vorrei parlare con una persona',
  'Ik wil iemand spreken, kan ik praten met iemand?',
])('“%s” asks for a person', message => {
  expect(asksForPerson(message)).toBe(true)
})

test.each([
  'Can a person under 18 rent a bike?',
  'I do not want to talk to a human.',
  'What is your returns policy?',
  'Is the agent for the Berlin shop open on Sunday?',
  'My sales rep sold me the wrong helmet, can I return it?',
  'Wie viele Menschen passen auf das Lastenrad?',
  'Does the representative sample include lights?',
  'I need the human resources address for an application',
  '',
  'Can a person return a bike for somebody else?',
  'How do I transfer my ticket to another person?',
  'I talked to someone yesterday and they said five days',
  'I do not want to talk to a person',
  'Is the bike delivered with a person present?',
])('“%s” does not', message => {
  expect(asksForPerson(message)).toBe(false)
})

test.each([
  'I’ll connect you with a colleague right away.',
  'I am transferring you to our support team.',
  'Someone from our team will get back to you shortly.',
  'A specialist will contact you within a day.',
  'Ein Kollege meldet sich morgen bei Ihnen.',
  'Un membre de notre équipe vous répondra demain.',
])('“%s” promises a person', answer => {
  expect(promisesPerson(`Thank you. ${answer}`)).toBe(true)
})

test.each([
  'Would you like me to connect you with a colleague?',
  'If you want, a colleague will get back to you.',
  'Our team builds every bike by hand.',
  'You will get your refund within 30 days.',
  'You can reach our team by mail.',
])('“%s” does not', answer => {
  expect(promisesPerson(answer)).toBe(false)
})
