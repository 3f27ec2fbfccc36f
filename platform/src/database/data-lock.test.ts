import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataDirectory } from './data-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-lock-'))
})
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const lockFile = () => join(folder, 'frontdesk.lock')

const module = new URL('./data-lock.ts', import.meta.url).href

/** Another process that has the directory and keeps it. */
const otherOwner = async () => {
  const program = `import(${JSON.stringify(module)}).then(async m => { await m.lockDataDirectory(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000) })`
  const child = spawn(process.execPath, ['-e', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

test('a directory in use is refused by the pid of its owner, and nothing in it is touched', async () => {
  const { pid } = await otherOwner()
  const before = await readFile(lockFile(), 'utf8')
  await expect(lockDataDirectory(folder)).rejects.toThrow(`in use by process ${pid}. Stop that one first`)
  expect(await readFile(lockFile(), 'utf8')).toBe(before)
})

test('the lock of an owner who was killed is taken over at once', async () => {
  const child = await otherOwner()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const began = performance.now()
  const unlock = await lockDataDirectory(folder)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await readFile(lockFile(), 'utf8')).toContain(`"pid":${process.pid}`)
  await unlock()
})

test('a lock whose pid belongs to somebody else by now, or was left by another boot, is taken over', async () => {
  const { pid } = await otherOwner()
  const lock = JSON.parse(await readFile(lockFile(), 'utf8')) as object
  for (const stale of [{ ...lock, startedAt: '1' }, { ...lock, bootId: 'another', pid }, {}, 'not JSON', '']) {
    await writeFile(lockFile(), typeof stale === 'string' ? stale : JSON.stringify(stale))
    const unlock = await lockDataDirectory(folder)
    await unlock()
  }
})

test('giving it back leaves nothing, and the next may have it', async () => {
  for (let again = 0; again < 3; again++) {
    const unlock = await lockDataDirectory(folder)
    await expect(lockDataDirectory(folder)).rejects.toThrow(`in use by process ${process.pid}`)
    await unlock()
    expect(await readdir(folder)).toEqual([])
  }
})

test('of several who want a stale lock at once, one gets it, and nothing but the lock is left', async () => {
  for (let again = 0; again < 50; again++) {
    const dead = JSON.stringify({ pid: 1, startedAt: '1', bootId: 'another' })
    await writeFile(lockFile(), dead)
    if (again % 2) await writeFile(`${lockFile()}.takeover`, dead)
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDirectory(folder)))
    expect(tries.filter(each => each.status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['frontdesk.lock'])
  }
})

test('of several processes that want a stale lock at once, one gets it', async () => {
  const program = `import(${JSON.stringify(module)}).then(m => process.stdin.once('data', () => m.lockDataDirectory(process.argv[1]).then(() => console.log('locked'), e => console.log(e.message)))); console.log('ready')`
  for (let again = 0; again < 3; again++) {
    await writeFile(lockFile(), JSON.stringify({ pid: 1, startedAt: '1', bootId: 'another' }))
    const tries = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['-e', program, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
      children.push(child)
      return child
    })
    await Promise.all(tries.map(child => once(child.stdout, 'data')))
    const answers = tries.map(child => once(child.stdout, 'data').then(([text]) => String(text).trim()))
    for (const child of tries) child.stdin.write('now')
    const said = await Promise.all(answers)
    expect(said.filter(each => each === 'locked')).toHaveLength(1)
    expect(said.filter(each => each.includes('in use by process'))).toHaveLength(3)
    for (const child of tries) child.kill('SIGKILL')
  }
})
