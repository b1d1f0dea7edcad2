import { setTimeout as delay } from 'node:timers/promises'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { aCompany, aContact, anAttribute, aWorld, hexId } from '../unit/sandbox/small-world.ts'
import { type CrmRow, crmPerson, duplicatesIn, operate, stateOf, writeCrm } from './large-sync.ts'
import { startMortalGateway, startSyncGateway } from './processes.ts'

export type KillingSync = {
  /** Records of the CRM. */
  count: number
  /** How often the gateway is killed while it applies the plan. */
  kills: number
  /** Where it keeps what must survive: `DATA_DIR`, or `REDIS_URL`. */
  env: Record<string, string>
}

/** Of the first hundred of every thousand: those that are in Intercom already, otherwise than the CRM has them. */
const isThere = (number: number) => number % 10 === 3
/** Of those, whom somebody changes, and whom somebody takes away, between the plan and the run. */
const isChanged = (number: number) => number % 100 === 13
const isTaken = (number: number) => number % 100 === 53
/** Of those who are not there, who comes between the plan and the run. */
const comesMeanwhile = (number: number) => number % 100 === 77
const companies = 40

function rowsOf(count: number): (CrmRow | string)[] {
  const rows: (CrmRow | string)[] = Array.from({ length: count }, (_, at) => crmPerson(at + 1, { companies }))
  return [...rows, '{"id": "C-cut', crmPerson(1, { name: 'The same key again' })]
}

/** Intercom before the plan: some of the people, half of the companies. */
function startIntercom(count: number): Promise<Sandbox> {
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  return startSandbox({
    world: aWorld({
      contacts: numbers
        .filter(isThere)
        .map((number) => aContact(number, { external_id: `ext-${number}`, email: `p${number}@acme.io`, name: `Once ${number}` })),
      companies: Array.from({ length: companies / 2 }, (_, at) => aCompany(at + 1, { company_id: `acc-${at}`, name: `acc-${at}` })),
      data_attributes: [anAttribute('1', { name: 'tier' })],
    }),
    latencyMs: 2,
  })
}

/** What others do between the plan and the run. */
function meddle({ world }: Sandbox, count: number) {
  for (let number = 1; number <= count; number++) {
    const contact = world.contacts.get(hexId(number))
    if (contact && isChanged(number)) world.contacts.put({ ...contact, name: `By hand ${number}` })
    if (contact && isTaken(number)) world.contacts.remove(contact.id)
    if (!comesMeanwhile(number)) continue
    world.contacts.put(aContact(1_000_000 + number, { external_id: `ext-${number}`, email: `p${number}@acme.io`, name: `Came ${number}` }))
  }
}

/**
 * Applies a plan that makes people, changes others, puts them into companies, and cannot do all of it. Each kill comes when Intercom has been sent so many writes,
 * at random places of the run. Answers what Intercom has then, what was told of the run, and the second writes of it.
 */
export async function applyWithKills({ count, kills, env }: KillingSync) {
  await using parts = new AsyncDisposableStack()
  using crm = writeCrm(rowsOf(count))
  const sandbox = parts.use(await startIntercom(count))
  const gateway = parts.use(
    await startMortalGateway(
      sandbox.url,
      { INTERCOM_WORKSPACE_ID: sandbox.world.workspace.id_code, LEASE_SECONDS: '2', ...crm.env, ...env },
      startSyncGateway,
    ),
  )
  const { beginPlan, planned, beginRun, applied, failures } = operate(gateway)
  const plan = await planned(await beginPlan())
  meddle(sandbox, count)
  sandbox.forgetRequests()
  const { create, update, attach } = plan.counts
  const total = create + update + attach
  const run = await beginRun(plan.id)

  const sent = () => sandbox.requests.filter((call) => !call.startsWith('GET') && !call.endsWith('/search')).length
  // the last ones would come too late
  const places = Array.from({ length: kills }, () => Math.ceil(Math.random() * 0.9 * total)).sort((one, other) => one - other)
  let isOver = false
  let killed = 0
  const killing = (async () => {
    for (const place of places) {
      while (!isOver && sent() < place) await delay(1)
      if (isOver) return
      await gateway.die(0)
      killed++
    }
  })()
  const seen: number[] = []
  const ended = await applied(run, ({ progress: { done } }) => void seen.push(done))
  isOver = true
  await killing
  const failed = await failures(run)
  return {
    ...{ plan, killed, sent: sent(), duplicates: duplicatesIn(sandbox), state: stateOf(sandbox), failed },
    /** What was shown of the run when it was over, and whether `done` ever went back. */
    run: { status: ended.status, ...ended.progress },
    wentBack: seen.some((done, at) => at > 0 && done < seen[at - 1]!),
  }
}
