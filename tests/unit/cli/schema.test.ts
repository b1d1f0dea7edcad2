import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { printed, schemaFile } from '../../../src/cli/printed-schema.ts'
import { syncSchemaFile } from '../../../src/cli/printed-sync-schema.ts'
import { describeChanges } from '../../../src/cli/schema-changes.ts'
import { checkSchema } from '../../../src/cli/schema-check.ts'
import { cli } from '../../support/child.ts'

describe('the printed schema', () => {
  const sdl = `directive @since(version: String!) on FIELD_DEFINITION
    type Query { zebra: Int  ape(b: Int, a: Int): String @since(version: "2.16") @deprecated(reason: "gone soon") }`

  test('keeps the directives that are applied, and is sorted', () => {
    expect(printed(buildSchema(sdl))).toContain(`type Query {
  ape(a: Int, b: Int): String @since(version: "2.16") @deprecated(reason: "gone soon")
  zebra: Int
}`)
  })

  test('says the same of the same types in another order', () => {
    const other = sdl.replace('zebra: Int', '').replace('type Query {', 'type Query { zebra: Int')
    expect(printed(buildSchema(other))).toBe(printed(buildSchema(sdl)))
  })
})

describe('changes', () => {
  test('are told as breaking or dangerous, and additions are not told', async () => {
    const before = 'enum E { A B } type Query { a: Int! b(e: E): Int gone: Int }'
    const after = 'enum E { A B C } type Query { a: Int b(e: E): Int added: Int }'
    expect(await describeChanges(before, after)).toEqual({
      breaking: [
        expect.stringContaining("Field 'gone' was removed from object type 'Query'"),
        expect.stringContaining("Field 'Query.a' changed type from 'Int!' to 'Int'"),
      ],
      dangerous: [expect.stringContaining("Enum value 'C' was added to enum 'E'")],
    })
    expect(await describeChanges(before, before)).toEqual({ breaking: [], dangerous: [] })
  })
})

describe('the check', () => {
  const now = printed(buildSchema('type Query { a: Int }'))
  const before = printed(buildSchema('type Query { a: Int dropped: Int }'))
  let folder: string
  let file: string
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', ...args], { cwd: folder, stdio: 'pipe' })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'))
    file = join(folder, 'schema.graphql')
    writeFileSync(file, now)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is content with a file that says what the code says', async () => {
    expect(await checkSchema(now, { file })).toEqual({ problems: [], notes: ['there is no earlier schema to compare with'] })
  })

  test('fails on a file that is not there', async () => {
    expect((await checkSchema(now, { file: `${file}s` })).problems).toEqual([`${file}s is not there; npm run schema:print writes it`])
  })

  test.each([
    ['differs', now.replace('a: Int', 'b: Int'), ['  file:   b: Int', '  code:   a: Int']],
    ['ends early', now.replace(/\n}\n$/, ''), ['  file: (has ended)', '  code: }']],
    ['goes on', `${now}\n`, ['  file: ', '  code: (has ended)']],
  ])('fails on a file that %s, and shows where', async (_, written, told) => {
    writeFileSync(file, written)
    const { problems } = await checkSchema(now, { file })
    expect(problems[0]).toMatch(/schema\.graphql is not what the code defines; npm run schema:print writes it\. They part at line \d+:$/)
    expect(problems.slice(1)).toEqual(told)
  })

  test('names what breaks callers since the last commit, and fails for it when asked to', async () => {
    git('init', '--quiet')
    writeFileSync(file, before)
    git('add', '.')
    git('commit', '--quiet', '--message', 'before')
    writeFileSync(file, now)

    const told = [expect.stringMatching(/^breaking since the last commit: Field 'dropped' was removed from object type 'Query'/)]
    expect(await checkSchema(now, { file })).toEqual({ problems: [], notes: told })
    expect(await checkSchema(now, { file, failOnBreaking: true })).toEqual({ problems: told, notes: [] })
    expect((await checkSchema(now, { file, against: 'HEAD' })).notes).toEqual([expect.stringMatching(/^breaking since HEAD: /)])
    git('add', '.')
    git('commit', '--quiet', '--message', 'now')
    expect(await checkSchema(now, { file, failOnBreaking: true })).toEqual({ problems: [], notes: [] })
    expect((await checkSchema(now, { file, against: 'HEAD~1' })).notes).toEqual([expect.stringMatching(/^breaking since HEAD~1: /)])
  })

  test('compares with a file too, and fails when there is nothing under the name', async () => {
    const old = join(folder, 'old.graphql')
    writeFileSync(old, before)
    expect((await checkSchema(now, { file, against: old })).notes).toEqual([
      expect.stringMatching(/^breaking since .*old\.graphql: Field 'dropped'/),
    ])
    expect((await checkSchema(now, { file, against: 'nothing' })).problems).toEqual([
      `nothing is neither a file nor a git revision that has ${file}`,
    ])
  })
})

test('schema print writes what schema check then finds right, and check exits 1 on anything else', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'))
  const schema = (command: string) => cli(['schema', command], { cwd: folder })
  try {
    expect(await schema('print')).toMatchObject({ code: 0, stdout: `wrote ${schemaFile}\nwrote ${syncSchemaFile}\n` })
    expect(readFileSync(join(folder, schemaFile), 'utf8')).toContain('type Query {')
    const right = [schemaFile, syncSchemaFile].map((file) => `${file} is what the code defines\n`).join('')
    expect(await schema('check')).toMatchObject({ code: 0, stdout: expect.stringContaining(right) })
    const syncSchema = readFileSync(join(folder, syncSchemaFile), 'utf8')
    writeFileSync(join(folder, syncSchemaFile), syncSchema.replace('"contact"', '"person"'))
    expect(await schema('check')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^schema\/sync\.schema\.json is not what the code defines; npm run schema:print writes it/),
    })
    writeFileSync(join(folder, syncSchemaFile), syncSchema)
    writeFileSync(join(folder, schemaFile), 'type Query { a: Int }')
    expect(await schema('check')).toMatchObject({ code: 1, stderr: expect.stringContaining('They part at line 1:') })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
