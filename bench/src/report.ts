import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { pinning } from './cores.ts'
import { digits, type Figure, verdictOf } from './figures.ts'

const page = new URL('../README.md', import.meta.url)
const kept = new URL('../results.json', import.meta.url)

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${pinning}`

// Read before anything is started: what others were doing on the machine at the time.
const othersLoad = loadavg()[0] ?? 0

type Entry = Figure & { date: string; command: string; machine: string; othersLoad: number }

export const conditions = () => `${machine}; load average before: ${digits(othersLoad)}`

export function print(figures: readonly Figure[]) {
  const rows = figures.map(figure => {
    const limit = (value: number | undefined) =>
      value === undefined ? '' : `${figure.moreIsBetter ? '≥' : '≤'} ${value}`
    return [
      figure.name,
      `${digits(figure.value)} ${figure.unit}`.trim(),
      limit(figure.must),
      limit(figure.aim),
      verdictOf(figure),
      figure.detail,
    ]
  })
  const table = [['figure', 'measured', 'must', 'aim', 'keeps', 'in detail'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map(row => row[column]?.length ?? 0))) ?? []
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

/** Replaces what was recorded under the same names, and the table in README.md with it. */
export function record(figures: readonly Figure[], command: string) {
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
  const entries = new Map(readEntries().map(entry => [entry.name, entry]))
  for (const figure of figures) entries.set(figure.name, { ...figure, date, command, machine, othersLoad })
  const all = [...entries.values()]
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`)
  const text = readFileSync(page, 'utf8')
  writeFileSync(
    page,
    text.replace(/(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/, (_, from, to) => from + tableOf(all) + to),
  )
}

const readEntries = (): Entry[] => {
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Entry[]
  } catch {
    return []
  }
}

const tableOf = (entries: Entry[]) => {
  const rows = entries.map(entry => {
    const sign = entry.moreIsBetter ? '≥' : '≤'
    const limit = (value: number | undefined) => (value === undefined ? '' : `${sign} ${value}`)
    const verdict = verdictOf(entry)
    const shown = verdict === 'missed' ? '**missed**' : verdict
    return `| ${entry.name} | ${digits(entry.value)} ${entry.unit} | ${limit(entry.must)} | ${limit(entry.aim)} | ${shown} | ${entry.detail} | \`${entry.command}\`, ${entry.date}, ${digits(entry.othersLoad)} |`
  })
  const machines = [...new Set(entries.map(entry => entry.machine))].map(each => `Measured on ${each}.`)
  const head =
    '| figure | measured | must | aim | keeps | in detail | command, date (UTC), load of others |\n| --- | --- | --- | --- | --- | --- | --- |'
  return `${machines.join('\n')}\n\n${head}\n${rows.join('\n')}\n`
}
