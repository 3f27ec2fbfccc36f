import { answers, asks, type DemoConversation } from './conversation.ts'

/** Customers who are still making up their minds. */
export const beforeBuying: DemoConversation[] = [
  {
    customer: { name: 'Sofia Lindqvist', email: 'sofia.lindqvist@mail.example' },
    status: 'resolved',
    messages: [
      asks(38, 'Is the Aachen shop open on Saturday afternoon?'),
      answers(
        38,
        'Yes. On Saturdays Aachen is open from 10:00 to 18:00 [1]. You find it at Weberhof 7, with 12 parking places in the yard [1].',
        'stores',
      ),
    ],
  },
  {
    customer: { name: 'Priya Raman', email: 'priya.raman@post.example' },
    status: 'resolved',
    messages: [
      asks(305, 'Hi, I live in Bristol and want to order a rain jacket for about £180. What will customs cost me?'),
      answers(
        305,
        'Above £135 you pay us the price without VAT. The carrier then collects 20 % import VAT, duty where it applies, and a handling fee of £12 [1]. Clothing made in the EU enters without duty; clothing made elsewhere usually costs 12 %. The product page names the country of origin [1].',
        'customs-uk-norway',
      ),
      asks(301, 'And if I send it back, do I get all that back?'),
      answers(
        301,
        'The price, yes, within 30 days; the return shipping is at your own expense. VAT and duty that you paid to the carrier you claim from HMRC, and we send you the proof of return on request. The handling fee cannot be refunded [1].',
        'customs-uk-norway',
      ),
    ],
  },
  {
    customer: { name: 'Hannah Vogel', email: 'hannah.vogel@mail.example' },
    status: 'resolved',
    messages: [
      asks(1502, 'I am 1.70 m with an inside leg of 79 cm. S or M for the Fallow?'),
      answers(
        1502,
        'Both would do: S goes up to 170 cm height and 79 cm inside leg, M begins at 169 cm and 79 cm [1]. Take S if you ride in a sporty way or have short arms, M for long tours and a more upright position [1].',
        'bike-sizes',
      ),
      asks(1497, 'Long tours, mostly. Can I try one before I decide?'),
      answers(
        1497,
        'Then M. Test rides are free in all shops; bring an identity document and plan 30 minutes. The product page shows under "Try it" which sizes stand in which shop [1].',
        'bike-sizes',
      ),
      asks(1492, 'And if I order it and it is wrong after all?'),
      answers(
        1492,
        'In the Netherlands, Belgium, Germany and Luxembourg we exchange it: you pay €39 for the collection and the other frame is delivered free [1]. A test ride of up to 20 km on dry roads is fine, as long as the bike comes back clean and in its box [2].',
        'exchanges',
        'returns',
      ),
    ],
  },
  {
    customer: { name: 'Tomasz Zieliński', email: 'tomasz.zielinski@post.example' },
    status: 'open',
    messages: [
      asks(64, 'Hello, do you take my old trekking bike in part payment if I buy a Marten 7?'),
      answers(
        64,
        'I am sorry, our help pages do not say whether we take bikes in part payment, and I do not want to guess. Shall I pass your question to a colleague? They are in the chat from Monday to Friday 08:00–20:00 and on Saturday 10:00–16:00 [1].',
        'contact',
      ),
      asks(61, 'Yes please. It is a 2019 model, about 6,000 km, new chain.'),
      answers(
        61,
        'Thank you. I have noted the year, the distance and the new chain for my colleague. You will hear from them here or by e-mail.',
      ),
    ],
  },
  {
    customer: { name: 'Jonas Albrecht', email: 'jonas.albrecht@mail.example' },
    status: 'resolved',
    messages: [
      asks(2895, 'Darf ich mein Marten im Zug mitnehmen, und kann ich den Akku unterwegs laden?'),
      answers(
        2895,
        'Mitnehmen ja: In der Bahn darf der Akku im Rad bleiben. Laden ist in den meisten Zügen nicht erlaubt [1].',
        'de-akku',
      ),
      asks(2890, 'Und auf dem Fahrradträger am Auto?'),
      answers(
        2890,
        'Dann nehmen Sie den Akku bitte heraus und legen ihn in der Tasche in den Wagen [1]. Steht das Rad im Auto, darf der Akku darin bleiben, wenn es gesichert ist [1].',
        'de-akku',
      ),
    ],
  },
  {
    customer: { name: 'Ingrid Haugen', email: 'ingrid.haugen@post.example' },
    status: 'resolved',
    messages: [
      asks(5760, 'Can I get a Heron delivered to Bergen?'),
      answers(
        5760,
        'Unfortunately not: we do not send bikes to Norway [1]. Parcels are possible; up to 5 kg they cost €17.95 and take 5–9 working days [2].',
        'bike-delivery',
        'customs-uk-norway',
      ),
      asks(5755, 'Pity. Could I pick one up in Ghent in August when I am there?'),
      answers(
        5755,
        'Yes. Choose "Collect" and Ghent at the checkout and pay online; the bike is assembled and ready after 3–5 working days, and collecting is free. We keep it for 14 days, and you can extend that once by 7 days [1].',
        'click-and-collect',
      ),
    ],
  },
]
