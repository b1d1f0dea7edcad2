import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, launch } from '../support/child.ts'
import { startTestGateway, type TestGatewayOptions } from '../support/gateway.ts'
import { pushed, sha256, withSyncs } from '../support/pushed.ts'
import { aContact, aWorld } from '../unit/sandbox/small-world.ts'

const key = 'the-key-of-the-crm'
const folder = mkdtempSync(join(tmpdir(), 'sync-cli-'))
let files = 0
function aFile(records: readonly unknown[], ending = 'ndjson'): string {
  files += 1
  const path = join(folder, `${files}.${ending}`)
  writeFileSync(path, records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'))
  return path
}

async function start(options: TestGatewayOptions = {}, definition = pushed()) {
  const env = { GATEWAY_API_KEYS: `crm:${sha256(key)}:SYNC_RUN,reader:${sha256('another')}:CONTACTS_READ`, ...options.env }
  const gateway = await startTestGateway({ world: aWorld({ contacts: [] }), configure: withSyncs([definition]), ...options, env })
  const run = (args: readonly string[], more: { stdin?: string; env?: Record<string, string> } = {}) =>
    cli(['sync', ...args, '--to', gateway.url], { env: { GATEWAY_API_KEY: key }, ...more })
  return {
    ...gateway,
    get calls() {
      return gateway.calls
    },
    run,
    /** What a program is told, without how far it was meanwhile. */
    async told(args: readonly string[]) {
      const { code, stdout, stderr } = await run([...args, '--json'])
      const objects = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { type: string; id?: string; [name: string]: unknown })
      return { code, stderr, objects: objects.filter(({ type }) => type !== 'progress') }
    },
    people: () =>
      [...gateway.sandbox.world.contacts.values()].map(({ external_id, email, name, phone }) => ({ id: external_id, email, name, phone })),
  }
}
const ada = { id: 'c-1', email: 'ada@acme.io', name: 'Ada', phone: '+353871234567' }
const bob = { id: 'c-2', email: 'bob@acme.io', name: 'Bob', phone: null }
const idIn = (text: string, what = '') => new RegExp(`${what}([0-9a-f]{24})`).exec(text)?.[1] ?? ''

test('a file is planned, reviewed and applied; the next plan of it has nothing to do', async () => {
  await using gateway = await start()
  const path = aFile([ada, bob])
  const planned = await gateway.run(['plan', 'crm', path])
  expect({ code: planned.code, stderr: planned.stderr }).toEqual({ code: 3, stderr: '' })
  const plan = idIn(planned.stdout)
  const [head, ...rest] = planned.stdout.split('\n')
  expect(head).toBe(`${plan}: crm, 2 records, 0 of them as they should be`)
  expect(rest.slice(0, 2)).toEqual(['  create    2', expect.stringMatching(/^To apply it takes \d calls to Intercom, about \d+ s\.$/)])
  expect(rest.join('\n')).toContain(
    [
      '',
      'create (2)',
      '  c-1  (line 1)',
      '    externalId  nothing -> "c-1"            SOURCE_WINS',
      '    email       nothing -> "ada@acme.io"    SOURCE_WINS',
      '    name        nothing -> "Ada"            SOURCE_WINS',
      '    phone       nothing -> "+353871234567"  MANUAL',
      '  c-2  (line 2)',
    ].join('\n'),
  )
  expect(planned.stdout).toMatch(
    new RegExp(
      `\nAll of it: sync show ${plan} --all\nDo it: sync apply ${plan}\nIt is kept until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\.\n$`,
    ),
  )
  expect(gateway.people()).toEqual([])

  const shown = await gateway.run(['show', plan, '--first', '1'])
  expect(shown.stdout).toContain('c-1')
  expect(shown.stdout).not.toContain('c-2')
  const [, cursor = ''] = /--after (\S+)\n$/.exec(shown.stdout) ?? []
  expect((await gateway.run(['show', plan, '--after', cursor])).stdout).toMatch(/^create \(2\)\n {2}c-2 /)
  expect((await gateway.run(['show', plan, '--action', 'skip'])).stdout).not.toContain('c-1')

  expect(await gateway.run(['apply', plan])).toMatchObject({ code: 2, stderr: expect.stringMatching(/add --yes/) })
  const applied = await gateway.run(['apply', plan, '--yes'])
  expect(applied).toMatchObject({ code: 0, stderr: '' })
  const run = idIn(applied.stdout)
  expect(applied.stdout).toBe(`${run}: crm, SUCCEEDED, 2 of 2 done, of the plan ${plan}\n`)
  expect(gateway.people()).toEqual([ada, bob])

  expect(await gateway.run(['apply', plan, '--yes'])).toMatchObject({ code: 4, stderr: expect.stringMatching(/was applied by the run/) })
  expect((await gateway.run(['status'])).stdout).toMatch(new RegExp(`^RUN .*\n${run}  crm   SUCCEEDED  2     2   0 `))
  expect(await gateway.run(['plan', 'crm', '-', '--format', 'ndjson'], { stdin: JSON.stringify(ada) })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/: crm, 1 record, 1 of them as they should be\n$/),
  })
}, 60_000)

