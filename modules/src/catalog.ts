/** The modules in dependency order: each may use the front doors of those above it, and of no other. */
export const modules = [
  'audit',
  'secrets',
  'idempotency',
  'mail',
  'identity',
  'teams',
  'security',
  'models',
  'agents',
  'mcp',
  'tools',
  'knowledge',
  'conversations',
  'engine',
  'hand-over',
  'demo',
] as const
