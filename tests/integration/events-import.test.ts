import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cli, launch } from '../support/child.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const key = 'the-key-of-an-importer'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  const contacts = [1, 2].map((number) => aContact(number, { external_id: `u-${number}`, email: `u${number}@example.com` }))
  gateway = await startTestGateway({
    world: aWorld({ contacts }),
    env: { GATEWAY_API_KEYS: `importer:${sha256(key)}:EVENTS_WRITE,reader:${sha256('another')}:CONTACTS_READ` },
  })
})
afterAll(() => gateway.dispose())
beforeEach(() => {
  gateway.forgetRequests()
  const { events } = gateway.sandbox.world
  for (const id of [...events.keys()]) events.remove(id)
})

const folder = mkdtempSync(join(tmpdir(), 'events-import-'))
let files = 0
function aFile(text: string, ending = 'csv'): string {
  files += 1
  const path = join(folder, `${files}.${ending}`)
  writeFileSync(path, text)
  return path
}
const run = (args: readonly string[], env: Record<string, string> = { GATEWAY_API_KEY: key }, more: { stdin?: string } = {}) =>
  cli(['events', 'import', '--to', gateway.url, ...args], { env, ...more })

const second = Math.floor(Date.now() / 1000) - 3_600
const at = (seconds: number) => new Date(seconds * 1000).toISOString()
/** What Intercom has of events. */
const events = () =>
  [...gateway.sandbox.world.events.values()].map(({ event_name, contact_id, created_at, metadata }) => [
    ...[event_name, contact_id === hexId(1) ? 1 : 2, created_at - second, metadata],
  ])
const sent = () => gateway.calls.filter((call) => call === 'POST /events').length

test('every row is an event once, whoever it is about, in batches; the same file again sends nothing', async () => {
  const path = aFile(
    [
      'event,contactId,userId,email,occurredAt,metadata.plan,metadata.seats:number',
      `signed-up,${hexId(1)},,,${second},pro,`,
      `paid,,u-2,,${at(second + 1)},,3`,
      `paid,,,u1@example.com,${at(second + 2)},"a ""b"", c",`,
      'looked,,u-1,,,,',
    ].join('\r\n'),
  )
  const imported = await run([path, '--batch', '3'])
  expect(imported).toEqual({ code: 0, signal: null, stdout: '4 rows, all taken by Intercom\n', stderr: '' })
  const found = events()
  expect(found).toEqual([
    ['signed-up', 1, 0, { plan: 'pro' }],
    ['paid', 2, 1, { seats: 3 }],
    ['paid', 1, 2, { plan: 'a "b", c' }],
    ['looked', 1, expect.any(Number), {}],
  ])
  expect(sent()).toBe(4)
  expect(await run([path, '--batch', '3'])).toEqual(imported)
  expect([sent(), events()]).toEqual([4, found])
})

test('rows that fail are told by their lines, and written so that they can be corrected and imported', async () => {
  const path = aFile(
    [
      { event: 'paid', userId: 'u-1', occurredAt: second, metadata: { plan: 'pro' } },
      { event: 'opened', userId: 'nobody', occurredAt: second },
      'no JSON',
      { event: 'paid', email: 'u2@example.com', occurredAt: second, metadata: { plan: { name: 'pro' } } },
      { event: 'paid', userId: 'u-1', occurredAt: second - 100 * 86_400 },
      { event: 'left', userId: 'u-2', occurredAt: second + 9 },
    ]
      .map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
      .join('\n'),
    'ndjson',
  )
  const errors = join(folder, 'errors.ndjson')
  const { code, stdout, stderr } = await run([path, '--errors', errors])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '6 rows, 2 taken by Intercom, 4 failed\n' })
  expect(stderr.trimEnd().split('\n').sort()).toEqual([
    'line 2: There is no contact with this externalId.',
    'line 3: The row is no JSON.',
    'line 4: "metadata.plan" is neither a text nor a number; expected one of these, { url, value } or { amount, currency }.',
    `line 5: "occurredAt" is ${at(second - 100 * 86_400)}; Intercom takes events of the last 90 days.`,
  ])
  expect(events()).toEqual([
    ['paid', 1, 0, { plan: 'pro' }],
    ['left', 2, 9, {}],
  ])

  const failed = readFileSync(errors, 'utf8')
  const corrected = failed
    .replace('"nobody"', '"u-2"')
    .replace('{"name":"pro"}', '"pro"')
    .replace(String(second - 100 * 86_400), String(second + 5))
    .replace(/^.*"_raw":"no JSON".*\n/m, '')
  expect(await run([aFile(corrected, 'ndjson')])).toMatchObject({ code: 0, stdout: '3 rows, all taken by Intercom\n' })
  expect(events()).toHaveLength(5)
})

