import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { print } from 'graphql'
import type { z } from 'zod'
import type { SyncDefinition } from '../../src/config/syncs.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import * as documents from './generated/graphql.ts'

type Ask = { url: string }
export type CrmRow = Record<string, unknown>

/** People of a CRM, each in one of the companies. */
export const crmPerson = (number: number, { companies = 5, ...more }: CrmRow & { companies?: number } = {}): CrmRow => ({
  id: `C-${number}`,
  user: `ext-${number}`,
  email: `p${number}@acme.io`,
  name: `Person ${number}`,
  tier: ['free', 'pro', 'scale'][number % 3],
  seats: number % 40,
  accounts: [`acc-${number % companies}`],
  ...more,
})
export const crmPeople = (count: number, more?: Parameters<typeof crmPerson>[1]) =>
  Array.from({ length: count }, (_, at) => crmPerson(at + 1, more))

const definition: Omit<z.input<typeof SyncDefinition>, 'source'> = {
  object: 'contact',
  direction: 'CRM_TO_INTERCOM',
  key: 'id',
  match: ['externalId', 'email'],
  fields: [
    { column: 'user', field: 'externalId' },
    { column: 'email', field: 'email' },
    { column: 'name', field: 'name' },
    { column: 'tier', field: 'customAttributes.tier' },
    { column: 'seats', field: 'customAttributes.seats' },
  ],
  createAttributes: { tier: 'string', seats: 'integer' },
  companies: { column: 'accounts', create: true },
}

/** A CRM that is a file of lines of JSON, with the definition of a sync of its people. */
export function writeCrm(rows: readonly (CrmRow | string)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-crm-'))
  const at = (name: string) => join(folder, name)
  writeFileSync(at('crm.ndjson'), rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''))
  writeFileSync(at('definition.json'), JSON.stringify({ ...definition, source: { type: 'file', path: at('crm.ndjson') } }))
  return {
    env: { DEFINITION: at('definition.json') },
    /** A folder of its own under this name. */
    folder(name: string) {
      const path = mkdtempSync(at(`${name}-`))
      return path
    },
    at,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

async function ask<Data>(url: string, document: Parameters<typeof print>[0], variables: object): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  })
  const { data, errors } = (await response.json()) as { data: Data | null; errors?: unknown }
  if (!data || errors) throw new Error(JSON.stringify(errors))
  return data
}

let keys = 0
const key = () => `large ${process.pid} ${Date.now()} ${keys++}`

/** The gateway may be dead for a moment. */
async function alive<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= 300) throw error
      await delay(200)
    }
  }
}

const isOver = (status: string) => !['QUEUED', 'RUNNING', 'PAUSED'].includes(status)

export type RunSeen = documents.SyncRunStateFragment

/** What an operator does with the sync `people`, over GraphQL. */
export function operate({ url }: Ask) {
  const planOf = async (id: string, more: Partial<documents.SyncPlanQueryVariables> = {}) =>
    (await ask<documents.SyncPlanQuery>(url, documents.SyncPlanDocument, { id, first: 1, ...more })).syncPlan!
  const runOf = async (id: string, more: Partial<documents.SyncRunQueryVariables> = {}) =>
    (await ask<documents.SyncRunQuery>(url, documents.SyncRunDocument, { id, first: 1, failedOnly: true, ...more })).syncRun!

  return {
    planOf,
    runOf,
    async beginPlan(): Promise<string> {
      const asked = { input: { sync: 'people' }, key: key() }
      const { syncPlanCreate } = await ask<documents.SyncPlanCreateMutation>(url, documents.SyncPlanCreateDocument, asked)
      if (!syncPlanCreate.plan) throw new Error(JSON.stringify(syncPlanCreate.errors))
      return syncPlanCreate.plan.id
    },
    async planned(id: string) {
      for (;;) {
        const plan = await alive(() => planOf(id))
        if (isOver(plan.status)) return plan
        await delay(200)
      }
    },
    async beginRun(plan: string): Promise<string> {
      const { syncPlanApply } = await ask<documents.SyncPlanApplyMutation>(url, documents.SyncPlanApplyDocument, { plan, key: key() })
      if (!syncPlanApply.run) throw new Error(JSON.stringify(syncPlanApply.errors))
      return syncPlanApply.run.id
    },
    /** @param see is shown each state on the way */
    async applied(id: string, see: (run: RunSeen) => void = () => {}) {
      for (;;) {
        const run = await alive(() => runOf(id))
        see(run)
        if (isOver(run.status)) return run
        await delay(200)
      }
    },
    /** Resolves when it is held; one that runs comes to its next checkpoint first. */
    async pause(id: string) {
      await ask(url, documents.SyncRunPauseDocument, { id })
      while ((await runOf(id)).status === 'RUNNING') await delay(50)
    },
    /** Resolves when it goes on; one that is not held just goes on. */
    async resume(id: string) {
      await ask(url, documents.SyncRunResumeDocument, { id })
      while ((await runOf(id)).status !== 'RUNNING') await delay(50)
    },
    /** What was tried, and is not done, in the order of the plan: its key, and why. */
    async failures(id: string): Promise<string[]> {
      const found: string[] = []
      for (let after: string | null = null; ; ) {
        const { items }: Awaited<ReturnType<typeof runOf>> = await runOf(id, { first: 100, after })
        found.push(...(items?.nodes ?? []).map(({ key, action, error }) => `${key} ${action} ${error?.code}`))
        if (!items?.pageInfo.hasNextPage) return found
        after = items.pageInfo.endCursor ?? null
      }
    },
  }
}

/** What a sandbox has by now, of what the sync writes, in words that are the same wherever it was made. */
export function stateOf({ world }: Pick<Sandbox, 'world'>) {
  const contacts = [...world.contacts.values()].map(({ external_id, email, name, custom_attributes, company_ids, role }) => {
    const companies = company_ids.map((id) => world.companies.get(id)?.company_id).sort()
    return JSON.stringify({ external_id, role, email, name, custom_attributes, companies })
  })
  const companies = [...world.companies.values()].map(({ company_id, name }) => `${company_id} ${name}`)
  const attributes = [...world.data_attributes.values()].map(({ name, data_type }) => `${name} ${data_type}`)
  return { contacts: contacts.sort(), companies: companies.sort(), attributes: attributes.sort() }
}

/** Contacts beyond the first of each external id, and of each address. */
export function duplicatesIn({ world }: Pick<Sandbox, 'world'>): number {
  const contacts = [...world.contacts.values()]
  const beyond = (values: readonly unknown[]) => values.length - new Set(values).size
  return beyond(contacts.map(({ external_id }) => external_id)) + beyond(contacts.map(({ email }) => email))
}

export const perSecond = (count: number, sinceMs: number, untilMs = performance.now()) => Math.round((count / (untilMs - sinceMs)) * 1_000)
