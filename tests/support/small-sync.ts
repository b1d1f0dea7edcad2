import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { SyncDefinition } from '../../src/config/syncs.ts'
import type { Config } from '../../src/config.ts'
import type { startTestGateway } from './gateway.ts'

/** A sync of a CRM that has nobody, and has to make a custom attribute first: a plan and a run without a record of Intercom. */
export function withSmallSync(config: Config['sync']): Config['sync'] {
  const path = join(mkdtempSync(join(tmpdir(), 'gateway-crm-')), 'crm.csv')
  writeFileSync(path, 'id,badge\n')
  const definition = SyncDefinition.parse({
    ...{ object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'file', path }, key: 'id', match: ['externalId'] },
    fields: [
      { column: 'id', field: 'externalId' },
      { column: 'badge', field: 'customAttributes.badge' },
    ],
    createAttributes: { badge: 'string' },
    schedule: { whole: '0 3 * * *' },
  })
  return { ...config, definitions: [{ ...definition, name: 'small', secrets: {} }] }
}

/** Plans it and does what the plan says. Resolves when there is a plan, and a run of it, in which all is done. */
export async function applySmallSync({ query }: Pick<Awaited<ReturnType<typeof startTestGateway>>, 'query'>, headers = {}): Promise<void> {
  const ask = async (text: string) => {
    const { data, errors } = await query<{ it: { plan?: { id: string }; run?: { id: string }; status?: string } | null }>(text, {}, headers)
    if (!data?.it) throw new Error(JSON.stringify(errors))
    return data.it
  }
  const until = (text: string) => vi.waitFor(async () => expect((await ask(text)).status).toBe('SUCCEEDED'), { timeout: 20_000 })
  const { plan } = await ask('mutation { it: syncPlanCreate(input: { sync: "small" }) { plan { id } } }')
  await until(`{ it: syncPlan(id: "${plan?.id}") { status } }`)
  const { run } = await ask(`mutation { it: syncPlanApply(plan: "${plan?.id}") { run { id } } }`)
  await until(`{ it: syncRun(id: "${run?.id}") { status } }`)
}
