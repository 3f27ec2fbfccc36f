import type { LanguageModel } from '@frontdesk/platform/models/port'
import { withRetries } from '@frontdesk/platform/models/retry'
import { done, failing, hasty, hear, played, says } from '@frontdesk/testing/played-model'
import { expect, test } from 'vitest'
import { withFallback } from './fallback.ts'

const asSpare = (language: LanguageModel) => () => Promise.resolve({ language, model: 'second-choice' })

test('a fallback answers where the model cannot, and is asked by its own name', async () => {
  const [broken, spare] = [played([failing('quota')]), played([says('Hello Vera'), done])]
  expect(await hear(withFallback(withRetries(broken, hasty), asSpare(spare)))).toBe('Hello Vera')
  expect(broken.asked).toEqual(['first-choice'])
  expect(spare.asked).toEqual(['second-choice'])
})

test('a silent model is not waited for twice when a fallback stands by', async () => {
  const [silent, spare] = [played(['silence']), played([says('Hello Vera'), done])]
  expect(await hear(withFallback(withRetries(silent, hasty), asSpare(spare)))).toBe('Hello Vera')
  expect(silent.asked).toHaveLength(1)
})

test('a request that the model refuses is not carried to the fallback', async () => {
  const [refusing, spare] = [played([failing('bad-request')]), played([says('Hello'), done])]
  const model = withFallback(withRetries(refusing, hasty), asSpare(spare))
  await expect(hear(model)).rejects.toMatchObject({ kind: 'bad-request' })
  expect(spare.asked).toHaveLength(0)
})

test('whoever failed is not asked again, and a fallback that cannot be reached leaves the first failure', async () => {
  const [broken, spare] = [played([failing('quota')]), played([says('Hello'), done])]
  const model = withFallback(broken, asSpare(spare))
  expect([await hear(model), await hear(model)]).toEqual(['Hello', 'Hello'])
  expect([broken.asked.length, spare.asked.length]).toEqual([1, 2])
  const gone = () => Promise.reject(new Error('There is no such connection'))
  await expect(hear(withFallback(broken, gone))).rejects.toMatchObject({ kind: 'quota' })
})

test('what was said already is not said again by another model', async () => {
  const [breaking, spare] = [played([says('Hel'), failing('network')]), played([says('Hello'), done])]
  await expect(hear(withFallback(breaking, asSpare(spare)))).rejects.toMatchObject({ kind: 'network' })
  expect(spare.asked).toHaveLength(0)
})
