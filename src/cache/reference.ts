import { currentScope } from '../monitoring/request-scope.ts'
import { freezeAndMeasure } from './freeze.ts'
import { createIdentityOf, type IdentityOptions } from './identity.ts'
import type { Copy } from './kept.ts'
import { referenceKey } from './keys.ts'
import type { Load, Loaded } from './load.ts'
import { createOnePerHouse } from './one-per-house.ts'
import type { Policy } from './policy.ts'
import { createReader } from './read-through.ts'
import type { Tiers } from './tiers.ts'

/** Data that upstream lists whole in one answer: admins, teams, tags. */
export type ReferenceKind<Wire, Model> = Omit<IdentityOptions<Wire>, 'canMove'> & {
  /** The prefix of its key, its name under `cache.kinds` in the configuration, and its label in the metrics. */
  kind: string
  fromWire(wire: Wire): Model
  fetchAll(): Promise<readonly Wire[]>
}

export type Reference<Model> = {
  /** Every one, in upstream's order. Rejects when upstream fails and nothing within its grace is kept. */
  all(): Promise<readonly Model[]>
  byId(): Promise<ReadonlyMap<string, Model>>
  /** Starts `all` for somebody who will ask soon. No call when it is fresh; a failure is left to whoever asks. */
  warm(): void
  /** The opaque key by which a Change forgets it. */
  keyOf(): string
}

type Table<Model> = { all: readonly Model[]; byId: ReadonlyMap<string, Model> }

export function createReference<Wire, Model>(
  tiers: Tiers,
  { kind: reference, policy }: { kind: ReferenceKind<Wire, Model>; policy: Policy },
): Reference<Model> {
  const { kind, fromWire, fetchAll } = reference
  const { idOf } = createIdentityOf(reference)
  const { l1, now, say, onRead } = tiers
  const slot = { key: referenceKey(kind), generation: referenceKey(kind) }
  const onePerHouse = createOnePerHouse(tiers)

  function tableOf(wires: readonly Wire[]) {
    const all = wires.map(fromWire)
    const byId = new Map(wires.map((wire, index) => [idOf(wire) as string, all[index] as Model]))
    const model: Table<Model> = { all, byId }
    return { model, bytes: freezeAndMeasure(all) + byId.size * 50 }
  }
  const decode = (json: string) => tableOf(JSON.parse(json) as Wire[])
  const reader = createReader<Table<Model>>(tiers, { kind, policy, refreshesBehind: true, decode })

  async function fetchTable(shared?: Pick<Loaded<Table<Model>>, 'onWritten' | 'standing'>): Promise<Loaded<Table<Model>>> {
    const rows = await fetchAll()
    const wires = rows.filter((row) => idOf(row) !== null)
    if (wires.length < rows.length)
      say.warn({ kind, count: rows.length - wires.length }, 'rows of a list came without an id and are left out')
    const { model, bytes } = tableOf(wires)
    const copy: Copy = { slot, kept: { state: 'here', model }, bytes, policy, text: () => JSON.stringify(wires) }
    return { answer: { state: 'here', model }, copies: [copy], ...shared }
  }

  const load: Load<Table<Model>> = async ([wanted]) => [
    await onePerHouse({
      slot,
      generation: wanted?.generation,
      /** Another process has fetched it while we waited. */
      take(found) {
        if (found.value === undefined || !found.isCurrent || now() - found.storedAtMs >= policy.ttlMs) return undefined
        const { model, bytes } = decode(found.value)
        const copy: Copy = { slot, kept: { state: 'here', model }, bytes, policy, text: () => '', sharedAtMs: found.storedAtMs }
        return { answer: { state: 'here', model }, copies: [copy] }
      },
      fetch: fetchTable,
    }),
  ]

  async function table(): Promise<Table<Model>> {
    const scope = currentScope()
    const nowMs = now()
    const held = scope?.bypassL1 ? undefined : reader.shown(l1.held(slot.key), nowMs, tiers.oldestShownMs(nowMs), { slot, load })
    onRead({ tier: 'l1', kind, hits: held ? 1 : 0, misses: held ? 0 : 1 })
    if (held && scope) scope.cacheHits++
    const answer = held ?? (await reader.read([slot], load))[0]
    if (answer instanceof Error) throw answer
    if (answer?.state !== 'here') throw new Error('Reference data is neither gone nor moved.')
    return answer.model
  }

  return {
    all: async () => (await table()).all,
    byId: async () => (await table()).byId,
    warm: () => void table().catch(() => {}),
    keyOf: () => slot.generation,
  }
}
