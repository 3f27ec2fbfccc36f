import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3Server } from '@frontdesk/testing/s3-server'
import { expect, onTestFinished, test } from 'vitest'
import { createDiskStorage } from './disk.ts'
import { createS3Storage } from './s3.ts'
import { storageSuite } from './storage.suite.ts'

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'frontdesk-storage-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

async function newServer() {
  const server = await startS3Server({ bucket: 'desk-files', accessKeyId: 'ada', secretAccessKey: 'lovelace' })
  onTestFinished(() => server.close())
  return {
    ...server,
    config: {
      endpoint: server.url,
      region: 'eu-central-2',
      bucket: 'desk-files',
      accessKeyId: 'ada',
      secretAccessKey: 'lovelace',
    },
  }
}

storageSuite('disk', async () => createDiskStorage(await newDirectory()))
storageSuite('S3', async () => createS3Storage((await newServer()).config))

test('a put that fails leaves no draft on the disk', async () => {
  const directory = await newDirectory()
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half')
    throw new Error('gone')
  }
  await expect(createDiskStorage(directory).put('a/b', broken())).rejects.toThrow('gone')
  expect(await readdir(join(directory, 'DRAFTS'))).toEqual([])
})

test('an S3 server that does not know the secret or the bucket is an error, not an absent file', async () => {
  const { config } = await newServer()
  const stranger = await createS3Storage({ ...config, secretAccessKey: 'byron' })
  await expect(stranger.get('a/b')).rejects.toThrow('SignatureDoesNotMatch')
  const elsewhere = await createS3Storage({ ...config, bucket: 'other' })
  await expect(elsewhere.get('a/b')).rejects.toThrow()
})

test('an S3 server that stumbles once is asked again', async () => {
  const { config, stumble } = await newServer()
  const storage = await createS3Storage(config)
  stumble()
  await storage.put('a/b', Buffer.from('kept'))
  stumble()
  expect(Buffer.from((await storage.get('a/b')) ?? []).toString()).toBe('kept')
})
