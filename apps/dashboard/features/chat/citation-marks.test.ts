import { expect, test } from 'vitest'
import { citationMarks } from './citation-marks.ts'

const paragraph = (...children: object[]) => ({ type: 'root', children: [{ type: 'paragraph', children }] })
const cite = (number: string) => ({
  type: 'citation',
  data: { hName: 'cite' },
  children: [{ type: 'text', value: number }],
})

test('marks in running text become citations, also two in a row', () => {
  const tree = paragraph({ type: 'text', value: 'Within 30 days [1][12].' })
  citationMarks()(tree)
  expect(tree).toEqual(
    paragraph({ type: 'text', value: 'Within 30 days ' }, cite('1'), cite('12'), { type: 'text', value: '.' }),
  )
})

test('code is left as it was written', () => {
  const tree = paragraph({ type: 'inlineCode', value: 'list[1]' })
  citationMarks()(tree)
  expect(tree).toEqual(paragraph({ type: 'inlineCode', value: 'list[1]' }))
})
