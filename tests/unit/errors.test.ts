import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { withStatus } from '../../src/api/errors.ts'
import { type ErrorCode, errorCodes } from '../../src/errors.ts'

/** The rows of a page's table whose first column has this title. */
function tableOf(file: string, title: string): string[][] {
  const lines = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${title} |`))
  expect(start).toBeGreaterThan(-1)
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const codesIn = (rows: string[][]) => rows.flatMap(([first = '']) => [...first.matchAll(/`(\w+)`/g)].map(([, code]) => code))

describe('the codes of errors', () => {
  test.each(['README.md', 'docs/errors.md'])('are all in the table of %s, each once, and no others', (file) => {
    expect(codesIn(tableOf(file, 'code')).toSorted()).toEqual([...errorCodes].toSorted())
  })

  test.each(tableOf('docs/errors.md', 'code').map(([code = '', status = '']) => [code.replaceAll('`', '') as ErrorCode, status] as const))(
    '%s alone is HTTP %s, as its page says',
    (code, status) => {
      const { extensions } = withStatus(new GraphQLError('', { extensions: { code } }), { hasData: false })
      expect(extensions.http).toMatchObject({ status: Number(status) })
    },
  )

  test('say beside every code what a caller can do', () => {
    for (const [code, , what, advice] of tableOf('docs/errors.md', 'code')) expect([code, what, advice]).not.toContain('')
  })
})
