import { expect, test } from 'vitest'
import { createLog, type Log } from './log.ts'

function written(level: 'info' | 'warn' | 'silent', write: (log: Log) => void): string {
  let lines = ''
  const remember = (line: string) => {
    lines += line
  }
  write(createLog(level, { write: remember }))
  return lines
}

test('a line carries its message and plain fields', () => {
  const line = JSON.parse(written('info', log => log.with({ requestId: 'r1' }).info('Answered', { promptTokens: 12 })))
  expect(line).toMatchObject({ msg: 'Answered', requestId: 'r1', promptTokens: 12 })
})

test('secrets never reach a line, by whatever door they come', () => {
  const cause = new Error('connect postgres://ada:hunter2@db failed')
  const lines = written('info', log =>
    log.with({ cookie: 'hunter2', apiKey: 'hunter2' }).error('No answer from redis://:hunter2@cache', {
      authorization: 'Bearer hunter2',
      accessToken: 'hunter2',
      client_secret: 'hunter2',
      address: 'https://ada:hunter2@example.org/',
      error: new Error('refused by https://hunter2@example.org', { cause }),
    }),
  )
  expect(lines).toContain('connect postgres://[hidden]@db failed')
  expect(lines).not.toContain('hunter2')
})

test('an object is left out, because nobody knows what is in it', () => {
  const request = { headers: { authorization: 'hunter2' } }
  expect(written('info', log => log.info('Asked', { request }))).not.toContain('hunter2')
})

test('lines below the level are not written', () => {
  expect(written('warn', log => log.info('Chatter'))).toBe('')
  expect(written('silent', log => log.error('Trouble'))).toBe('')
})
