import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgeNode, oldestNode } from '../../../../src/cli/doctor/node.ts'

test.each([
  ['24.11.0', 'ok'],
  ['24.21.0', 'ok'],
  ['25.0.0', 'ok'],
  ['24.10.3', 'failure'],
  ['22.18.0', 'failure'],
])('Node.js %s is %s', (version, status) => {
  expect(judgeNode(version)).toMatchObject({ status, found: expect.stringContaining(version) })
})

test('the oldest that will do is the one that package.json says', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'))
  expect(engines.node).toBe(`>=${oldestNode}`)
})