test('what fails is told, exit 1, and tried again alone once it can be done', async () => {
  await using gateway = await start({ world: aWorld({ contacts: [aContact(9, { external_id: null, email: bob.email })] }) })
  const { code, objects } = await gateway.told(['plan', 'crm', aFile([ada, bob, 'no JSON'])])
  expect({ code, told: objects.map(({ type, key }) => [type, key]) }).toEqual({
    code: 3,
    told: [
      ['plan', undefined],
      ['item', 'c-1'],
      ['item', 'c-2'],
      ['item', 'row 3'],
    ],
  })
  expect(objects[0]).toMatchObject({ status: 'SUCCEEDED', records: 3, counts: { create: 2, skip: 1 } })
  expect(objects[3]).toMatchObject({ action: 'SKIP', line: 3, error: { code: 'INVALID', message: 'The record is no JSON.' } })

  const applied = await gateway.told(['apply', objects[0]!.id!, '--yes'])
  expect(applied).toMatchObject({
    code: 1,
    stderr: '',
    objects: [
      { type: 'failed', key: 'c-2' },
      { type: 'run', status: 'SUCCEEDED' },
    ],
  })
  const run = applied.objects[1]!.id!
  expect(await gateway.run(['status', run])).toMatchObject({ code: 1, stdout: expect.stringMatching(/^ {2}c-2 /) })

  gateway.sandbox.world.contacts.remove([...gateway.sandbox.world.contacts.values()].find(({ external_id }) => external_id === null)!.id)
  gateway.forgetRequests()
  expect(await gateway.run(['retry', run])).toMatchObject({ code: 0, stdout: expect.stringMatching(/SUCCEEDED, 1 of 1 done/) })
  expect(gateway.calls.filter((call) => call === 'POST /contacts')).toHaveLength(1)
  expect(await gateway.run(['retry', run])).toMatchObject({ code: 4, stderr: expect.stringMatching(/has failed/) })
  expect(await gateway.run(['plan', 'crm', aFile([ada, bob, 'no JSON'])])).toMatchObject({ code: 1 })
}, 60_000)

test('a plan that archives is refused until somebody says how many, exit 4', async () => {
  await using gateway = await start()
  const first = await gateway.told(['plan', 'crm', aFile([ada])])
  await gateway.run(['apply', first.objects[0]!.id!, '--yes'])
  const { objects } = await gateway.told(['plan', 'crm', aFile([{ ...ada, gone: true }])])
  const plan = objects[0]!.id!
  expect(objects[0]).toMatchObject({ counts: { archive: 1 } })
  const refused = await gateway.told(['apply', plan, '--yes'])
  expect(refused).toMatchObject({
    code: 4,
    objects: [{ type: 'error', code: 'INVALID', message: expect.stringMatching(/expectDeletesAtMost: 1/) }],
  })
  expect((await gateway.run(['status'])).stdout).toContain('Plans that nobody has applied:')
  const left = await gateway.run(['apply', plan, '--yes', '--detach', '--expect-deletes-at-most', '1'])
  expect(left).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[0-9a-f]{24}\n$/) })
  expect(await gateway.run(['status', left.stdout.trim(), '--follow'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/SUCCEEDED, 1 of 1 done/),
  })
}, 60_000)

