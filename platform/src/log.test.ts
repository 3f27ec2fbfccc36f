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

test.each([
  'Authorization: Bearer hunter2-hunter2',
  'authorization=basic hunter2==',
  '{"password":"hunter2"}',
  "{ apiKey: 'hunter2' }",
  'POST /v1?api_key=hunter2&model=small',
  'client_secret=hunter2',
  'access_token: hunter2',
  'Incorrect API key provided: sk-proj-hunter2hunter2',
  'no such key fd_live_hunter2hunter2',
  'refused SG.hunter2.hunter2',
  'no such key sb_secret_hunter2hunter2',
  'jwt eyJhunter2.hunter2.hunter2 is malformed',
])('a secret in somebody else’s sentence is hidden: %s', sentence => {
  const line = written('info', log => log.warn(sentence, { reason: sentence, error: new Error(sentence) }))
  expect(line).toContain('[hidden]')
  expect(line).not.toContain('hunter2')
})

test('what only speaks of secrets stays readable', () => {
  const sentence = 'FRONTDESK_SECRET is missing; 12 tokens of the password list were read'
  expect(written('info', log => log.info(sentence))).toContain(sentence)
})

test('an object is left out, because nobody knows what is in it', () => {
  const request = { headers: { authorization: 'hunter2' } }
  expect(written('info', log => log.info('Asked', { request }))).not.toContain('hunter2')
})

test('lines below the level are not written', () => {
  expect(written('warn', log => log.info('Chatter'))).toBe('')
  expect(written('silent', log => log.error('Trouble'))).toBe('')
})
