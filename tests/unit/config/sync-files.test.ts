import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { printedSyncSchema } from '../../../src/cli/printed-sync-schema.ts'
import { ConfigError, loadConfig } from '../../../src/config.ts'

const folder = new URL('../../../config/', import.meta.url)
const parsed = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

/** The least that can be said of a sync. */
const least = {
  object: 'contact',
  direction: 'CRM_TO_INTERCOM',
  source: { type: 'push' },
  key: 'id',
  match: ['email'],
  fields: [{ column: 'e', field: 'email' }],
}
const table = { type: 'postgres', urlFrom: 'CRM_URL', table: 'crm.contacts' }

/** A start with these files, by their names in `config/`. */
function load(files: Record<string, unknown>, env: Record<string, string> = {}) {
  const file = parsed('development.json')
  file.sync.definitions = Object.keys(files)
  const readFile = (name: string) => {
    if (name === 'development.json') return JSON.stringify(file)
    const content = files[name]
    if (content === undefined) throw new Error('ENOENT')
    return typeof content === 'string' ? content : JSON.stringify(content)
  }
  return loadConfig({ env, readFile }).sync
}

function problems(files: Record<string, unknown>, env: Record<string, string> = {}): readonly string[] {
  try {
    load(files, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('a sync is called like its file, and says what its file does not', () => {
  const [sync] = load({ 'syncs/crm-contacts.json': least }).definitions
  expect(sync).toMatchObject({
    name: 'crm-contacts',
    secrets: {},
    fields: [{ column: 'e', field: 'email', rule: 'SOURCE_WINS', transform: [], separator: ';' }],
    create: { intercom: true, crm: false },
    missing: 'KEEP',
    unreviewed: { deletes: 0, creates: null },
  })
  expect(sync).not.toHaveProperty('deleted.action')
})

test('what goes to the CRM alone is what Intercom says, unless another rule is given', () => {
  const fields = [
    { column: 'e', field: 'email' },
    { column: 'n', field: 'name', direction: 'INTERCOM_TO_CRM' },
    { column: 'p', field: 'phone', direction: 'INTERCOM_TO_CRM', rule: 'FILL_EMPTY' },
  ]
  const [sync] = load({ 'a.json': { ...least, source: table, fields } }, { CRM_URL: 'postgres://crm.example/crm' }).definitions
  expect(sync?.fields.map(({ rule }) => rule)).toEqual(['SOURCE_WINS', 'INTERCOM_WINS', 'FILL_EMPTY'])
})

test('counterparts of deleted contacts are archived, and companies are left, where nothing is said', () => {
  const actionOf = (said: object) => load({ 'a.json': { ...least, ...said, deleted: { column: 'gone' } } }).definitions[0]?.deleted?.action
  expect(actionOf({ object: 'contact' })).toBe('ARCHIVE')
  expect(actionOf({ object: 'company' })).toBe('SKIP')
})

test('nobody can change what was read', () => {
  const [sync] = load({ 'a.json': least }).definitions
  expect([sync, sync?.fields, sync?.fields[0], sync?.secrets].every(Object.isFrozen)).toBe(true)
})

describe('secrets', () => {
  const url = 'postgres://crm:hunter2@crm.example/crm'
  const http = { type: 'http', url: 'https://crm.example/contacts', headersFrom: { authorization: 'CRM_AUTHORIZATION' } }

  test('come from the variables that the file names', () => {
    expect(load({ 'a.json': { ...least, source: table } }, { CRM_URL: ` ${url} ` }).definitions[0]?.secrets).toEqual({ CRM_URL: url })
    expect(load({ 'a.json': { ...least, source: http } }, { CRM_AUTHORIZATION: 'Bearer hunter2' }).definitions[0]?.secrets).toEqual({
      CRM_AUTHORIZATION: 'Bearer hunter2',
    })
  })

  test('that are missing or cannot be used are told, and none is repeated', () => {
    expect(problems({ 'a.json': { ...least, source: table } })).toEqual(['config/a.json: source.urlFrom names CRM_URL, which is not set'])
    expect(problems({ 'a.json': { ...least, source: table } }, { CRM_URL: 'mysql://hunter2@crm.example' })).toEqual([
      'config/a.json: source.urlFrom names CRM_URL, which is no URL that starts with postgres://',
    ])
    expect(problems({ 'a.json': { ...least, source: http } }, { CRM_AUTHORIZATION: 'hunter2\n2' })).toEqual([
      'config/a.json: source.headersFrom.authorization names CRM_AUTHORIZATION, which is no text that can stand in a header',
    ])
  })

  test('go into no header that a request says of itself', () => {
    const source = { ...http, headersFrom: { 'Content-Length': 'CRM_LENGTH', authorization: 'CRM_AUTHORIZATION' } }
    expect(problems({ 'a.json': { ...least, source } }, { CRM_LENGTH: '12', CRM_AUTHORIZATION: 'hunter2' })).toEqual([
      'config/a.json: source.headersFrom.Content-Length is a header that the gateway says itself; expected others, such as authorization',
    ])
  })

  test('that stand where their variables belong are not repeated', () => {
    const told = problems({
      'a.json': { ...least, source: { ...table, urlFrom: url } },
      'b.json': { ...least, source: { ...http, headersFrom: { authorization: 'Bearer hunter2' } } },
      'c.json': { ...least, source: { ...http, url } },
      'd.json': { ...least, source: { type: 'http', url: 'https://crm.example/', sinkUrl: 'https://crm:hunter2@crm.example/' } },
    })
    const expected = 'is something else; expected the name of an environment variable, in capitals: secrets do not stand in files'
    expect(told).toEqual([
      `config/a.json: source.urlFrom ${expected}`,
      `config/b.json: source.headersFrom.authorization ${expected}`,
      'config/c.json: source.url is something else; expected a URL that starts with https:// or http://',
      'config/d.json: source.sinkUrl has a user or a password in it; expected the header that says them, by source.headersFrom',
    ])
  })
})

describe('a file', () => {
  test('that cannot be read is told beside all others', () => {
    expect(
      problems({
        'gone.json': undefined,
        'broken.json': '{',
        'syncs/a.json': { ...least, key: '', fields: [{ column: 'e', feild: 'email' }], source: { type: 'file', pth: 'x.csv' } },
        'syncs/b.json': { ...least, match: ['phone'] },
      }),
    ).toEqual([
      'config/gone.json: it cannot be read: ENOENT',
      expect.stringMatching(/^config\/broken\.json: it cannot be read: .*JSON/),
      'config/syncs/a.json: source.path is missing; expected the path of a file',
      'config/syncs/a.json: source.pth is not a known key; did you mean source.path?',
      'config/syncs/a.json: key is ""; expected the name of a column',
      'config/syncs/a.json: fields[0].field is missing; expected the name of a field of Intercom',
      'config/syncs/a.json: fields[0].feild is not a known key; did you mean fields[0].field?',
      'config/syncs/b.json: match[0] is phone, which is not mapped',
    ])
  })

  test('whose name another has is told', () => {
    expect(problems({ 'a.json': least, 'syncs/a.json': least })).toEqual([
      'sync.definitions has the sync a twice, in a.json and syncs/a.json; expected names of files that differ',
    ])
  })

  test.each(['.json', 'syncs/my sync.json', 'syncs/a.b.json'])('that makes no name is told: %s', (file) => {
    expect(problems({ [file]: least })).toEqual([
      expect.stringContaining(`sync.definitions has ${JSON.stringify(file)}, which makes no name`),
    ])
  })

  test('says in words what is expected, whatever is wrong', () => {
    const wrong = [5, null, [], {}, 'x'.repeat(3), '']
    const keys = Object.keys(JSON.parse(printedSyncSchema()).properties)
    const inSources = ['format', 'delimiter', 'table', 'batchRows', 'items', 'paging', 'sinkUrl', 'timeoutMs', 'headersFrom']
    const inFields = ['column', 'rule', 'direction', 'transform', 'separator']
    const told = wrong.flatMap((value) => [
      ...keys.map((key) => ({ ...least, [key]: value })),
      ...['file', 'postgres', 'http'].flatMap((type) => inSources.map((key) => ({ ...least, source: { type, [key]: value } }))),
      ...inFields.map((key) => ({ ...least, fields: [{ ...least.fields[0], [key]: value }] })),
      ...['truncate', 'map', 'default'].map((key) => ({ ...least, fields: [{ ...least.fields[0], transform: [{ [key]: value }] }] })),
    ])
    const sentences = problems(Object.fromEntries(told.map((file, index) => [`${index}.json`, file])))
    expect(sentences.length).toBeGreaterThan(200)
    expect(sentences.filter((sentence) => /Invalid|Too (small|big)|Unrecognized|received/.test(sentence))).toEqual([])
  })
})

describe('the printed schema', () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  const isValid = ajv.compile(JSON.parse(printedSyncSchema()))

  test('takes the definitions of this folder, and what a start takes', () => {
    const examples = readdirSync(new URL('syncs/', folder)).map((name) => parsed(`syncs/${name}`))
    expect(examples.length).toBeGreaterThan(1)
    for (const example of [...examples, least]) expect(isValid(example), JSON.stringify(isValid.errors)).toBe(true)
  })

  test('does not take what a start does not', () => {
    for (const change of [{ object: 'person' }, { kye: 'id' }, { source: { type: 'file' } }, { fields: [] }, { fields: [{ column: 'e' }] }])
      expect(isValid({ ...least, ...change })).toBe(false)
  })

  test('is named by the examples, where it lies', () => {
    for (const name of readdirSync(new URL('syncs/', folder))) {
      const file = new URL(`syncs/${name}`, folder)
      expect(JSON.parse(readFileSync(new URL(parsed(`syncs/${name}`).$schema, file), 'utf8'))).toMatchObject({ title: 'A sync with a CRM' })
    }
  })
})

test('the files that the recipe shows can be used', () => {
  const recipe = readFileSync(new URL('../../../docs/recipes/sync.md', import.meta.url), 'utf8')
  const files = [...recipe.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text], at) => [`syncs/recipe-${at}.json`, text])
  const { definitions } = load(Object.fromEntries(files), { CRM_URL: 'postgres://crm.example.com/crm' })
  expect(definitions.map(({ name, source }) => [name, source.type])).toEqual([
    ['recipe-0', 'file'],
    ['recipe-1', 'postgres'],
    ['recipe-2', 'push'],
  ])
})
