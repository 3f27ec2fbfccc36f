import { expect, test } from 'vitest'
import { brokenLinks, emptyFolderNames, longFiles, silencedRules } from './files.ts'
import { laterModulesUsed, statementsOutsideStores, uncataloguedModules } from './modules.ts'
import { unprovenPorts } from './ports.ts'
import { tablesWithTwoWriters } from './tables.ts'
import type { Fault, SourceFile } from './tree.ts'

const file = (path: string, text = ''): SourceFile => ({ path, text })
const places = (faults: Fault[]) => faults.map(({ at }) => at)

test('a file of 250 lines may stand, one line more may not', () => {
  expect(places(longFiles([file('api/src/a.ts', 'x\n'.repeat(250)), file('api/src/b.ts', 'x\n'.repeat(251))]))).toEqual(
    ['api/src/b.ts'],
  )
})

test('folders are named for what they hold, except the dashboard’s lib', () => {
  const tree = [
    file('modules/src/agents/utils/a.ts'),
    file('apps/dashboard/lib/a.ts'),
    file('apps/dashboard/ui/lib/a.ts'),
  ]
  expect(places(emptyFolderNames(tree))).toEqual(['modules/src/agents/utils/', 'apps/dashboard/ui/lib/'])
})

test('nothing silences the compiler, the linter or a test; a test may be skipped on a condition', () => {
  const silent = [
    '// @ts-',
    'ignore\n',
    '// biome-',
    'ignore lint: no\n',
    'test.on',
    'ly(f)\n',
    'test.sk',
    "ip('a', f)\n",
  ]
  const tree = [
    file('a.test.ts', silent.join('')),
    file('b.test.ts', "test.skip(!chromium, 'no browser')\ntest.skipIf(x)(f)"),
  ]
  expect(places(silencedRules(tree))).toEqual(['a.test.ts:1', 'a.test.ts:2', 'a.test.ts:3', 'a.test.ts:4'])
})

test('a link to a page that went away is found', () => {
  const tree = [file('docs/a.md', '[here](../LICENSE) [gone](./gone.md) [web](https://example.org/x) [part](#part)')]
  expect(brokenLinks(tree).map(({ what }) => what)).toEqual(['a link to ./gone.md, which does not exist'])
})

test('a module outside the catalog is found', () => {
  expect(places(uncataloguedModules([file('modules/src/zoo/index.ts')]))).toContain('modules/src/zoo/')
})

test('a module may use those above it in the catalog and no other; its tests may use all', () => {
  const tree = [
    file('modules/src/agents/a.ts', "import { x } from '#identity'\nimport { y } from '#engine'"),
    file('modules/src/agents/a.test.ts', "import { y } from '#engine'"),
  ]
  expect(places(laterModulesUsed(tree))).toEqual(['modules/src/agents/a.ts:2'])
})

test('statements leave from stores', () => {
  const tree = ['agents/store.ts', 'agents/turn-store.ts', 'agents/restore.ts'].map(name =>
    file(`modules/src/${name}`, 'ctx.sql([])'),
  )
  expect(places(statementsOutsideStores(tree))).toEqual(['modules/src/agents/restore.ts:1'])
})

const schema = file('platform/src/database/schema/a.prisma', 'model Agent {\n  id String\n\n  @@map("agents")\n}\n')

test('a table that two modules write is found, whether by Prisma or by SQL', () => {
  const tree = [
    schema,
    file('modules/src/agents/store.ts', 'tx.agent.create({})\n tx.agent.findMany({})'),
    file('modules/src/engine/store.ts', 'UPDATE "agents" SET a = 1'),
  ]
  expect(places(tablesWithTwoWriters(tree))).toEqual(['modules/src/engine/store.ts:1'])
})

test('reading another module’s table, and locking rows, are no writes', () => {
  const tree = [
    schema,
    file('modules/src/agents/store.ts', 'insert into agents (id) values (1) on conflict do update set id = 1'),
    file('modules/src/engine/store.ts', 'select * from agents for update; tx.agent.findFirst({})'),
  ]
  expect(tablesWithTwoWriters(tree)).toEqual([])
})

const port = [
  file('platform/src/cache/port.ts'),
  file('platform/src/cache/memory.ts'),
  file('platform/src/cache/redis.ts'),
  file(
    'platform/src/compose.ts',
    "import { memory } from './cache/memory.ts'\nimport { redis } from './cache/redis.ts'",
  ),
]

test('every adapter that is composed runs the suite of its port', () => {
  const tree = [
    ...port,
    file('platform/src/cache/cache.suite.ts'),
    file('platform/src/cache/cache.test.ts', "import './cache.suite.ts'\nimport './memory.ts'"),
  ]
  expect(places(unprovenPorts(tree))).toEqual(['platform/src/cache/redis.ts'])
})

test('a port without a suite is found', () => {
  expect(places(unprovenPorts(port))).toContain('platform/src/cache')
})
