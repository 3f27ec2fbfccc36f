import { answers, asks, type DemoConversation } from './conversation.ts'

/** Customers with an order on its way, in their hands or in need of mending. */
export const afterBuying: DemoConversation[] = [
  {
    customer: { name: 'Eoin Byrne', email: 'eoin.byrne@mail.example' },
    status: 'open',
    messages: [
      asks(21, 'My parcel to Galway has not moved since last Tuesday. That is six working days. Order BS20418836'),
      answers(
        21,
        'That is long enough to act: within the EU, tell us after 5 working days without a new scan. We open an investigation with the carrier on the same working day; it may take up to 8 working days, and you hear from us on day 4 and at the end [1]. Orders up to €150 that you need urgently are usually sent again without waiting [1].',
        'lost-parcels',
      ),
      asks(17, 'I leave for Iceland on Friday and the tent is in it. Can I talk to a person?'),
      answers(
        17,
        'Of course. I am passing this on with your order number, the six working days and your departure on Friday, so that you need not repeat it.',
      ),
    ],
  },
  {
    customer: { name: 'Lucas Peeters', email: 'lucas.peeters@post.example' },
    status: 'resolved',
    messages: [
      asks(742, 'My Corrie arrived and the fork seems to be on backwards??'),
      answers(
        742,
        'It is probably only turned for transport. Turn the fork so that the brake caliper is on the left side, seen from the saddle. Then put in the handlebar, centre it and tighten the four bolts crosswise [1].',
        'bike-assembly',
      ),
      asks(731, 'Ok that worked. How tight?'),
      answers(731, 'Handlebar clamp 5 Nm, stem to steerer 6 Nm, front thru axle 12 Nm [1].', 'bike-assembly'),
      asks(718, 'And the left pedal does not go in, I think the thread is broken'),
      answers(
        718,
        'Before you force it: the left pedal has a left-hand thread and turns anticlockwise. Begin by hand, look for the mark L, and tighten to 35 Nm at the end [1].',
        'bike-assembly',
      ),
      asks(709, 'Ha, that was it. No torque wrench here though.'),
      answers(
        709,
        'All our shops lend one free of charge for three days [1]. And the first service is free within three months of delivery or up to 300 km, so a mechanic can check everything once more [2].',
        'bike-assembly',
        'workshop',
      ),
    ],
  },
  {
    customer: { name: 'Camille Durand', email: 'camille.durand@mail.example' },
    status: 'resolved',
    messages: [
      asks(1133, 'Bonjour, ma veste est trop petite. Je suis à Nantes. Puis-je l’échanger contre un M ?'),
      answers(
        1133,
        'Bonjour. Depuis la France, l’échange par colis n’est pas possible : renvoyez la veste et commandez la bonne taille. Envoyez-nous les deux numéros de commande et nous remboursons le port de la seconde [1]. Le retour coûte 4,95 €, déduits du remboursement [1].',
        'fr-retours',
      ),
      asks(1128, 'D’accord, et j’ai combien de temps ?'),
      answers(1128, 'Vous avez 30 jours après la livraison [1].', 'fr-retours'),
    ],
  },
  {
    customer: { name: 'Anneke de Wit', email: 'anneke.dewit@post.example' },
    status: 'resolved',
    messages: [
      asks(4330, 'I bought a digital gift card for my sister yesterday and she has nothing in her inbox'),
      answers(
        4330,
        'It normally arrives within 10 minutes, unless a later day was chosen. Please ask her to look in the spam folder for gifts@brackenspoke.example. You can also send the e-mail again from the order page [1].',
        'gift-cards',
      ),
      asks(4322, 'Sent again, she has it now. How long can she wait with spending it?'),
      answers(4322, 'Five years from the day of purchase; a rest stays on the card [1].', 'gift-cards'),
    ],
  },
  {
    customer: { name: 'Matteo Ricci', email: 'matteo.ricci@mail.example' },
    status: 'resolved',
    messages: [
      asks(8645, 'You have charged my card twice for the same order!'),
      answers(
        8645,
        'I understand that this is annoying. Nearly always one of the two is the reservation of a failed attempt, and the bank releases it after 3 to 5 working days. If both are still there after a week, send us a statement that shows the two lines [1].',
        'payment-methods',
      ),
      asks(8639, 'ok I will wait. In my account there is only one order, so that fits'),
      answers(
        8639,
        'That fits indeed: one order is one payment. Write here again if the second line is still there in a week.',
      ),
    ],
  },
  {
    customer: { name: 'Nina Sørensen', email: 'nina.sorensen@post.example' },
    status: 'resolved',
    messages: [
      asks(10090, 'My Marten battery gets weak. Bought 18 months ago. How do I know if it is covered?'),
      answers(
        10090,
        'Hold the power button for ten seconds; the display shows charging cycles and remaining capacity [1]. It is a warranty case if it shows less than 70 % within two years and before 500 full charges [1].',
        'battery-care',
      ),
      asks(10078, '64 % and 420 cycles. I am in Aarhus, can I post it to you?'),
      answers(
        10078,
        'By these figures it is a case for the warranty [1]. But please do not post it: parcel services refuse batteries over 100 Wh. Call us on +31 43 055 0142; we send an approved box and a carrier who fetches it, which is free under warranty [2].',
        'warranty',
        'battery-transport',
      ),
      asks(10071, 'Great, and how long will it take until I have an answer?'),
      answers(10071, 'We decide within 10 working days of its arrival [1].', 'warranty'),
    ],
  },
]
