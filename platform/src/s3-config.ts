export type S3Config = {
  /** Absent: Amazon's own. */
  endpoint: string | undefined
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

type S3Settings = {
  S3_ENDPOINT?: string | undefined
  S3_REGION?: string | undefined
  S3_BUCKET?: string | undefined
  S3_ACCESS_KEY_ID?: string | undefined
  S3_SECRET_ACCESS_KEY?: string | undefined
}

const needs = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** One sentence for each setting that S3 lacks. */
export const s3Faults = (given: S3Settings): string[] => {
  if (![...needs, 'S3_ENDPOINT', 'S3_REGION'].some(name => name in given)) return []
  return needs
    .filter(name => !(name in given))
    .map(name => `${name} is missing: S3 storage needs ${needs.join(', ')}; set it, or none of them.`)
}

/** Absent: files lie on disk. */
export const s3Of = (settings: S3Settings): S3Config | undefined => {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  if (!bucket || !accessKeyId || !secretAccessKey) return undefined
  return {
    endpoint: settings.S3_ENDPOINT,
    region: settings.S3_REGION ?? 'us-east-1',
    bucket,
    accessKeyId,
    secretAccessKey,
  }
}
