import { expect, test } from 'vitest'
import { createTeller } from '../../../../src/cli/sync/telling.ts'

function aTeller(options: { isJson?: boolean; isTty?: boolean } = {}) {
  const written = { out: '', err: '' }
  const tell = createTeller({
    ...{ isJson: false, isTty: true, ...options },
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    nowMs: () => 0,
  })
  return { tell, written }
}
const progress = { done: 1, total: 2, failed: 0, perMinute: null, eta: null }

test('to a person the line that says how far it is gives way to what is told', () => {
  const { tell, written } = aTeller()
  tell.progress(progress, 'items')
  tell.object('progress', progress)
  tell.lines(['a', 'b'])
  tell.note('c')
  expect(written).toEqual({ out: 'a\nb\n', err: '\r[##########----------] 1 of 2 items\u{1b}[K\r\u{1b}[Kc\n' })
})

test('nobody who reads it later is told how far it was', () => {
  const { tell, written } = aTeller({ isTty: false })
  tell.progress(progress, 'items')
  tell.waiting('12 kB sent')
  tell.lines(['done'])
  expect(written).toEqual({ out: 'done\n', err: '' })
})

test('to a program each line is an object, nothing is told twice, and nothing else is written', () => {
  const { tell, written } = aTeller({ isJson: true })
  tell.progress(progress, 'items')
  tell.progress(progress, 'items')
  tell.lines(['a'])
  tell.note('b')
  tell.waiting('c')
  tell.object('run', { id: '1' })
  tell.refused({ code: 'NOT_FOUND', message: 'There is none.' })
  expect(written.err).toBe('')
  expect(
    written.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { type: 'progress', ...progress },
    { type: 'run', id: '1' },
    { type: 'error', code: 'NOT_FOUND', message: 'There is none.' },
  ])
})
