import { expect, test } from 'vitest'
import { tokensIn } from './tokens.ts'

// As o200k_base counts them.
test.each([
  [26, 'Hello, I ordered two bells last week and one of them arrived broken. My order number is NW-4711, please.'],
  [21, 'Guten Tag, ich habe letzte Woche zwei Klingeln bestellt, und eine davon ist beschädigt angekommen.'],
  [35, 'Dzień dobry, w zeszłym tygodniu zamówiłem dwa dzwonki, a jeden z nich dotarł uszkodzony.'],
  [24, 'Здравствуйте, на прошлой неделе я заказал два звонка, и один из них пришёл сломанным.'],
  [23, '您好，我上周订购了两个铃铛，其中一个收到时已经坏了。我想要退款。'],
  [28, '4711 0815 2026-11-27 DE89370400440532013000 +49 170 1234567'],
])('what is %i tokens is not taken for fewer by more than a fifth, nor for three times as many', (counted, text) => {
  expect(tokensIn(text)).toBeGreaterThanOrEqual(counted * 0.8)
  expect(tokensIn(text)).toBeLessThan(counted * 3)
})
