import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// Everything that holds the house, cheapest first. Each tool is quiet when green and says how to mend what it finds.
const bin = (name: string) => `node_modules/.bin/${name}`

const tools: { name: string; holds: string; command: string; arguments: string[] }[] = [
  { name: 'shape', holds: 'rules of the house', command: process.execPath, arguments: ['scripts/check-shape.ts'] },
  ...['tsconfig.json', 'apps/dashboard/tsconfig.json', 'apps/widget/tsconfig.json'].filter(existsSync).map(project => ({
    name: 'tsc',
    holds: `types, ${project}`,
    command: bin('tsc'),
    arguments: ['--noEmit', '--project', project],
  })),
  {
    name: 'arrows',
    holds: 'who imports whom, no cycles, no dead files',
    command: process.execPath,
    arguments: ['scripts/check-arrows.ts'],
  },
  { name: 'knip', holds: 'no dead exports or dependencies', command: bin('knip'), arguments: ['--no-config-hints'] },
  {
    name: 'biome',
    holds: 'format and lint',
    command: bin('biome'),
    arguments: ['ci', '--colors=off', '--max-diagnostics=50', '.'],
  },
]

const started = performance.now()
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

let failed = 0
for (const tool of tools) {
  const since = performance.now()
  const run = spawnSync(tool.command, tool.arguments, {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const green = run.status === 0
  if (!green) {
    failed += 1
    process.stderr.write(`${run.stdout}${run.stderr}${run.error ? `${run.error.message}\n` : ''}`)
  }
  console.log(`${green ? '✓' : '✗'} ${tool.name.padEnd(7)} ${tool.holds} (${seconds(since)})`)
}

console.log(
  failed === 0
    ? `The house stands: ${tools.length} checks in ${seconds(started)}.`
    : `${failed} of ${tools.length} checks failed in ${seconds(started)}; each fault above says how to mend it.`,
)
process.exitCode = failed === 0 ? 0 : 1
