import { describe, expect, test } from 'vitest'
import type { FilterTableRow } from '../../../src/api/filters/table.ts'
import { driftOf } from '../../../src/cli/drift.ts'
import { withFilterTables } from '../../../src/cli/filter-tables.ts'
import { cli } from '../../support/child.ts'

const rows: FilterTableRow[] = [
  {
    name: 'name',
    field: 'full_name',
    judged: 'as text',
    conditions: [
      { name: 'eq', sent: '=', found: 'exactly', negated: 'exactly' },
      { name: 'startsWith', sent: '^', found: 'exactly', negated: 'and more' },
      { name: 'endsWith', sent: '$', found: 'exactly', negated: 'and more' },
    ],
  },
  {
    name: 'born',
    field: 'born_at',
    judged: 'surely',
    conditions: [{ name: 'after', sent: '>', found: 'in whole days', negated: 'in whole days' }],
  },
  { name: 'word', field: 'body', judged: 'never', conditions: [{ name: '', sent: '=', found: 'exactly', negated: 'not' }] },
]
const page = 'Before\n<!-- table Rows -->\nwhat was there\n<!-- end -->\nafter'

describe('the tables of the filters', () => {
  test('say for each field what Intercom is asked, what it finds too much, and what is different under not', () => {
    expect(withFilterTables(page, { Rows: rows }).split('\n').slice(5, 8)).toEqual([
      '| name | `full_name` | eq `=`, startsWith `^`, endsWith `$` | startsWith, endsWith and more | as text |',
      '| born | `born_at` | after `>` (in whole days) | the same | surely |',
      '| word | `body` | `=` | refused | never |',
    ])
  })

  test('stand between their marks, and are the same when written again', () => {
    const written = withFilterTables(page, { Rows: rows })
    expect(written).not.toContain('what was there')
    expect(written.startsWith('Before\n') && written.endsWith('\nafter')).toBe(true)
    expect(withFilterTables(written, { Rows: rows })).toBe(written)
  })

  test('miss neither a place nor a filter', () => {
    expect(() => withFilterTables(page, { Rows: rows, Others: [] })).toThrow('has no place for Others')
    expect(() => withFilterTables(page, { Others: [] })).toThrow('wants a table of "Rows"; there are Others.')
  })

  test('are what the code defines', async () => {
    expect(await cli(['docs', 'check'])).toEqual({
      code: 0,
      signal: null,
      stdout: 'docs/filters.md is what the code defines\n',
      stderr: '',
    })
  })
})

test('a page that differs is told with the first line where it does', () => {
  const file = new URL('../../../LICENSE', import.meta.url).pathname
  const [problem, written, defined] = driftOf('MIT License\n\nsomething else', { file, remedy: 'npm run it' })
  expect(problem).toBe(`${file} is not what the code defines; npm run it writes it. They part at line 3:`)
  expect([written, defined]).toEqual([expect.stringContaining('file: Copyright'), '  code: something else'])
  expect(driftOf('', { file: 'nowhere.md', remedy: 'npm run it' })).toEqual(['nowhere.md is not there; npm run it writes it'])
})
