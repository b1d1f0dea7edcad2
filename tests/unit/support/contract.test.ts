import { expect, test } from 'vitest'
import { launch } from '../../support/child.ts'

test('the contract tests, asked for without what they hold us against, say what to set', { timeout: 60_000 }, async () => {
  await using run = launch(['node_modules/vitest/vitest.mjs', 'run', '--project', 'contract'])
  const needs = expect.stringMatching(/need INTERCOM_OPENAPI, .* or INTERCOM_WEBHOOK_TOPICS, /)
  expect(await run.ended).toMatchObject({ code: 1, stdout: '', stderr: needs })
})
