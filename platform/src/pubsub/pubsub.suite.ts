import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { PubSub } from './port.ts'

/** `open` gives two processes that share a broker; in memory both are the same one. */
export function pubSubSuite(name: string, open: () => Promise<[PubSub, PubSub]>): void {
  test(`${name}: whoever has subscribed hears the next message, in its own and in the other process`, async () => {
    const [here, there] = await open()
    const topic = randomUUID()
    const heard: string[] = []
    await here.subscribe(topic, message => heard.push(`here ${message}`))
    await there.subscribe(topic, message => heard.push(`there ${message}`))
    await here.publish(topic, 'größer')
    await vi.waitFor(() => expect(heard.sort()).toEqual(['here größer', 'there größer']))
  })

  test(`${name}: messages of one publisher come in order, and only those of the topic`, async () => {
    const [here, there] = await open()
    const topic = randomUUID()
    const heard: string[] = []
    await there.subscribe(topic, message => heard.push(message))
    await here.publish(randomUUID(), 'for somebody else')
    const sent = Array.from({ length: 20 }, (_, number) => String(number))
    for (const message of sent) await here.publish(topic, message)
    await vi.waitFor(() => expect(heard).toEqual(sent))
  })

  test(`${name}: one listener leaving, once or twice, does not silence the others`, async () => {
    const [here, there] = await open()
    const topic = randomUUID()
    const heard: string[] = []
    const listener = (message: string) => void heard.push(message)
    const leave = await there.subscribe(topic, listener)
    await there.subscribe(topic, listener)
    leave()
    leave()
    await here.publish(topic, 'still there?')
    await vi.waitFor(() => expect(heard).toEqual(['still there?']))
  })

  test(`${name}: after leaving a listener hears no more, and may come back`, async () => {
    const [here, there] = await open()
    const topic = randomUUID()
    const heard: string[] = []
    const leave = await there.subscribe(topic, message => heard.push(message))
    leave()
    await here.publish(topic, 'unheard')
    await sleep(20)
    await there.subscribe(topic, message => heard.push(message))
    await here.publish(topic, 'heard')
    await vi.waitFor(() => expect(heard).toEqual(['heard']))
  })

  test(`${name}: a listener that throws neither stops the others nor the publisher`, async () => {
    const [here] = await open()
    const topic = randomUUID()
    const heard: string[] = []
    await here.subscribe(topic, () => {
      throw new Error('broken listener')
    })
    await here.subscribe(topic, message => heard.push(message))
    await here.publish(topic, 'hello')
    await vi.waitFor(() => expect(heard).toEqual(['hello']))
  })
}
