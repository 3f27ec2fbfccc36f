type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  description?: string
  format?: string
}
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  'x-permission': string
  'x-fresh-session'?: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}
type Document = {
  info: { title: string; description: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

/** The reference as one page without scripts, so that it reads anywhere and finds by the browser's own search. */
export const referencePage = ({ info, paths, components }: Document): string => {
  const schemas = components?.schemas ?? {}
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '')
  const nav = [...groups]
    .map(
      ([tag, of]) =>
        `<h2>${tag}</h2>${of.map(each => `<a href="#${each.operation.operationId}">${each.operation.operationId}</a>`).join('')}`,
    )
    .join('')
  const body = [...groups]
    .map(([tag, of]) => `<h2>${tag}</h2>${of.map(each => section(each, schemas)).join('')}`)
    .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${info.title}</title><style>${style}</style></head><body><nav aria-label="Endpoints">${nav}</nav>
<main><h1>${info.title}</h1><p>${escaped(info.description)}</p>
<p>Machine-readable: <a href="/api/v2/openapi.json">/api/v2/openapi.json</a> (OpenAPI 3.1).</p>${body}</main></body></html>`
}

const section = (
  { path, method, operation }: { path: string; method: string; operation: Operation },
  schemas: Record<string, Schema>,
) => {
  const parameters = (operation.parameters ?? [])
    .map(each => row(each.name, `${each.in}${each.required ? ', required' : ''}`, each.schema, schemas))
    .join('')
  const bodies = Object.entries(operation.requestBody?.content ?? {})
    .map(([type, { schema }]) => `<h4>Body <small>${type}</small></h4>${table(schema, schemas)}`)
    .join('')
  const replies = Object.entries(operation.responses)
    .map(([status, reply]) => `<li><b>${status}</b> ${escaped(reply.description)}</li>`)
    .join('')
  const reply = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1].content?.[
    'application/json'
  ]
  return `<section id="${operation.operationId}"><h3><code><b>${method.toUpperCase()}</b> ${escaped(path)}</code></h3>
<p>${escaped(operation.summary)}</p><p><small>Needs: ${operation['x-permission']}${freshness(operation)}</small></p>
${parameters ? `<h4>Parameters</h4><table>${parameters}</table>` : ''}${bodies}
${reply ? `<h4>Reply</h4>${table(reply.schema, schemas)}` : ''}<ul>${replies}</ul></section>`
}

const freshness = ({ 'x-fresh-session': when }: Operation) =>
  when === undefined ? '' : `; a fresh session${when === 'always' ? '' : ` ${escaped(when)}`}`

const resolve = (schema: Schema, schemas: Record<string, Schema>): Schema =>
  schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema

const table = (schema: Schema, schemas: Record<string, Schema>): string => {
  const { properties, required = [] } = resolve(schema, schemas)
  if (!properties) return `<p>${typeName(schema, schemas)}</p>`
  const rows = Object.entries(properties).map(([name, property]) =>
    row(name, required.includes(name) ? 'required' : '', property, schemas),
  )
  return `<table>${rows.join('')}</table>`
}

const row = (name: string, note: string, schema: Schema, schemas: Record<string, Schema>) =>
  `<tr><td><code>${escaped(name)}</code></td><td>${typeName(schema, schemas)}</td><td>${note} ${escaped(resolve(schema, schemas).description ?? '')}</td></tr>`

const typeName = (given: Schema, schemas: Record<string, Schema>): string => {
  const schema = resolve(given, schemas)
  if (schema.enum) return schema.enum.map(value => escaped(JSON.stringify(value))).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(each => typeName(each, schemas)).join(' | ')
  if (schema.type === 'array') return `list of ${typeName(schema.items ?? {}, schemas)}`
  if (schema.properties) return `{ ${Object.keys(schema.properties).map(escaped).join(', ')} }`
  return escaped([schema.type, schema.format].flat().filter(Boolean).join(' '))
}

const escaped = (text: string) => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

const style = `:root{color-scheme:light dark;--line:light-dark(#dee2e6,#373a40);--soft:light-dark(#495057,#a6a7ab)}
body{margin:0;font:14px/1.55 system-ui,sans-serif;display:grid;grid-template-columns:220px minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:16px;border-right:1px solid var(--line);box-sizing:border-box}
nav h2{font-size:12px;margin:16px 0 4px}nav a{display:block;padding:2px 0;color:inherit;text-decoration:none}nav a:hover{text-decoration:underline}
main{padding:24px;max-width:860px}section{border-top:1px solid var(--line);padding:8px 0 16px}h3{font-size:15px;overflow-wrap:anywhere}h4{margin:12px 0 4px}
table{border-collapse:collapse;width:100%}td{border-bottom:1px solid var(--line);padding:4px 12px 4px 0;vertical-align:top;overflow-wrap:anywhere}small{color:var(--soft)}
@media(max-width:700px){body{display:block}nav{position:static;height:auto;border:0}main{padding:16px}}`
