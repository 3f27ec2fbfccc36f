import { isObject, prettyJson } from '../../ui/json-text.ts'

export type ParameterType = 'text' | 'number' | 'whole' | 'yes-no' | 'texts' | 'wholes'

/** One parameter as a person describes it. */
export type ParameterRow = { name: string; type: ParameterType; description: string; isNeeded: boolean }

export const parameterTypes: Record<ParameterType, string> = {
  text: 'Text',
  number: 'Number',
  whole: 'Whole number',
  'yes-no': 'Yes or no',
  texts: 'List of texts',
  wholes: 'List of whole numbers',
}

const schemas: Record<ParameterType, object> = {
  text: { type: 'string' },
  number: { type: 'number' },
  whole: { type: 'integer' },
  'yes-no': { type: 'boolean' },
  texts: { type: 'array', items: { type: 'string' } },
  wholes: { type: 'array', items: { type: 'integer' } },
}

export const schemaTextOf = (rows: readonly ParameterRow[]) => {
  const named = rows.map(row => ({ ...row, name: row.name.trim() })).filter(({ name }) => name !== '')
  const properties = named.map(({ name, type, description }) => [
    name,
    { ...schemas[type], ...(description.trim() && { description: description.trim() }) },
  ])
  return prettyJson({
    type: 'object',
    properties: Object.fromEntries(properties),
    required: named.filter(({ isNeeded }) => isNeeded).map(({ name }) => name),
  })
}

/** The rows for a schema; undefined where it is no JSON, or says more than rows can. */
export const rowsOf = (text: string): ParameterRow[] | undefined => {
  const schema = parsed(text)
  if (!schema || !hasOnly(schema, ['type', 'properties', 'required'])) return undefined
  const { properties = {}, required = [] } = schema
  if (schema.type !== 'object' || !isObject(properties) || !Array.isArray(required)) return undefined
  const rows = Object.entries(properties).map(([name, property]) => rowOf(name, property, required.includes(name)))
  return rows.every(row => row !== undefined) ? rows : undefined
}

const rowOf = (name: string, property: unknown, isNeeded: boolean): ParameterRow | undefined => {
  if (!isObject(property)) return undefined
  const { description = '', ...schema } = property
  const type = Object.keys(schemas).find(
    each => JSON.stringify(schemas[each as ParameterType]) === JSON.stringify(schema),
  )
  return type !== undefined && typeof description === 'string'
    ? { name, type: type as ParameterType, description, isNeeded }
    : undefined
}

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const hasOnly = (schema: object, names: readonly string[]) => Object.keys(schema).every(name => names.includes(name))
