import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ApiError, createClient } from '@frontdesk/contract/client'
import { diff } from './agents/diff.ts'
import { readFiles, writeFiles } from './agents/directory.ts'
import { push } from './agents/push.ts'
import { filesOf, readServer } from './agents/server.ts'

// Agents and their tools as files that belong in git, over the API of any server; docs/versions.md tells the rest.
//
// FRONTDESK_API_KEY=fd_live_… npm run agents -- pull --dir desk --url https://desk.example
// … npm run agents -- diff --dir desk      what a push would change; ends with 1 when there is anything
// … npm run agents -- push --dir desk      makes the drafts as the files say; publishes nothing
const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { dir: { type: 'string', default: 'desk' }, url: { type: 'string', default: 'http://localhost:3000' } },
    allowPositionals: true,
  })
  const token = process.env.FRONTDESK_API_KEY
  if (!token) throw new Error('Put an API key into FRONTDESK_API_KEY.')
  const client = createClient({ baseUrl: values.url.replace(/\/+$/, ''), token })
  // npm runs scripts at the root of the repository, wherever it was called.
  const directory = resolve(process.env.INIT_CWD ?? '.', values.dir)
  const say = (line: string) => console.log(line)
  switch (positionals.join(' ')) {
    case 'pull': {
      const files = filesOf(await readServer(client))
      await writeFiles(directory, files)
      say(`${files.size} files in ${directory}`)
      return 0
    }
    case 'push':
      await push(client, await readFiles(directory), say)
      return 0
    case 'diff': {
      const lines = diff(filesOf(await readServer(client)), await readFiles(directory))
      for (const line of lines) say(line)
      return lines.length > 0 ? 1 : 0
    }
    default:
      throw new Error('Say pull, push or diff: npm run agents -- pull --dir desk --url https://desk.example')
  }
}

main().then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    const where = error instanceof ApiError && error.problem.errors ? ` ${JSON.stringify(error.problem.errors)}` : ''
    console.error(`${error instanceof Error ? error.message : error}${where}`)
    process.exitCode = 2
  },
)
