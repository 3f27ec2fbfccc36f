import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { RE2JS } from 're2js'
import { Invalid } from '#errors'
import { type JsonSchema, weightOf } from './schema-weight.ts'

const mostCharacters = 64 * 1024
const mostKept = 500
const mostWeight = 250_000

/**
 * Patterns come from people outside: this engine takes time in proportion to the text, whatever the pattern. What it does
 * not know, such as looking ahead, is shown to the model and not enforced.
 */
const safePattern = (pattern: string) => {
  // Ajv takes two patterns that are written alike for one.
  const named = { toString: () => pattern }
  try {
    const safe = RE2JS.compile(RE2JS.translateRegExp(pattern))
    return { test: (text: string) => safe.matcher(text).find(), ...named }
  } catch {
    return { test: () => true, ...named }
  }
}
const regExp = Object.assign(safePattern, { code: 'safePattern' })

const newAjv = () => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    coerceTypes: false,
    useDefaults: false,
    // A schema is never fetched, and two tools may name theirs alike.
    addUsedSchema: false,
    code: { regExp },
    logger: false,
  })
  formats.default(ajv)
  // It meant something in an older draft; in this one it is a word like any other.
  ajv.removeKeyword('id')
  return ajv
}

const compiled = new Map<string, ValidateFunction>()

const compile = (schema: JsonSchema): ValidateFunction => {
  const text = JSON.stringify(schema)
  const known = compiled.get(text)
  if (known) return known
  // Which draft it says it is of makes no difference to what it means here.
  const { $schema: _, ...meant } = schema
  const validate = newAjv().compile(meant)
  if (compiled.size >= mostKept) compiled.clear()
  compiled.set(text, validate)
  return validate
}

/** Throws Invalid for what is no JSON Schema of an object. */
export const checkParameterSchema = (schema: JsonSchema): void => {
  const refuse = (message: string) => new Invalid(message, [{ pointer: '/parameters', message }])
  if (weightOf(schema) > mostWeight) throw refuse('This schema is nested too deeply, or has too many alternatives.')
  if (JSON.stringify(schema).length > mostCharacters) throw refuse('This schema is too large: 64 kB of JSON at most.')
  if ((schema.type ?? 'object') !== 'object') throw refuse('The schema must be of an object: `"type": "object"`.')
  try {
    compile(schema)
  } catch (error) {
    throw refuse(`This is not a JSON Schema (2020-12): ${error instanceof Error ? error.message : error}.`)
  }
}

/** What is wrong with these arguments, in words for the model that wrote them; undefined when nothing is. */
export const faultOf = (schema: JsonSchema, given: unknown): string | undefined => {
  if (!isObject(given)) return 'they must be one JSON object'
  const validate = compile(schema)
  if (validate(given)) return undefined
  return (validate.errors ?? []).slice(0, 8).map(inWords).join('; ')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asObject = (value: unknown) => (isObject(value) ? value : {})

const inWords = ({ instancePath, message, params }: ErrorObject) => {
  const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : ''
  const allowed = 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues)}` : ''
  return `${instancePath || 'the arguments'} ${message ?? 'is wrong'}${extra}${allowed}`
}

/** The names that arguments have by this schema. */
export const parametersOf = ({ properties }: JsonSchema): ReadonlySet<string> =>
  new Set(Object.keys(asObject(properties)))

/** The schema without the parameters that the product fills in: what a model is shown. */
export const withoutBound = (schema: JsonSchema, bound: Record<string, unknown>): JsonSchema => {
  const { properties, required, ...rest } = schema
  const shown = Object.entries(asObject(properties)).filter(([name]) => !Object.hasOwn(bound, name))
  const needed = Array.isArray(required) ? required.filter(name => !Object.hasOwn(bound, String(name))) : []
  return {
    type: 'object',
    ...rest,
    properties: Object.fromEntries(shown),
    ...(needed.length ? { required: needed } : {}),
  }
}
