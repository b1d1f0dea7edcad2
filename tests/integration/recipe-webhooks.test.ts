import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { cli } from '../support/child.ts'
import { openConnection, received } from '../support/raw-http.ts'
import { startRedis } from '../support/redis.ts'
import { startTopics } from '../support/topics.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf, textOf } from '../support/webhooks.ts'

const page = readFileSync(new URL('../../docs/recipes/webhooks.md', import.meta.url), 'utf8')
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, text = '']) => text.trim().split('\n'))
const ours = commands.flatMap((line) => /^npm run cli -- (.*)$/.exec(line)?.[1] ?? [])
const [old, another] = ['the-old-secret', 'the-new-secret'] as const
const notification = notificationOf('conversation.user.replied', { type: 'conversation', id: '1' })

test('the recipe checks the address as Intercom does, and its simulation arrives', async () => {
  await using gateway = await startDesk({ env: { INTERCOM_CLIENT_SECRET: old } })
  expect(commands).toContain('curl -I https://<your gateway>/webhooks/intercom')
  // under the name of a tunnel, too
  const head = await fetch(`${gateway.url}/webhooks/intercom`, { method: 'HEAD' })
  expect(head.status).toBe(200)
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret: old })
  gateway.sandbox.webhooks.ping()
  await expect.poll(() => gateway.sandbox.webhooks.subscription()).toMatchObject({ isValid: true })
  await expect.poll(() => gateway.sandbox.webhooks.deliveries().at(-1)?.outcome).toBe('delivered')

  const env = { INTERCOM_CLIENT_SECRET: old, PORT: new URL(gateway.url).port }
  expect(await cli(ours[0]!.split(' '), { env })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^200 .*"outcome":"accepted"/) })
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  expect(metrics).toMatch(/^gateway_webhooks_total\{.*\} [1-9]/m)
}, 180_000)

test('the recipe verifies a body that was caught', async () => {
  const text = textOf(notification).toString()
  const file = join(mkdtempSync(join(tmpdir(), 'webhook-')), 'body.json')
  writeFileSync(file, text)
  // three at once: each is a process of its own
  const verify = (secret: string) =>
    cli(
      ours[1]!
        .replace('body.json', file)
        .replace('sha1=…', signatureOf(Buffer.from(text), old))
        .split(' '),
      {
        env: { INTERCOM_CLIENT_SECRET: secret },
      },
    )
  expect(await Promise.all([old, `${another},${old}`, another].map(verify))).toMatchObject([
    { code: 0, stdout: expect.stringContaining('conversation.user.replied') },
    { code: 0, stdout: expect.stringContaining('secret 2 of 2') },
    { code: 1 },
  ])
}, 180_000)

test('the recipe looks at what came, and lets a dead letter happen after all', async () => {
  await using server = await startRedis()
  await using gateway = await startDesk({
    env: { INTERCOM_CLIENT_SECRET: old, REDIS_URL: server.url },
    configure: (config) => ({
      ...config,
      cache: { ...config.cache, redisTimeoutMs: 5_000 },
      webhooks: { ...config.webhooks, maxTries: 1 },
    }),
  })
  const env = { PORT: new URL(gateway.url).port }
  const [follow, look, replay] = ours.slice(2) as [string, string, string]
  // so that the log refuses what forgets this
  await server.command('LPUSH', '{small}:generation:conversation:1', 'no generation')
  const sick = notificationOf('conversation.user.replied', { type: 'conversation', id: '1' })
  expect(await deliver(gateway.url, sick, { secret: old })).toMatchObject({ told: 'held' })
  expect(await cli(look.split(' '), { env })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(`DEAD_LETTER .* ${String(sick.id)} `),
  })
  const query = /```graphql\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  expect((await gateway.query(query)).data).toMatchObject({
    webhookDeliveries: { nodes: [{ failure: expect.any(String), payload: sick }] },
  })
  const again = replay.replace('notif_…', String(sick.id)).split(' ')
  expect(await cli(again, { env })).toMatchObject({ code: 1, stderr: expect.stringContaining('stays a dead letter') })
  await server.command('DEL', '{small}:generation:conversation:1')
  expect(await cli(again, { env })).toMatchObject({ code: 0, stdout: expect.stringContaining('PROCESSED') })
  const listed = await cli([...follow.split(' '), '--no-follow'], { env })
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(`PROCESSED .* try 3 .*${String(sick.id)}`) })
}, 180_000)

test('while a secret is replaced both are taken, and before and after it one', async () => {
  const takes = async (INTERCOM_CLIENT_SECRET: string) => {
    await using gateway = await startDesk({ env: { INTERCOM_CLIENT_SECRET } })
    return await Promise.all([old, another].map(async (secret) => (await deliver(gateway.url, textOf(notification), { secret })).status))
  }
  expect(await takes(old)).toEqual([200, 401])
  expect(await takes(`${another},${old}`)).toEqual([200, 200])
  expect(await takes(another)).toEqual([401, 200])
})

test('a tunnel leads to the webhooks and to nothing else', async () => {
  await using gateway = await startDesk({ env: { INTERCOM_CLIENT_SECRET: old } })
  const statusOf = async (request: string) => {
    const socket = await openConnection(gateway.url)
    socket.write(`${request} HTTP/1.1\r\nHost: some.tunnel.example\r\nConnection: close\r\n\r\n`)
    return Number(/^HTTP\/1.1 (\d+)/.exec(await received(socket))?.[1])
  }
  expect(await statusOf('HEAD /webhooks/intercom')).toBe(200)
  expect(await statusOf('GET /graphql?query={viewer{id}}')).toBe(403)
})

test('the list of topics says what the gateway does with each (npx vitest run -u writes it)', async () => {
  await using table = await startTopics()
  const isChosen = (topic: string) => table.judge(topic, {}).kind !== 'ignored' && topic !== 'ping'
  const familyOf = (topic: string) => topic.slice(0, topic.indexOf('.'))
  const families = Map.groupBy(table.topics.filter(isChosen).toSorted(), familyOf)
  const reasons = Map.groupBy(
    table.rules.flatMap((rules) => Object.entries(rules)).filter(([, rule]) => typeof rule !== 'function'),
    ([, rule]) => ('ignored' in rule ? rule.ignored : ''),
  )
  const code = (topics: readonly string[]) => topics.map((topic) => `\`${topic}\``).join(', ')
  const text = [
    "# Topics of Intercom's webhooks",
    'Made of what each row of the gateway does with a topic (`src/resources/*/webhooks.ts`), by `tests/integration/recipe-webhooks.test.ts`. How to set them up:',
    '[recipes/webhooks.md](recipes/webhooks.md).',
    '',
    '## Choose these',
    '',
    '| family | topics |',
    '| --- | --- |',
    ...[...families].map(([family, topics]) => `| ${family} | ${code(topics)} |`),
    '',
    '## Leave these out',
    '',
    'They would be answered 200 and dropped.',
    '',
    '| topics | why |',
    '| --- | --- |',
    ...[...reasons].map(([reason, entries]) => `| ${code(entries.map(([topic]) => topic))} | ${reason} |`),
    '',
    '`ping` comes unasked.',
    '',
  ]
  text.splice(1, 0, '')
  await expect(text.join('\n')).toMatchFileSnapshot('../../docs/webhook-topics.md')
})
