import type { S3Config } from '../s3-config.ts'
import { checkedKey } from './key.ts'
import type { Storage } from './port.ts'

/** Any S3-compatible store. Loads Amazon's client, which is heavy, only here. */
export async function createS3Storage(config: S3Config): Promise<Storage> {
  const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand, NoSuchKey } = await import(
    '@aws-sdk/client-s3'
  )
  const { endpoint, region, bucket: Bucket, accessKeyId, secretAccessKey } = config
  const s3 = new S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Other vendors' servers do not all know Amazon's newer checksum trailers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  })

  return {
    put: async (key, body) => {
      const Body = body instanceof Uint8Array ? body : await collected(body)
      await s3.send(new PutObjectCommand({ Bucket, Key: checkedKey(key), Body, ContentLength: Body.byteLength }))
    },
    get: async key => {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: checkedKey(key) }))
        return await Body?.transformToByteArray()
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    delete: async key => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: checkedKey(key) }))
    },
  }
}

// S3 wants the length before the first byte.
async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
