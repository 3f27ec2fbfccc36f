import type { Message } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import type { ModelConnection } from '@frontdesk/contract/model-connections'
import { trimFiles } from '@frontdesk/modules/conversations/index'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type FakeProviders, startFakeProviders } from '@frontdesk/testing/fake-providers'
import { hostilePictures, png } from '@frontdesk/testing/hostile-pictures'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'

let desk: ChatDesk
let providers: FakeProviders
let key: string

beforeAll(async () => {
  providers = await startFakeProviders()
  desk = await chatDesk([providers.host])
  key = desk.world.olivia.key
  return () => providers.close()
})

const hour = 3_600_000

const formOf = (bytes: Uint8Array, name: string) => {
  const form = new FormData()
  form.set('file', new File([Buffer.from(bytes)], name))
  return form
}
const upload = (bytes: Uint8Array, name = 'parcel.png', by = key) =>
  desk.api.ask<Attachment>('POST /files', { key: by, body: formOf(bytes, name) })
const open = (fileId: string, by = key) => desk.api.send(`GET /files/${fileId}`, { key: by })
const photo = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#c33' } })

describe('what comes in', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('a picture as %s is kept and given back as it looks', async format => {
    const { fileId, ...file } = await upload(await photo().toFormat(format).toBuffer(), `Mein Päckchen.${format}`)
    expect(file).toMatchObject({ name: `Mein Päckchen.${format}`, mediaType: `image/${format}`, width: 60, height: 40 })
    const response = await open(fileId)
    expect(response.headers.get('content-type')).toBe(`image/${format}`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''Mein%20P%C3%A4ckchen.${format}`,
    )
    const given = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect(given).toMatchObject({ format, width: 60, height: 40 })
  })

  test('a moving GIF is kept as its first picture', async () => {
    expect(await upload(await photo().gif().toBuffer(), 'wave.gif')).toMatchObject({
      mediaType: 'image/png',
      width: 60,
    })
  })

  test('a photo stands upright, is no larger than models look at, and says nothing of where it was taken', async () => {
    const taken = await photo(3_000, 1_000)
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Copyright: 'Vera at home' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
    expect(taken.includes('Vera at home')).toBe(true)
    const { fileId, width, height } = await upload(taken, 'photo.jpg')
    expect([width, height]).toEqual([683, 2_048])
    const kept = Buffer.from(await (await open(fileId)).arrayBuffer())
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Vera at home')).toBe(false)
  })

  test('what hides behind a picture is not kept', async () => {
    const behind = Buffer.concat([await photo().jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>PK\x03\x04')])
    const { fileId } = await upload(behind, '../../etc/passwd.html')
    const response = await open(fileId)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''passwd.html`)
    expect(Buffer.from(await response.arrayBuffer()).includes('script')).toBe(false)
  })

  test.each(Object.entries(hostilePictures))('%s is refused, whatever it is called', async (_, bytes) => {
    for (const name of ['picture.png', 'picture.svg'])
      expect(await desk.api.call('POST /files', { key, body: formOf(bytes, name) })).toMatchObject({
        status: 422,
        body: { code: 'unreadable', errors: [{ pointer: '/file' }] },
      })
  })

  test('more than five megabytes are refused, and so is what is no file', async () => {
    const body = formOf(Buffer.concat([png(8, 8), Buffer.alloc(5 * 1024 * 1024)]), 'large.png')
    expect(await desk.api.call('POST /files', { key, body })).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    })
    const words = new FormData()
    words.set('file', 'Hello')
    expect(await desk.api.call('POST /files', { key, body: words })).toMatchObject({ status: 400 })
  })
})

const imagesIn = (content: unknown) =>
  JSON.stringify(content).match(/data:image\/\w+;base64,[\w+/=]+|"data":"[\w+/=]{40,}"/g) ?? []