test('conflicts are decided, one or all, and done', async () => {
  const contacts = [ada, bob].map(({ id, email, name }, at) => aContact(at + 1, { external_id: id, email, name, phone: '+353870000001' }))
  await using gateway = await start({ world: aWorld({ contacts }) })
  const records = [ada, { ...bob, phone: '+353870000002' }]
  const { objects } = await gateway.told(['plan', 'crm', aFile(records)])
  expect(objects[0]).toMatchObject({ counts: { conflict: 2 } })
  const plan = objects[0]!.id!
  expect((await gateway.run(['show', plan])).stdout).toContain('phone  Intercom has "+353870000001", the CRM "+353871234567"  MANUAL')
  expect(await gateway.run(['resolve', plan, '--take', 'crm', '--all'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/source or intercom/),
  })
  expect(await gateway.run(['resolve', plan, '--take', 'source'])).toMatchObject({ code: 2 })
  expect(await gateway.run(['resolve', plan, 'c-9', '--take', 'source'])).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/no item "c-9"/),
  })
  expect(await gateway.run(['resolve', plan, 'c-1', '--take', 'source'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^1 resolved, 1 left\./),
  })
  expect(await gateway.run(['resolve', plan, '--all', '--take', 'intercom'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^1 resolved, 0 left\./),
  })
  expect(await gateway.run(['apply', plan, '--yes'])).toMatchObject({ code: 0 })
  expect(gateway.people().map(({ phone }) => phone)).toEqual(['+353871234567', '+353870000001'])
}, 60_000)

test('a run is left with Ctrl-C, held, let go, followed and ended', async () => {
  await using gateway = await start({
    latencyMs: 100,
    configure: (config) => withSyncs([pushed()])({ ...config, intercom: { ...config.intercom, concurrency: 1 } }),
  })
  const people = Array.from({ length: 300 }, (_, at) => ({ id: `c-${at}`, email: `p${at}@acme.io` }))
  const { objects } = await gateway.told(['plan', 'crm', aFile(people)])
  const made = () => gateway.sandbox.world.contacts.size
  await using applying = launch(['src/cli/main.ts', 'sync', 'apply', objects[0]!.id!, '--yes', '--to', gateway.url], {
    env: { GATEWAY_API_KEY: key },
  })
  await expect.poll(made, { timeout: 20_000 }).toBeGreaterThan(2)
  applying.kill('SIGINT')
  const left = await applying.ended
  expect(left).toMatchObject({
    code: 130,
    stdout: '',
    stderr: expect.stringMatching(/^The run goes on\. Follow it: sync status [0-9a-f]{24} --follow/),
  })
  const run = idIn(left.stderr)

  expect(await gateway.run(['pause', run])).toMatchObject({ code: 0, stdout: expect.stringContaining(run) })
  const held = await gateway.run(['status', run, '--follow'])
  expect(held).toMatchObject({ code: 1, stdout: expect.stringMatching(/PAUSED.*\nIt waits until: sync resume [0-9a-f]{24}\n$/) })
  expect(await gateway.run(['resume', run])).toMatchObject({ code: 0 })
  expect(await gateway.run(['cancel', run])).toMatchObject({ code: 0 })
  expect(await gateway.run(['status', run, '--follow'])).toMatchObject({ code: 1, stdout: expect.stringMatching(/CANCELLED/) })
  expect(made()).toBeLessThan(300)
  expect(await gateway.run(['pause', run])).toMatchObject({ code: 4, stderr: expect.stringMatching(/It is over: CANCELLED/) })
}, 90_000)

