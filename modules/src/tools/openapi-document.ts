import { upgrade } from '@scalar/openapi-upgrader'
import { parse } from 'yaml'
import { Invalid } from '#errors'
import type { JsonSchema } from './schema-weight.ts'

export type Json = Record<string, unknown>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An OpenAPI document as version 3.1, whatever version and spelling it came in. Throws Invalid for anything else. */
export const readDocument = (given: string | Json): Json => {
  const document = typeof given === 'string' ? parsed(given) : given
  const version = isJson(document) ? String(document.openapi ?? '') : ''
  if (!isJson(document) || !/^3\.[0-2]\b/.test(version) || !isJson(document.paths))
    throw new Invalid('This is not an OpenAPI document of version 3: it needs `openapi` and `paths`.')
  try {
    return upgrade(structuredClone(document), '3.1') as Json
  } catch (cause) {
    throw new Invalid(`This OpenAPI document cannot be read: ${cause instanceof Error ? cause.message : cause}`)
  }
}

const parsed = (text: string): unknown => {
  try {
    // Aliases that multiply are how a small document becomes a very large one.
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' })
  } catch {
    throw new Invalid('This is neither JSON nor YAML.')
  }
}

/** What a reference of the document itself leads to; nothing is ever fetched. */
export const followed = (document: Json, node: unknown): unknown => {
  let at = node
  for (let hops = 0; isJson(at) && typeof at.$ref === 'string' && hops < 20; hops++) at = pointedAt(document, at.$ref)
  return isJson(at) && typeof at.$ref === 'string' ? undefined : at
}

const pointedAt = (document: Json, pointer: string): unknown => {
  if (!pointer.startsWith('#/')) return undefined
  const steps = pointer
    .slice(2)
    .split('/')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>((at, step) => (isJson(at) && Object.hasOwn(at, step) ? at[step] : undefined), document)
}

/** Collects the schemas that others refer to, so that each tool carries what it needs and no more. */
export class Definitions {
  readonly #document: Json
  readonly #names = new Map<string, string>()
  readonly #found: Record<string, unknown> = {}

  constructor(document: Json) {
    this.#document = document
  }

  /** A schema that stands by itself: its references lead to definitions. Throws Invalid where one leads nowhere. */
  standing(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map(each => this.standing(each))
    if (!isJson(schema)) return schema
    const copy = Object.fromEntries(
      Object.entries(schema)
        .filter(([key]) => !leftOut.has(key))
        .map(([key, value]) => [key, this.#standingAt(key, value)]),
    )
    return typeof schema.$ref === 'string' ? { ...copy, $ref: `#/$defs/${this.#nameOf(schema.$ref)}` } : copy
  }

  #standingAt(keyword: string, value: unknown): unknown {
    if (literal.has(keyword)) return value
    if (!named.has(keyword) || !isJson(value)) return this.standing(value)
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, this.standing(schema)]))
  }

  get all(): JsonSchema {
    return Object.keys(this.#found).length === 0 ? {} : { $defs: this.#found }
  }

  #nameOf(pointer: string): string {
    const known = this.#names.get(pointer)
    if (known) return known
    const target = pointedAt(this.#document, pointer)
    if (target === undefined) throw new Invalid(`The reference ${pointer} leads nowhere in this document.`)
    const name = `${(pointer.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_')}${this.#names.size || ''}`
    this.#names.set(pointer, name)
    this.#found[name] = this.standing(target)
    return name
  }
}

// What only documents about APIs say; a checker of schemas does not know them.
const leftOut = new Set(['xml', 'externalDocs', 'discriminator', 'example'])
const literal = new Set(['enum', 'const', 'default', 'examples'])
// What stands under these has names of its own, which are no keywords.
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas'])