describe('what a model sees', () => {
  test('the bytes of a picture, never its address, and again with the next question', async () => {
    const { fileId } = await upload(await photo().png().toBuffer())
    const said = await desk.sayForJson('Is this damaged? {{say=It is.}}', { attachments: [{ fileId }] })
    const { conversationId } = said.body as Answered
    const content = desk.fake.calls.at(-1)?.body.messages?.at(-1)?.content
    expect(content).toMatchObject([
      { type: 'text', text: expect.stringContaining('[Picture “parcel.png”]') },
      { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) } },
    ])
    expect(JSON.stringify(desk.fake.calls.at(-1)?.body)).not.toContain(fileId)
    await desk.sayForJson('Are you sure? {{say=Yes.}}', { conversationId })
    expect(imagesIn(desk.fake.calls.at(-1)?.body.messages?.at(1))).toHaveLength(1)
    const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
    expect(items.map(({ attachments }) => attachments)).toMatchObject([[{ fileId, width: 60 }], [], [], []])
  })

  test('a picture alone is a question, too, and names the conversation', async () => {
    const { fileId } = await upload(await photo().png().toBuffer(), 'bent frame.png')
    const said = await desk.sayForJson('', { attachments: [{ fileId }] })
    expect(said.status).toBe(200)
    const { conversationId } = said.body as Answered
    expect(desk.fake.calls.at(-1)?.body.messages?.at(-1)?.content).toMatchObject([
      { type: 'text', text: '[Picture “bent frame.png”]' },
      { type: 'image_url' },
    ])
    expect(await desk.read(`/conversations/${conversationId}`)).toMatchObject({ title: 'bent frame.png' })
    expect(await desk.sayForJson('  ', {})).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/text', message: 'Write something, or send a picture along.' }] },
    })
  })

  test.each(['anthropic', 'google'] as const)('models of %s are given the bytes, too', async provider => {
    const baseUrl = { anthropic: providers.anthropicUrl, google: providers.googleUrl }[provider]
    const connection = { name: provider, provider, baseUrl, apiKey: 'sk-of-northwind-1234' }
    const { id } = await desk.api.ask<ModelConnection>('POST /model-connections', { key, body: connection })
    const body = { name: 'Rowan', model: 'a-model', modelConnectionId: id, knowledgeOnly: false }
    const agent = await desk.api.ask<{ id: string }>('POST /agents', { key, body })
    const { fileId } = await upload(await photo().webp().toBuffer())
    await desk.sayForJson('What is it?', { agentId: agent.id, attachments: [{ fileId }] })
    expect(imagesIn(providers.calls.at(-1)?.body)).toHaveLength(1)
  })

  test('where personal data is masked, a picture is only spoken of', async () => {
    const body = { name: 'Masked', guardrails: { maskPersonalData: { isEnabled: true } } }
    const agent = await desk.api.ask<{ id: string }>('POST /agents', { key, body })
    const { fileId } = await upload(await photo().png().toBuffer())
    await desk.sayForJson('Is this mine?', { agentId: agent.id, attachments: [{ fileId }] })
    const content = desk.fake.calls.at(-1)?.body.messages?.at(-1)?.content
    expect(content).toContain('[Picture “parcel.png”, which you cannot see]')
  })
})

describe('who may see it', () => {
  test('until it is sent only whoever uploaded it, then everybody who sees the conversation', async () => {
    const { fileId } = await upload(png(8, 8))
    const { adam } = desk.world
    expect((await open(fileId, adam.key)).status).toBe(404)
    await desk.sayForJson('Look', { attachments: [{ fileId }] })
    expect((await open(fileId, adam.key)).status).toBe(200)
  })

  test('a picture that nobody sent within a day is thrown away with its content, one that was sent never', async () => {
    const [unsent, sent] = [await upload(png(8, 8)), await upload(png(8, 8))]
    await desk.sayForJson('Look', { attachments: [{ fileId: sent.fileId }] })
    const { platform } = desk.world
    platform.clock.advance(23 * hour)
    expect(await trimFiles(platform)).toBe(0)
    platform.clock.advance(2 * hour)
    const young = await upload(png(8, 8))
    expect(await trimFiles(platform)).toBeGreaterThanOrEqual(1)
    expect((await open(unsent.fileId)).status).toBe(404)
    const organization = desk.world.olivia.ctx.organizationId
    expect(await platform.storage.get(`${organization}/${unsent.fileId}`)).toBeUndefined()
    for (const { fileId } of [sent, young]) expect((await open(fileId)).status).toBe(200)
    expect(await trimFiles(platform)).toBe(0)
  })

  test('another organization sees none, and cannot send what is not its own', async () => {
    const { fileId } = await upload(png(8, 8))
    await desk.sayForJson('Look', { attachments: [{ fileId }] })
    const { rita } = desk.world
    expect((await open(fileId, rita.key)).status).toBe(404)
    const body = { agentId: desk.agentId, text: 'Mine', attachments: [{ fileId }] }
    for (const by of [rita.key, desk.world.adam.key])
      expect(await desk.api.call('POST /chat', { key: by, body })).toMatchObject({ status: 404 })
  })

  test('the same message again, with its picture, is kept once', async () => {
    const { fileId } = await upload(png(8, 8))
    const more = { clientMessageId: 'once', attachments: [{ fileId }] }
    const [first, second] = [await desk.sayForJson('Look', more), await desk.sayForJson('Look', more)]
    expect((second.body as Answered).turnId).toBe((first.body as Answered).turnId)
  })
})
