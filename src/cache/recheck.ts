import { isDeepStrictEqual } from 'node:util'
import { UpstreamError } from '../errors.ts'
import type { EntityKind, Fetched } from './entities.ts'
import { type Kept, openKept } from './kept.ts'
import type { Slot } from './store.ts'
import type { Tiers } from './tiers.ts'
import type { Family } from './views.ts'

/** What upstream says of a record that copies are kept of, held against them. `same`: no copy that may be shown says otherwise. */
export type Rechecked<Wire> = { state: 'same' } | { state: 'changed'; wire: Wire } | { state: 'gone' } | { state: 'moved'; to: string }

export type RecheckOptions<Wire, Model> = {
  view: Pick<EntityKind<Wire, Model>, 'kind' | 'fetch'>
  family: Family<Wire>
  slotOf(id: string): Slot
  /** The model that a view of this kind makes of a record. */
  modelOf(id: string, wire: Wire): Model
  decode(json: string): { model: Model; bytes: number }
}

type Copy<Model> = { kept: Kept<Model>; isCurrent: boolean }

/** Holds what is kept of one kind of record against upstream: for what no Change has said. Nothing of what is read here is kept. */
export function createRecheck<Wire, Model>(tiers: Tiers, { view, family, slotOf, modelOf, decode }: RecheckOptions<Wire, Model>) {
  const { l1, l2, log } = tiers
  const heldById = l1.heldOf(view.kind)
  const same = { state: 'same' } as const

  /** Of this view, wherever this process can see it. */
  async function copiesOf(ids: readonly string[]): Promise<Copy<Model>[][]> {
    const shared = l2 ? await l2.getMany(ids.map(slotOf)) : []
    return ids.map((id, index) => {
      const [held, found] = [heldById.get(id), shared[index]]
      return [
        ...(held ? [{ kept: held.value as Kept<Model>, isCurrent: held.isCurrent }] : []),
        ...(found?.value === undefined ? [] : opened(found.value, found.isCurrent)),
      ]
    })
  }

  /** One that cannot be read is shown to nobody. */
  function opened(text: string, isCurrent: boolean): Copy<Model>[] {
    try {
      return [{ kept: openKept(text, decode).kept, isCurrent }]
    } catch {
      return []
    }
  }

  /** Undefined: a copy says otherwise than the wire. */
  function judge(id: string, copies: readonly Copy<Model>[], fetched: Fetched<Wire> | undefined): Rechecked<Wire> | Error | undefined {
    if (fetched === undefined) return new UpstreamError('UPSTREAM_ERROR', `The answer for one ${view.kind} was left out.`)
    if (fetched instanceof Error) return fetched
    // where this view has none, another one has. What never was has left no more than that it is gone
    if (fetched === null) return copies.length > 0 && copies.every(({ kept }) => kept.state !== 'here') ? same : { state: 'gone' }
    const to = 'movedTo' in fetched ? fetched.movedTo : family.idOf(fetched.wire)
    if (to === null) return new UpstreamError('UPSTREAM_ERROR', `Intercom answered a ${view.kind} without its id.`)
    if (to !== id) return copies.some(({ kept }) => kept.state === 'here') ? { state: 'moved', to } : same
    if (!('wire' in fetched)) return same
    const current = copies.filter(({ isCurrent }) => isCurrent)
    if (current.length === 0) return same
    const model = modelOf(id, fetched.wire)
    return current.every(({ kept }) => kept.state === 'here' && isDeepStrictEqual(kept.model, model)) ? same : undefined
  }

  return {
    /** Every id of which a copy is kept in this process or in the shared store, at most so many. Rejects when that cannot be asked. */
    async keptIds(most: number): Promise<Set<string>> {
      const ids = new Set<string>()
      for (const { slotOf: slotIn } of family.views) {
        const start = slotIn('').key
        const shared = l2 ? await l2.keysFrom(start, most) : []
        for (const id of [...l1.heldOf(start.slice(0, -1)).keys(), ...shared.map((key) => key.slice(start.length))]) {
          if (ids.size < most) ids.add(id)
        }
      }
      return ids
    },
    /** The newest copy there is of each, though a Change may have come since; undefined where there is none that may be shown at all. Asks nobody. */
    async lastKnown(ids: readonly string[]): Promise<(Model | undefined)[]> {
      return (await copiesOf(ids)).map((copies) => {
        const here = copies.flatMap(({ kept, isCurrent }) => (kept.state === 'here' ? [{ model: kept.model, isCurrent }] : []))
        return (here.find(({ isCurrent }) => isCurrent) ?? here[0])?.model
      })
    },
    /**
     * Asks upstream for all of these, in as few calls as it can, and by its id for each of which a copy says otherwise: a search may be the one
     * that is behind. Aligned; an Error for what could not be read.
     */
    async recheck(ids: readonly string[]): Promise<(Rechecked<Wire> | Error)[]> {
      const since = log.position()
      const found = await view.fetch(ids, { readById: new Set() })
      const copies = await copiesOf(ids)
      const judged = ids.map((id, index) => judge(id, copies[index] ?? [], found[index]))
      const doubtful = ids.filter((_, index) => judged[index] === undefined)
      if (doubtful.length === 0) return judged.map((one) => one ?? same)
      const read = await view.fetch(doubtful, { readById: new Set(doubtful) })
      const copiesNow = await copiesOf(doubtful)
      const settled = new Map(
        doubtful.map((id, index) => {
          const [again, fetched] = [judge(id, copiesNow[index] ?? [], read[index]), read[index]]
          const isDifferent = again === undefined && fetched && 'wire' in fetched
          // what a Change has said meanwhile need not be said again
          return [
            id,
            isDifferent && l1.isUnchanged(slotOf(id).generation, since) ? { state: 'changed' as const, wire: fetched.wire } : again,
          ]
        }),
      )
      return ids.map((id, index) => judged[index] ?? settled.get(id) ?? same)
    },
  }
}
