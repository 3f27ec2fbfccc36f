import { isObject, jsonProblem, prettyJson } from '../../ui/json-text.ts'

/** One parameter as a person fills it in; what is too rich for a field of its own is written as JSON. */
export type ArgumentField = {
  name: string
  kind: 'text' | 'number' | 'yes-no' | 'choice' | 'json'
  description: string
  required: boolean
  choices: string[]
  /** What stands there at first. */
  start: string
}

type Schema = Record<string, unknown>

const asSchema = (value: unknown): Schema => (isObject(value) ? value : {})

/** The fields for a schema's parameters; undefined where it says more than names and their types. */
export const argumentFieldsOf = (schema: Schema): ArgumentField[] | undefined => {
  const isRich = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'patternProperties'].some(word => word in schema)
  if (isRich || !isObject(schema.properties)) return isRich ? undefined : []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).map(([name, property]) => {
    const inner = asSchema(property)
    const kind = kindOf(inner)
    return {
      name,
      kind,
      description: typeof inner.description === 'string' ? inner.description : '',
      required: required.includes(name),
      choices: kind === 'choice' ? (inner.enum as string[]) : [],
      start: kind === 'json' && required.includes(name) ? prettyJson(skeletonOf(inner, schema)) : '',
    }
  })
}

const kindOf = ({ type, enum: choices }: Schema): ArgumentField['kind'] => {
  if (Array.isArray(choices)) return choices.every(each => typeof each === 'string') ? 'choice' : 'json'
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  return type === 'boolean' ? 'yes-no' : 'json'
}

const deepest = 5
const blanks: Record<string, unknown> = { string: '', number: 0, integer: 0, boolean: false, array: [], null: null }

/** Something to begin with: every required property at a blank value. */
export const skeletonOf = (schema: Schema, whole: Schema, depth = 0): unknown => {
  if (typeof schema.$ref === 'string')
    return depth < deepest ? skeletonOf(definitionOf(schema.$ref, whole), whole, depth + 1) : null
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type !== 'object' && !isObject(schema.properties)) return blanks[String(type)] ?? null
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const properties = asSchema(schema.properties)
  return Object.fromEntries(
    required.map(name => [name, depth < deepest ? skeletonOf(asSchema(properties[name]), whole, depth + 1) : null]),
  )
}

const definitionOf = (reference: string, whole: Schema): Schema =>
  reference
    .split('/')
    .slice(1)
    .map(word => word.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, word) => asSchema(place[word]), whole)

/** The arguments that were filled in; what was left empty is not given. */
export const argumentsOf = (fields: readonly ArgumentField[], written: Record<string, string>) =>
  Object.fromEntries(
    fields.flatMap(({ name, kind, start }) => {
      const text = written[name] ?? start
      return text === '' ? [] : [[name, readValue(kind, text)]]
    }),
  )

const readValue = (kind: ArgumentField['kind'], text: string): unknown => {
  if (kind === 'number') return Number(text)
  if (kind === 'yes-no') return text === 'yes'
  return kind === 'json' ? JSON.parse(text) : text
}

/** Whether every field that is written as JSON is JSON. */
export const areReadable = (fields: readonly ArgumentField[], written: Record<string, string>) =>
  fields.every(({ name, kind, start }) => {
    const text = written[name] ?? start
    return kind !== 'json' || text === '' || jsonProblem(text) === undefined
  })
