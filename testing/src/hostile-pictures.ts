import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, content: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A PNG of one colour and any size; a large one is a bomb, since it is written in a few kilobytes. */
export const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(height * (Math.ceil(width / 8) + 1), 20_000_000)), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="http://169.254.169.254/"/></svg>'
const text = (content: string) => Buffer.from(content)

/** Files that call themselves pictures, by what they are. */
export const hostilePictures: Record<string, Buffer> = {
  nothing: Buffer.alloc(0),
  'an SVG': text(svg),
  'an SVG behind an XML declaration': text(`<?xml version="1.0"?>${svg}`),
  'a page': text('<!doctype html><script>alert(1)</script>'),
  'a page behind the letters of a GIF': text('GIF89a/*<script>alert(1)</script>*/=1'),
  'a page behind the bytes of a JPEG': Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    text('<script>1</script>'),
  ]),
  'an SVG behind the bytes of a PNG': Buffer.concat([signature, text(svg)]),
  'a WebP of nothing': text('RIFF\0\0\0\0WEBPVP8 '),
  'a zip': Buffer.concat([text('PK\x03\x04'), Buffer.alloc(60)]),
  'a PDF': text('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'),
  'a program': Buffer.concat([text('\x7fELF'), Buffer.alloc(60)]),
  'a TIFF': Buffer.concat([text('II*\0'), Buffer.alloc(60)]),
  'a PNG that breaks off': png(64, 64).subarray(0, 40),
  'a PNG of four billion pixels': png(65_000, 65_000),
  'a PNG that says it is endless': png(2_147_483_647, 2_147_483_647),
  'a PNG without any pixel': png(0, 0),
}