test('a run that was killed is repeated, and sends nothing twice', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `did-${row},u-1,${second + row}`)
  const args = [aFile(['event,userId,occurredAt', ...rows].join('\n')), '--batch', '2']
  await using broken = launch(['src/cli/main.ts', 'events', 'import', '--to', gateway.url, ...args], { env: { GATEWAY_API_KEY: key } })
  await expect.poll(sent, { timeout: 20_000, interval: 5 }).toBeGreaterThan(5)
  broken.kill('SIGKILL')
  expect(await broken.ended).toMatchObject({ signal: 'SIGKILL' })
  expect(sent()).toBeLessThan(40)
  expect(await run(args)).toMatchObject({ code: 0, stdout: '40 rows, all taken by Intercom\n' })
  expect([sent(), events().length]).toEqual([40, 40])
})

test('programs write into it, and are told in objects, one a line', async () => {
  const text = `event;userId;occurredAt\npaid;u-1;${second}\npaid;nobody;${second}\n`
  const { code, stdout, stderr } = await run(['-', '--format', 'csv', '--delimiter', ';', '--json'], undefined, { stdin: text })
  const lines = stdout.trimEnd().split('\n')
  const told = lines.map((line) => JSON.parse(line) as { type: string }).filter(({ type }) => type !== 'progress')
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(told).toEqual([
    { type: 'failed', line: 3, row: 2, code: 'NOT_FOUND', message: 'There is no contact with this externalId.', retryable: false },
    { type: 'end', rows: 2, done: 2, failed: 1, isComplete: true, message: '2 rows, 1 taken by Intercom, 1 failed' },
  ])
  expect(JSON.parse(lines.at(-2)!)).toMatchObject({ type: 'progress', rows: 2, done: 2, failed: 1, etaSeconds: 0 })
})

test.each(['csv', 'ndjson'])('the %s file of the recipe is one', async (format) => {
  const recipe = readFileSync(new URL('../../docs/recipes/events.md', import.meta.url), 'utf8')
  const [, block = ''] = new RegExp(`\`\`\`${format}\n([\\s\\S]*?)\`\`\``).exec(recipe) ?? []
  // the day of the recipe is long ago some day
  const text = block.replaceAll('2026-11-23T09:30:00Z', at(second)).replaceAll('1795426200', String(second))
  expect(await run([aFile(text, format), '--dry-run'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2 rows, 0 of them not/) })
})

describe('nothing is sent', () => {
  const rows = `event,userId,occurredAt\npaid,u-1,${second}\npaid,u-1,tomorrow\n`
  test.each<[string, () => string[], number, RegExp]>([
    ['of a dry run', () => [aFile(rows), '--dry-run'], 1, /^line 3: "occurredAt" is no instant/],
    [
      'of a file with a column that nothing is known of',
      () => [aFile(`plan,${rows}`)],
      2,
      /nothing is known of the column "plan"\nColumns are event, /,
    ],
    ['of a file that does not say what it is', () => [aFile(rows, 'txt')], 2, /add --format csv or ndjson/],
    ['of a file that is not there', () => [join(folder, 'no.csv')], 2, /It cannot be read \(ENOENT\)/],
    ['to a gateway that is not there', () => [aFile(rows), '--to', 'http://127.0.0.1:9'], 1, /nothing answers at http:\/\/127\.0\.0\.1:9/],
  ])('%s', async (_, args, code, told) => {
    expect(await run(args())).toMatchObject({ code, stderr: expect.stringMatching(told) })
    expect(gateway.calls).toEqual([])
  })

  test('without a key that may', async () => {
    expect(await run([aFile(rows)], { GATEWAY_API_KEY: 'another' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/needs the scope EVENTS_WRITE, which this caller lacks\.\nNothing was sent\.\n$/),
    })
    expect(await run([aFile(rows)], {})).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('GATEWAY_API_KEY is not set; the gateway wants a key with the scope EVENTS_WRITE'),
    })
    expect(gateway.calls).toEqual([])
  })
})