test('the syncs are listed, with when they run', async () => {
  await using gateway = await start()
  expect(await gateway.run(['list'])).toMatchObject({
    code: 0,
    stdout:
      'NAME  OBJECT   DIRECTION        SOURCE  LAST WHOLE  NEXT  RUNS\ncrm   CONTACT  CRM_TO_INTERCOM  push    never       -     by hand\n',
  })
  expect((await gateway.told(['list'])).objects).toMatchObject([{ type: 'sync', name: 'crm' }])
})

describe('told, and with its own exit code, is', () => {
  test.each<[string, string[], { env?: Record<string, string> }, number, RegExp]>([
    ['a sync that there is not', ['plan', 'crn', aFile([ada])], {}, 4, /There is no sync "crn"/],
    ['one that has nothing to read', ['plan', 'crm'], {}, 4, /POST \/sync\/crm/],
    ['a plan that there is not', ['show', '5f0000000000000000000000'], {}, 4, /There is no plan 5f0{22} \(any more\)/],
    ['what is no id', ['status', 'x'], {}, 4, /is not the id of a SyncRun/],
    ['a file that there is not', ['plan', 'crm', join(folder, 'nope.csv')], {}, 2, /cannot be read \(ENOENT\)/],
    ['a file that is a folder', ['plan', 'crm', folder, '--format', 'csv'], {}, 2, /cannot be read/],
    ['a file whose name says nothing', ['plan', 'crm', '-'], {}, 2, /add --format csv or ndjson or json/],
    ['a file without a header', ['plan', 'crm', aFile([], 'csv')], {}, 2, /The file is empty/],
    ['a limit for a file', ['plan', 'crm', aFile([ada]), '--limit', '5'], {}, 2, /are of what the source holds/],
    ['an instant that is none', ['plan', 'crm', '--since', '2026-11-23T09:30:00'], {}, 2, /with its offset/],
    [
      'a missing key',
      ['plan', 'crm', aFile([ada])],
      { env: {} },
      1,
      /GATEWAY_API_KEY is not set; the gateway wants a key with the scope SYNC_RUN/,
    ],
    ['a key for other things', ['list'], { env: { GATEWAY_API_KEY: 'another' } }, 1, /GATEWAY_API_KEY needs the scope SYNC_RUN/],
  ])('%s', async (_, args, more, code, message) => {
    await using gateway = await start()
    expect(await gateway.run(args, more)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) })
  })

  test('a CRM that cannot be read', async () => {
    await using gateway = await start({}, { ...pushed(), source: { type: 'file', path: join(folder, 'nope.csv') } })
    expect(await gateway.run(['plan', 'crm'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The records of the sync crm cannot be read. ".*nope.csv" cannot be read \(ENOENT\).\n$/),
    })
  })

  test('a definition that does not fit, problem by problem', async () => {
    const [field] = pushed().fields
    const fields = ['nmae', 'phnoe'].map((name) => ({ ...field!, column: name, field: name }))
    await using gateway = await start({}, { ...pushed(), fields: [...pushed().fields, ...fields] })
    const { code, stderr } = await gateway.run(['plan', 'crm', aFile([ada])])
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 4,
      lines: [
        'The sync crm does not fit this workspace:',
        expect.stringMatching(/^- fields\[\d\].field is nmae, .* did you mean name\?$/),
        expect.stringMatching(/^- fields\[\d\].field is phnoe, .* did you mean phone\?$/),
      ],
    })
  })

  test('a gateway that does not answer', async () => {
    for (const args of [['list'], ['plan', 'crm', aFile([ada])]])
      expect(await cli(['sync', ...args, '--to', 'http://127.0.0.1:9'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/answer/) })
  })
})

test('help says what exit codes mean', async () => {
  for (const command of ['plan', 'apply'])
    expect((await cli(['sync', command, '--help'])).stdout).toMatch(/Exit codes: 0 .*3 a plan has changes/s)
})
