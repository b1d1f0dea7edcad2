import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../src/schema.ts'
import { startTestGateway } from '../support/gateway.ts'
import { hostileRequests, withHostileIds } from '../support/hostile-requests.ts'
import { createHostileSender } from '../support/hostile-sender.ts'
import { idSlots } from '../support/id-slots.ts'

// the soak sends a hundred thousand of these; here each comes once
const logLines: string[] = []
let gateway: Awaited<ReturnType<typeof startTestGateway>>
let sender: ReturnType<typeof createHostileSender>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 5, conversations: 5, logLines })
  sender = createHostileSender(gateway.url)
})
afterAll(async () => {
  await sender[Symbol.asyncDispose]()
  await gateway.dispose()
})

const complaints = () => logLines.filter((line) => (JSON.parse(line) as { level: string }).level === 'error')

test.each(hostileRequests)('$name is answered in its own words', async (request) => {
  const { status, body } = await sender.send(request)
  expect(request.statuses, body.slice(0, 300)).toContain(status)
  expect(body).not.toMatch(/node_modules|\.[jt]s:\d|polluted|INTERNAL/)
  expect(complaints()).toEqual([])
})

test('ids that are none are answered without a failure, wherever they are given', async () => {
  const requests = withHostileIds(idSlots(schema))
  expect(requests.length).toBeGreaterThan(3_000)
  // one of each id and one of each place are enough here
  const some = requests.filter((_, index) => index % 61 === 0)
  for (const request of some) {
    const { status, body } = await sender.send(request)
    expect(request.statuses, `${request.name} ${body.slice(0, 300)}`).toContain(status)
    expect(body).not.toContain('INTERNAL')
  }
  expect(complaints()).toEqual([])
})
