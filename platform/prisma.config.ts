import { defineConfig } from 'prisma/config'

// Generating the client never runs the schema engine, yet Prisma downloads it unless it is told of one.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'src/database/schema',
  migrations: { path: 'src/database/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
