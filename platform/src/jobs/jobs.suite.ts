import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { Jobs } from './port.ts'

const patience = { timeout: 10_000, interval: 20 }

/** `open` gives jobs that have not started yet, and ends them with the test. */
export function jobsSuite(name: string, open: () => Promise<Jobs>): void {
  async function begin(): Promise<{ jobs: Jobs; queue: string; done: unknown[] }> {
    const jobs = await open()
    await jobs.start()
    return { jobs, queue: `test.${randomUUID()}`, done: [] }
  }

  test(`${name}: a job brings its payload to the handler, once, whether it or the handler came first`, async () => {
    const { jobs, queue, done } = await begin()
    await jobs.send(queue, { documentId: 'early', at: new Date(0) })
    await jobs.work(queue, async payload => void done.push(payload))
    await jobs.send(queue, { documentId: 'late' })
    await vi.waitFor(() => expect(done).toHaveLength(2), patience)
    await sleep(50)
    expect(done).toEqual([{ documentId: 'early', at: '1970-01-01T00:00:00.000Z' }, { documentId: 'late' }])
  })

  test(`${name}: a handler named before the start works after it`, async () => {
    const jobs = await open()
    const done: unknown[] = []
    await jobs.work('test.before-start', async payload => void done.push(payload))
    await jobs.schedule('test.before-start', '0 3 * * *')
    await jobs.start()
    await jobs.send('test.before-start', { number: 1 })
    await vi.waitFor(() => expect(done).toEqual([{ number: 1 }]), patience)
  })

  test(`${name}: a failing job is tried again, and knows which try it is`, async () => {
    const { jobs, queue, done } = await begin()
    await jobs.work(queue, async (_, { attempt }) => {
      done.push(attempt)
      if (attempt === 1) throw new Error('the model was away')
    })
    await jobs.send(queue, {})
    await vi.waitFor(() => expect(done).toEqual([1, 2]), patience)
  })

  test(`${name}: a job that fails for good does not hold up the others`, async () => {
    const { jobs, queue, done } = await begin()
    let tries = 0
    await jobs.work(queue, async payload => {
      if (JSON.stringify(payload).includes('broken')) {
        tries += 1
        throw new Error('not a PDF')
      }
      done.push(payload)
    })
    await jobs.send(queue, { file: 'broken' }, { retryLimit: 0 })
    await jobs.send(queue, { file: 'good' })
    await vi.waitFor(() => expect(done).toEqual([{ file: 'good' }]), patience)
    await sleep(1_500)
    expect(tries).toBe(1)
  })

  test(`${name}: of one key only one job waits; while it runs the next may wait`, async () => {
    const { jobs, queue, done } = await begin()
    for (const number of [1, 2, 3]) await jobs.send(queue, { number }, { singletonKey: 'catalogue' })
    const first = Promise.withResolvers<void>()
    await jobs.work(queue, async payload => {
      done.push(payload)
      await first.promise
    })
    await vi.waitFor(() => expect(done).toEqual([{ number: 1 }]), patience)
    for (const number of [4, 5]) await jobs.send(queue, { number }, { singletonKey: 'catalogue' })
    first.resolve()
    await vi.waitFor(() => expect(done).toEqual([{ number: 1 }, { number: 4 }]), patience)
  })

  test(`${name}: as many run at once as the concurrency says, and no more`, async () => {
    const { jobs, queue, done } = await begin()
    let running = 0
    let most = 0
    for (let number = 0; number < 9; number++) await jobs.send(queue, { number })
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await sleep(100)
      running -= 1
      done.push('done')
    }
    await jobs.work(queue, work, { concurrency: 3 })
    await vi.waitFor(() => expect(done).toHaveLength(9), patience)
    expect(most).toBe(3)
  })

  test(`${name}: a handler may send the next job of its own queue`, async () => {
    const { jobs, queue, done } = await begin()
    await jobs.work(queue, async () => {
      done.push(done.length)
      if (done.length < 5) await jobs.send(queue, {})
    })
    await jobs.send(queue, {})
    await vi.waitFor(() => expect(done).toEqual([0, 1, 2, 3, 4]), patience)
  })

  test(`${name}: stopping waits for the job in hand and begins no other`, async () => {
    const { jobs, queue, done } = await begin()
    const begun = Promise.withResolvers<void>()
    await jobs.work(queue, async payload => {
      begun.resolve()
      await sleep(200)
      done.push(payload)
    })
    await jobs.send(queue, { number: 1 })
    await jobs.send(queue, { number: 2 })
    await begun.promise
    await jobs.stop()
    expect(done).toEqual([{ number: 1 }])
    await sleep(300)
    expect(done).toHaveLength(1)
  })
}
