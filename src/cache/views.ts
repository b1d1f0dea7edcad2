import { GatewayError } from '../errors.ts'
import type { EntityKind, Fetched } from './entities.ts'
import { freezeAndMeasure } from './freeze.ts'
import { type Identity, withoutId } from './identity.ts'
import { type Copy, goneCopy, type Kept, movedCopy } from './kept.ts'
import { entityKey } from './keys.ts'
import type { Loaded } from './load.ts'
import type { Policy } from './policy.ts'
import type { Slot } from './store.ts'

/** One view of a record: where a copy of it lies, and how it is made. Which model it is stays its own affair. */
type View<Wire> = { slotOf(id: string): Slot; policy: Policy; copyOf(id: string, wire: Wire): Copy }

/** What all views of a record share: who they are, and the generation under which they lie. */
export type Family<Wire> = Identity<Wire> & { kind: string; views: View<Wire>[] }

export type ViewOptions<Wire, Model> = {
  view: Pick<EntityKind<Wire, Model>, 'kind' | 'fromWire' | 'pick' | 'carries'>
  family: Family<Wire>
  policy: Policy
}

/** What one view makes of a record, and what is kept of upstream's answers to it: a record that was read by id fills every view of its family. */
export function createView<Wire, Model>({ view, family, policy }: ViewOptions<Wire, Model>) {
  const { kind, fromWire, pick = (wire: Wire) => wire, carries = () => [] } = view
  const { idOf, canMove } = family

  const slotOf = (id: string): Slot & { id: string } => ({ id, key: entityKey(kind, id), generation: entityKey(family.kind, id) })

  function modelOf(wire: Wire) {
    const model = fromWire(wire)
    return { model, bytes: freezeAndMeasure(model), carries: carries(wire) }
  }

  function copyOf(id: string, wire: Wire) {
    const picked = pick(wire)
    const { model, bytes, carries } = modelOf(picked)
    const kept: Kept<Model> = { state: 'here', model }
    return { slot: { ...slotOf(id), carries }, kept, model, bytes, policy, text: () => JSON.stringify(picked) }
  }

  family.views.push({ slotOf, policy, copyOf })

  /** @param freshForMs how long it may be shown, when a search found it; not at all where it should have been read by its id */
  function loadedFrom(id: string, fetched: Fetched<Wire> | undefined, freshForMs: number): Loaded<Model> | Error {
    if (fetched === undefined) return new GatewayError('INTERNAL', `The answer for one ${kind} was left out.`)
    if (fetched instanceof Error) return fetched
    if (fetched === null || ('movedTo' in fetched && !canMove)) return gone(id)
    if ('movedTo' in fetched) return moved(id, fetched.movedTo)
    try {
      const { wire, source } = fetched
      const found = idOf(wire)
      if (found === null) return withoutId(kind)
      // another id's record is never kept, nor shown, under this one: where it may have moved, its own id answers
      if (found !== id) return { answer: { state: 'moved', to: found }, copies: [] }
      const own = copyOf(id, wire)
      if (source === 'read') return { answer: own.kept, copies: [own, ...otherCopies(id, wire)] }
      return { answer: own.kept, copies: freshForMs === 0 ? [] : [{ ...own, freshForMs }] }
    } catch (error) {
      return new GatewayError('INTERNAL', `The ${kind} that came from Intercom could not be understood.`, { cause: error })
    }
  }

  const gone = (id: string): Loaded<Model> => ({
    answer: { state: 'gone' },
    copies: family.views.map((one) => goneCopy(one.slotOf(id), one.policy)),
  })

  const moved = (id: string, to: string): Loaded<Model> => ({
    answer: { state: 'moved', to },
    copies: family.views.map((one) => movedCopy(one.slotOf(id), one.policy, to)),
  })

  function otherCopies(id: string, wire: Wire): Copy[] {
    const others = family.views.filter((one) => one.copyOf !== copyOf)
    return others.flatMap((one) => {
      try {
        return [one.copyOf(id, wire)]
      } catch {
        return [] // its own readers will say what is wrong with it
      }
    })
  }

  return { slotOf, idIn: ({ key }: Slot) => key.slice(kind.length + 1), modelOf, copyOf, loadedFrom }
}
