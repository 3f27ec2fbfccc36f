import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

// Writes `file.br` beside every text file of a folder, so that serving it costs no processor time. Pages are another
// text in each response.
const compress = promisify(brotliCompress)
const compressible = /\.(js|css|svg|json|txt)$/
const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say which folder: compress-static.ts <folder>')

const files = (await readdir(folder, { recursive: true })).filter(name => compressible.test(name))
let before = 0
let after = 0
for (const name of files) {
  const path = join(folder, name)
  if (!(await stat(path)).isFile()) continue
  const plain = await readFile(path)
  const small = await compress(plain, { params })
  if (small.length >= plain.length) continue
  await writeFile(`${path}.br`, small)
  before += plain.length
  after += small.length
}
console.log(`${files.length} files compressed: ${Math.round(before / 1024)} KiB became ${Math.round(after / 1024)} KiB`)
