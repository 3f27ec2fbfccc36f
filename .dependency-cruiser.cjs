const { globSync } = require('node:fs')
const { dirname } = require('node:path')

// Who may import whom. Each comment is printed beside a fault, so it says how to mend it.

const test = '\\.(test|suite)\\.tsx?$'
const tooling = '^(testing|e2e|bench|scripts)/'
const outsideRules = `${test}|${tooling}`
const ports = globSync('platform/src/*/port.ts')
  .map(dirname)
  .filter(port => port !== 'platform/src/database')

const floor = (own, below, mend) =>
  [
    { name: `arrow-${own}`, from: { path: `^${own}/`, pathNot: test }, allowed: [own, ...below] },
    { name: `arrow-${own}-tests`, from: { path: `^${own}/.*(${test})` }, allowed: [own, ...below, 'testing'] },
  ].map(({ allowed, ...rule }) => ({
    ...rule,
    severity: 'error',
    comment: `apps → api → modules → platform, and all may import contract; tests also testing/. ${mend}`,
    to: {
      path: '^(contract|platform|modules|api|apps|testing|e2e|bench|scripts)/',
      pathNot: `^(${allowed.join('|')})/`,
    },
  }))

const forbidden = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Type imports count. Move what both need into a file of its own that imports neither.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'dead-files',
    severity: 'error',
    comment: 'No way leads here from a program or from testing/; being tested is not being used. Delete it, or use it.',
    from: {
      path: '^(apps/[^/]+/(src/main\\.|app/|src/(loader|panel)/main\\.)|scripts/|bench/|e2e/|testing/)|-(worker|child)\\.ts$',
      pathNot: '\\.(test|suite)\\.tsx?$',
    },
    to: {
      path: '^(contract|platform|modules|api)/src/',
      pathNot: `${test}|\\.d\\.ts$|-(worker|child)\\.ts$`,
      reachable: false,
    },
  },
  {
    name: 'unresolvable',
    severity: 'error',
    comment: 'No such file, or a package that the workspace does not name in its package.json.',
    from: {},
    to: { couldNotResolve: true },
  },
  ...floor('contract', [], 'The contract knows nobody: move the import down into it, or the code up out of it.'),
  ...floor('platform', ['contract'], 'The platform serves any product: hand it what it needs as a value.'),
  ...floor(
    'modules',
    ['platform', 'contract'],
    'A module does not know how it is reached: return a value, announce an event.',
  ),
  ...floor('api', ['modules', 'platform', 'contract'], 'The api listens on no port and knows no host.'),
  ...floor(
    'apps',
    ['api', 'modules', 'platform', 'contract'],
    'Code that tests need lives in testing/; code that ships does not import it.',
  ),
  {
    name: 'apps-apart',
    severity: 'error',
    comment: 'Apps share through the contract, not with each other.',
    from: { path: '^apps/([^/]+)/', pathNot: test },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'browser-apps-have-no-second-door',
    severity: 'error',
    comment:
      'Dashboard and widget reach the product through the contract’s client; only the catch-all under app/api hosts the api.',
    from: { path: '^apps/(dashboard|widget)/', pathNot: `${test}|^apps/dashboard/app/api/` },
    to: { path: '^(platform|modules|api)/' },
  },
  {
    name: 'tests-ship-nowhere',
    severity: 'error',
    comment: 'Only tests import tests and suites. Move what is worth sharing into testing/.',
    from: { pathNot: outsideRules },
    to: { path: test },
  },
  {
    name: 'contract-imports-zod-only',
    severity: 'error',
    comment: 'The contract runs in browsers and in customers’ code: zod is all it may bring along.',
    from: { path: '^contract/', pathNot: test },
    to: { path: 'node_modules/|^node:|^[a-z_/]+$', pathNot: '^contract/|node_modules/zod/' },
  },
  {
    name: 'front-doors',
    severity: 'error',
    comment: 'A neighbour is visited by its front door: import from "#name" what its index.ts exports.',
    from: { path: '^modules/src/([^/]+)/', pathNot: test },
    to: { path: '^modules/src/[^/]+/', pathNot: '^modules/src/$1/|^modules/src/[^/]+/index\\.ts$' },
  },
  {
    name: 'front-doors-by-name',
    severity: 'error',
    comment: 'Say how far an import travels: "#knowledge", not "../knowledge/index.ts".',
    from: { path: '^modules/src/([^/]+)/' },
    to: {
      path: '^modules/src/[^/]+/index\\.ts$',
      pathNot: '^modules/src/$1/',
      dependencyTypesNot: ['aliased-subpath-import'],
    },
  },
  {
    name: 'front-doors-from-above',
    severity: 'error',
    comment:
      'From outside, a module shows index.ts and its ways in: routes.ts, jobs.ts, reactions.ts. Export it from index.ts.',
    from: { path: '^(api|apps)/', pathNot: test },
    to: { path: '^modules/src/[^/]+/', pathNot: '^modules/src/[^/]+/(index|routes|jobs|reactions)\\.ts$' },
  },
  {
    name: 'only-stores-know-the-database',
    severity: 'error',
    comment: 'Put the statement into this module’s store.ts (or a file named …-store.ts) and call that.',
    from: { path: '^(modules|api)/', pathNot: `(^|[/-])store\\.ts$|^modules/src/context\\.ts$|${test}` },
    to: { path: '^platform/src/database/|node_modules/(pg|@prisma|@electric-sql)/' },
  },
  {
    name: 'only-routes-know-hono',
    severity: 'error',
    comment: 'Requests end in routes.ts and in api/; hand the verb plain values.',
    from: {
      path: '^(contract|platform|modules|apps/dashboard|apps/widget)/',
      pathNot: `^modules/src/[^/]+/routes\\.ts$|${test}|^apps/dashboard/app/api/`,
    },
    to: { path: 'node_modules/(hono|@hono)/' },
  },
  ...ports.map(port => ({
    name: `port-${port.split('/').at(-1)}`,
    severity: 'error',
    comment:
      'A port is known by its port.ts; compose.ts alone picks the adapter. Export the type from port.ts, or take the port as a value.',
    from: { path: '^(platform|modules|api|apps)/', pathNot: `^${port}/|^platform/src/compose\\.ts$|${test}` },
    to: { path: `^${port}/`, pathNot: `^${port}/port\\.ts$` },
  })),
  {
    name: 'port-database',
    severity: 'error',
    comment: 'Which database serves is compose.ts’s business; everybody else takes it as a value.',
    from: { path: '^(platform|modules|api|apps)/', pathNot: `^platform/src/(database/|compose\\.ts$)|${test}` },
    to: { path: '^platform/src/database/(open|migrate|pglite|postgres)[^/]*\\.ts$' },
  },
]

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules|/generated/' },
    exclude: { path: '^apps/[^/]+/(\\.next|out|dist)/|/next-env\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
