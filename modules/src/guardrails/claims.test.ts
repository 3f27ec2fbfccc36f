import { expect, test } from 'vitest'
import { evidenceOf, isCovered } from './claims.ts'

const knowledge = [
  'You can send back every bicycle within 30 days. A refund takes five working days. Return shipping costs 19.90 euros for bicycles and is free for clothing.',
  'Delivery within Germany takes 3 to 5 working days. Delivery to Austria takes 7 working days and costs 49 euros. We do not deliver to Switzerland.',
  'The Trail 500 weighs 12.4 kg and costs 1,299 euros. Its battery has 625 watt hours and lasts up to 120 kilometres. The frame has a warranty of ten years.',
  'Our workshop in Hamburg is open from Monday to Friday, 9:00 to 18:00. On Saturdays it closes at 14:00. Inspections need an appointment and cost 89 euros.',
  'You may pay by card, PayPal or invoice. Invoices are due within 14 days. Financing starts at orders of 600 euros.',
  'Gift vouchers are valid for three years. They cannot be paid out in cash. Used bicycles are sold with a warranty of one year.',
  '{"order":"A-1042","status":"shipped","carrier":"DHL","expected":"2026-12-03","total":"1348.00 EUR"}',
]
const supported = `You can send back a bicycle within 30 days.
Every bicycle can be sent back within 30 days.
A refund takes 5 working days.
The refund takes five working days.
Return shipping for bicycles costs 19,90 euros.
Return shipping costs 19.90 euros for bicycles.
Return shipping is free for clothing.
For clothing, return shipping is free.
Delivery within Germany takes 3 to 5 working days.
Within Germany, delivery takes three to five working days.
Delivery to Austria takes 7 working days.
Delivery to Austria costs 49 euros.
Delivery to Austria takes seven working days and costs 49 euros.
We do not deliver to Switzerland.
Unfortunately we do not deliver to Switzerland.
The Trail 500 weighs 12.4 kg.
The Trail 500 weighs 12,4 kg and costs 1.299 euros.
The Trail 500 costs 1299 euros.
Its battery has 625 watt hours.
The battery lasts up to 120 kilometres.
The battery of the Trail 500 has 625 watt hours.
The frame has a warranty of 10 years.
The frame has a ten years warranty.
Our workshop in Hamburg is open from Monday to Friday.
The workshop is open Monday to Friday from 9:00 to 18:00.
On Saturdays it closes at 14:00.
On Saturdays the workshop closes at 14:00.
Inspections need an appointment.
Inspections cost 89 euros.
An inspection costs 89 euros and needs an appointment.
You may pay by card, PayPal or invoice.
You can pay by invoice.
You can pay by PayPal.
You can pay by card.
Invoices are due within 14 days.
An invoice is due within fourteen days.
Financing starts at orders of 600 euros.
Financing is possible for orders of 600 euros.
Gift vouchers are valid for 3 years.
Vouchers are valid for three years.
Vouchers cannot be paid out in cash.
Gift vouchers cannot be paid out in cash.
Used bicycles are sold with a warranty of one year.
Used bicycles have a warranty of one year.
Your order A-1042 has the status shipped.
Your order A-1042 is shipped.
The total of order A-1042 is 1348.00 EUR.
The carrier of your order is DHL.
It is expected on 2026-12-03.
Order A-1042 is expected on 3.12.2026.
You wrote that you are 187 cm tall.
Is there anything else about the Trail 500?
Which bicycle do you mean?
I am sorry about the trouble.
Thank you for your patience.
I could not find anything about that.
You're welcome!
Hello!
Please tell me your order number.
Let me look that up.
- Delivery to Austria: 49 euros
1. Inspections cost 89 euros. [1]
Clothing: return shipping is free. [[1]]`.split('\n')
const unsupported = `You can send back a bicycle within 60 days.
You can send back every bicycle within 14 days.
A refund takes 30 days.
A refund takes two working days.
Return shipping costs 9.90 euros for bicycles.
Return shipping for bicycles costs 49 euros.
We give you a voucher of 50 euros.
Delivery within Germany takes 1 working day.
Delivery within Germany takes 24 hours.
Delivery to Austria costs 19.90 euros.
Delivery to Austria takes 14 working days.
Delivery to France takes 7 working days.
Delivery to Poland costs 49 euros.
We deliver to Switzerland.
We deliver to Switzerland for 99 euros.
The Trail 500 weighs 14.2 kg.
The Trail 500 costs 1,199 euros.
The Trail 700 costs 1,299 euros.
The Trail 500 has a Bosch motor.
The Trail 500 is made of carbon.
Its battery has 500 watt hours.
The battery lasts up to 180 kilometres.
The battery charges in four hours.
The frame has a lifelong warranty.
The frame has a warranty of 5 years.
The battery has a warranty of 2 years.
Our workshop in Berlin is open daily.
Our workshop is open on Sundays.
The workshop opens at 8:00.
On Saturdays it closes at 18:30.
Inspections are free in the first year.
Inspections cost 49 euros.
An inspection costs 120 euros.
Inspections do not need an appointment.
You may pay with Bitcoin.
You can pay by Klarna in instalments.
Apple Pay and Google Pay are accepted.
Invoices are due within 30 days.
Invoices are due immediately.
Financing starts at orders of 1000 euros.
Financing has an interest rate of 0 percent.
Gift vouchers are valid for five years.
Gift vouchers never expire.
Vouchers can be paid out in cash.
Used bicycles are sold with a warranty of two years.
Used bicycles can be returned within 100 days.
Your order A-1043 is shipped.
Your order A-1042 arrives on 2026-12-24.
The total of order A-1042 is 999.00 EUR.
The carrier of your order is UPS.
Your parcel was damaged in transit.
I have refunded 1348 euros to your card.
We guarantee the lowest price.
You get 10 percent off your next order.
I promise that a technician comes tomorrow.
Our founder Anna Schmidt designed it.
All helmets are certified by TÜV.
Students get a special discount.
Insurance is included with every bicycle.
We rent bicycles by the day.
Our bicycles are built in Portugal.
The customer hotline is 040 123456.
Children's bicycles are in stock in three colours.`.split('\n')

test('statements that the knowledge covers are told from others', () => {
  const evidence = evidenceOf(knowledge, ['I am 187 cm tall. Does the Trail 500 fit me?'])
  const removed = supported.filter(sentence => !isCovered(sentence, evidence))
  const missed = unsupported.filter(sentence => isCovered(sentence, evidence))
  const found = unsupported.length - missed.length
  expect({ supported: supported.length, unsupported: unsupported.length }).toEqual({ supported: 63, unsupported: 63 })
  expect(found / (found + removed.length), `wrongly removed:\n${removed.join('\n')}`).toBeGreaterThanOrEqual(0.9)
  expect(found / unsupported.length, `missed:\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.9)
})
