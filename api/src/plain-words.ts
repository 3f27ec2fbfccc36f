import { z } from 'zod'

const number = (value: number | bigint) => value.toLocaleString('en')

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  file: 'a file',
}

const formats: Record<string, string> = {
  email: 'This is no e-mail address.',
  uuid: 'This is no id.',
  url: 'This is no address. It begins with https:// or http://.',
  datetime: 'This is no moment. Write it like 2026-11-27T10:00:00Z.',
  date: 'This is no date. Write it like 2026-11-27.',
}

const oneOf = (values: readonly unknown[]) =>
  values.length === 1 ? `This has to be ${values[0]}.` : `This has to be one of ${values.join(', ')}.`

const tooSmall = (origin: string, least: number | bigint) => {
  if (origin === 'string') return least === 1 ? 'Fill this in.' : `Use at least ${number(least)} characters.`
  if (origin === 'array') return least === 1 ? 'Give at least one.' : `Give at least ${number(least)}.`
  return `The least is ${number(least)}.`
}

const tooBig = (origin: string, most: number | bigint) => {
  if (origin === 'string') return `Use at most ${number(most)} characters.`
  if (origin === 'array') return `Give at most ${number(most)}.`
  return `The most is ${number(most)}.`
}

/** What is wrong with a field, in a sentence for whoever filled it in; undefined leaves it to the schema's library. */
const sentenceOf = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'This is missing.'
      const kind = kinds[issue.expected]
      return kind && `This has to be ${kind}.`
    }
    case 'invalid_value':
      return issue.input === undefined ? 'This is missing.' : oneOf(issue.values)
    case 'invalid_format':
      return formats[issue.format]
    case 'invalid_union':
      return issue.input === undefined ? 'This is missing.' : 'This has none of the forms that are taken here.'
    case 'too_small':
      return issue.inclusive === false ? undefined : tooSmall(issue.origin, issue.minimum)
    case 'too_big':
      return issue.inclusive === false ? undefined : tooBig(issue.origin, issue.maximum)
    default:
      return undefined
  }
}

/** From here on what a schema refuses is told in the product's words, unless the schema has some of its own. */
export const speakPlainly = () => z.config({ customError: sentenceOf })
