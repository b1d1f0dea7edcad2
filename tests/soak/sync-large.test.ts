import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { crmPeople, duplicatesIn, operate, perSecond, writeCrm } from '../support/large-sync.ts'
import { startSyncGateway } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'
import { aWorld } from '../unit/sandbox/small-world.ts'

const count = Number(process.env.SOAK_RECORDS ?? 20_000)
const companies = 5

test.each(['DATA_DIR', 'REDIS_URL'] as const)(
  `${count} people of a file are made, and then there is nothing to do: without a call where the ledger knows them, and with one for fifty where nobody does (%s)`,
  async (variable) => {
    await using parts = new AsyncDisposableStack()
    using crm = writeCrm(crmPeople(count, { companies }))
    const sandbox = parts.use(await startSandbox({ world: aWorld({}) }))
    const gatewayOfItsOwn = async () => {
      const kept = variable === 'DATA_DIR' ? crm.folder('data') : parts.use(await startRedis()).url
      return parts.use(
        await startSyncGateway(sandbox.url, { ...crm.env, [variable]: kept, INTERCOM_WORKSPACE_ID: sandbox.world.workspace.id_code }),
      )
    }
    const calls = () => sandbox.requests.filter((call) => call !== 'GET /me')
    async function planBy(gateway: { url: string }) {
      sandbox.forgetRequests()
      const startedAtMs = performance.now()
      const { planned, beginPlan } = operate(gateway)
      const plan = await planned(await beginPlan())
      return { plan, calls: calls().length, rate: perSecond(count, startedAtMs) }
    }

    const gateway = await gatewayOfItsOwn()
    const { applied, beginRun } = operate(gateway)
    const first = await planBy(gateway)
    // two custom attributes, and the companies
    expect(first.plan).toMatchObject({
      status: 'SUCCEEDED',
      records: count,
      counts: { create: count + 2 + companies, attach: count, skip: 0 },
    })
    const startedAtMs = performance.now()
    const run = await applied(await beginRun(first.plan.id))
    const applyRate = perSecond(2 * count, startedAtMs)
    expect(run).toMatchObject({ status: 'SUCCEEDED', progress: { done: 2 * count + 2 + companies, failed: 0 } })
    expect([sandbox.world.contacts.size, duplicatesIn(sandbox)]).toEqual([count, 0])

    const second = await planBy(gateway)
    expect(second).toMatchObject({ calls: 0, plan: { status: 'SUCCEEDED', unchanged: count, estimatedCalls: 0 } })
    const anew = await planBy(await gatewayOfItsOwn())
    expect(anew.plan).toMatchObject({ status: 'SUCCEEDED', unchanged: count, estimatedCalls: 0 })
    // a search for fifty, one look for each company, and the custom attributes
    expect(anew.calls).toBeLessThanOrEqual(Math.ceil(count / 50) + 10)
    console.log(`${variable}: planned ${first.rate}/s with ${first.calls} calls, ${applyRate} writes/s`)
    console.log(`${variable}: planned again ${second.rate}/s with 0 calls, without the ledger ${anew.rate}/s with ${anew.calls} calls`)
  },
)
