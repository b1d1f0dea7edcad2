import { timeOf } from '../changes/cursor.ts'
import { GatewayError, UpstreamError } from '../errors.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import { type IdentityOptions, withoutId } from './identity.ts'
import type { IndexLag } from './index-lag.ts'
import type { Kept } from './kept.ts'
import type { Loaded, Wanted } from './load.ts'
import { withMoves } from './moved.ts'
import type { Policy } from './policy.ts'
import { createReader } from './read-through.ts'
import { createRecheck, type Rechecked } from './recheck.ts'
import type { Keeping, Tiers } from './tiers.ts'
import { createView, type Family } from './views.ts'

/** What reading one id upstream came to. `null` means gone (404, 410). Rows of a search are trusted less than a read by id. */
export type Fetched<Wire> = { wire: Wire; source: 'read' | 'search' } | { movedTo: string } | null | Error

export type FetchHint = {
  /** Ids that must not come from a search: they changed so recently that its index may not know. */
  readById: ReadonlySet<string>
}

/** How one kind of upstream record is fetched, kept and shown. */
export type EntityKind<Wire, Model> = IdentityOptions<Wire> & {
  /** `contact`: the prefix of its keys, its name under `cache.kinds` in the configuration, and its label in the metrics. */
  kind: string
  /** The only place a model is made. What it answers is frozen, all the way down, and shared between requests. */
  fromWire(wire: Wire): Model
  /** What of the record is kept for this view of it: a conversation without its parts. Everything, unless said. */
  pick?(wire: Wire): Wire
  /** Keys of other records whose content is in what is kept: who wrote a message, by name and address. None, unless said. */
  carries?(wire: Wire): readonly string[]
  /** Reads these ids upstream, aligned with them. May reject: then each id has failed. */
  fetch(ids: readonly string[], hint: FetchHint): Promise<readonly Fetched<Wire>[]>
}

export type Entities<Wire, Model> = {
  readonly kind: string
  /** The id of a row; null for one that has none. */
  idOf(wire: Wire): string | null
  /**
   * Aligned with the ids: the model, null when there is none, an Error for each that failed. A moved id answers its survivor, and what is no id of
   * the kind an Error. Never rejects.
   */
  getMany(ids: readonly string[]): Promise<(Model | null | Error)[]>
  /** The one, or null. Throws its failure. */
  get(id: string): Promise<Model | null>
  /**
   * Rows that came with a page, a search or another record's answer: keeps what may be kept, and answers what to show, aligned.
   * A row whose record changed within the index lag is read again by its id.
   */
  offer(wires: readonly Wire[], from: { source: 'search'; startedAtMs: number }): Promise<(Model | null | Error)[]>
  /**
   * Records that came along with others, which nobody may have asked for: keeps what may be kept, and reads nothing. `startedAtMs` is when
   * the call that brought them was sent.
   */
  keep(wires: readonly Wire[], from: { startedAtMs: number }): Promise<void>
  /**
   * The record as the answer to our own write has it, and its model. It is kept under the generation that the write's Change gave it, `cursor`; not at
   * all where that is null.
   */
  written(wire: Wire, at: { cursor: string | null; sentAtMs: number }): Model
  /** What can be answered without asking upstream; undefined for what cannot. */
  peek(ids: readonly string[]): Promise<(Model | null | undefined)[]>
  /** The newest copy there is of each, though a Change may have come since; undefined where there is none that may be shown at all. Asks nobody. */
  lastKnown(ids: readonly string[]): Promise<(Model | undefined)[]>
  /** A second view of the same record under the same generation. A record that was read by id fills all its views. */
  facet<FacetModel>(facet: Omit<EntityKind<Wire, FacetModel>, keyof IdentityOptions<Wire>>): Entities<Wire, FacetModel>
  /** The opaque key by which a Change forgets it. */
  keyOf(id: string): string
  /** Where a Change has moved it, as far as the log knows; the id itself for all others, and while the log cannot be asked. */
  survivorOf(id: string): Promise<string>
  /** Every id of which a copy is kept, in this process or in the shared store, at most so many. Rejects when that cannot be asked. */
  keptIds(most: number): Promise<Set<string>>
  /**
   * Read upstream, whatever is kept of them, and kept: aligned with the ids. One that changed within the index lag is read by its id. A moved id
   * answers where it has gone. Never rejects.
   */
  readAnew(ids: readonly string[]): Promise<(Model | { movedTo: string } | null | Error)[]>
  /** Holds what is kept of these ids against what upstream has, aligned. Keeps nothing; an Error for what could not be read. */
  recheck(ids: readonly string[]): Promise<(Rechecked<Wire> | Error)[]>
}

export type EntitiesOptions<Wire, Model> = {
  view: Omit<EntityKind<Wire, Model>, keyof IdentityOptions<Wire>>
  family: Family<Wire>
  policyFor(kind: string): Policy
  indexLag: IndexLag
}

/** In the place of an id, for a row that has none: no id is empty. */
const NO_ID = ''

const generationsOf = (wanted: readonly Wanted[]) => wanted.map(({ slot }) => slot.generation)

/** A survivor may have been merged itself; nobody is followed further than this. */
const MAX_MOVES = 5

export function createEntities<Wire, Model>(tiers: Tiers, options: EntitiesOptions<Wire, Model>): Entities<Wire, Model> {
  const { view, family, policyFor, indexLag } = options
  const { l1, log, now, onRead } = tiers
  const { kind } = view
  const { idOf, asId, canMove } = family
  const policy = policyFor(kind)
  const heldById = l1.heldOf(kind)
  const { slotOf, idIn, modelOf, copyOf, loadedFrom } = createView<Wire, Model>({ view, family, policy })
  const decode = (json: string) => modelOf(JSON.parse(json) as Wire)
  const reader = createReader<Model>(tiers, { kind, policy, turns: tiers.turns, decode })
  const rechecking = createRecheck<Wire, Model>(tiers, { view, family, slotOf, decode, modelOf: (id, wire) => copyOf(id, wire).model })

  async function load(wanted: readonly Wanted[]): Promise<(Loaded<Model> | Error)[]> {
    const ids = wanted.map(({ slot }) => idIn(slot))
    const startedAtMs = log.clockMs()
    const mayPrecede = wanted.map((known) => indexLag.mayPrecede(known, startedAtMs))
    const found = await view.fetch(ids, { readById: new Set(ids.filter((_, index) => mayPrecede[index])) })
    const fetched = canMove ? await withMoves(log, generationsOf(wanted), found) : found
    return wanted.map((known, index) =>
      loadedFrom(ids[index]!, fetched[index], mayPrecede[index] ? 0 : indexLag.freshForMs(known, startedAtMs)),
    )
  }

  function heldNow(id: string, nowMs: number, oldestShownMs: number) {
    const copy = heldById.get(id)
    const kept = reader.shown(copy, nowMs, oldestShownMs)
    if (copy && kept) l1.use(copy, nowMs)
    return kept
  }

  /** From L1 where it may, from further away where it must. */
  async function lookUp(ids: readonly string[]): Promise<(Kept<Model> | Error)[]> {
    const scope = currentScope()
    const nowMs = now()
    const oldestShownMs = tiers.oldestShownMs(nowMs)
    const found = ids.map((id) => (scope?.bypassL1 ? undefined : heldNow(id, nowMs, oldestShownMs)))
    const missing = ids.filter((_, index) => !found[index])
    const read = missing.length > 0 ? await reader.read(missing.map(slotOf), load) : []
    let next = 0
    return found.map((one) => one ?? read[next++] ?? new GatewayError('INTERNAL', `The answer for one ${kind} was left out.`))
  }

  async function settle(ids: readonly string[], models: (Model | null | Error)[], missing: readonly number[]) {
    /** Under which id a place is to be looked up. What is none never comes near a path. */
    function lookUpAs(index: number, text: string) {
      const id = asId(text)
      if (id !== null) return [{ index, id }]
      models[index] = new UpstreamError('UPSTREAM_ERROR', `Intercom names a ${kind} by what is not the id of one.`)
      return []
    }
    let wanted = missing.flatMap((index) => lookUpAs(index, ids[index] as string))
    for (let moves = 0; wanted.length > 0 && moves <= MAX_MOVES; moves++) {
      const answers = await lookUp(wanted.map(({ id }) => id))
      wanted = wanted.flatMap(({ index }, at) => {
        const answer = answers[at] as Kept<Model> | Error
        if (answer instanceof Error) models[index] = answer
        else if (answer.state !== 'moved') models[index] = answer.state === 'here' ? answer.model : null
        else if (canMove) return lookUpAs(index, answer.to)
        else models[index] = new UpstreamError('UPSTREAM_ERROR', `Intercom answered another ${kind} than the one that was asked for.`)
        return []
      })
    }
    for (const { index } of wanted) models[index] = new UpstreamError('UPSTREAM_ERROR', `This ${kind} was moved too often to be followed.`)
    return models
  }

  function getMany(ids: readonly string[]): Promise<(Model | null | Error)[]> {
    const scope = currentScope()
    const nowMs = now()
    const oldestShownMs = tiers.oldestShownMs(nowMs)
    const models = new Array<Model | null | Error>(ids.length)
    const missing: number[] = []
    for (let index = 0; index < ids.length; index++) {
      const kept = scope?.bypassL1 ? undefined : heldNow(ids[index] as string, nowMs, oldestShownMs)
      if (kept?.state === 'here') models[index] = kept.model
      else if (kept?.state === 'gone') models[index] = null
      else missing.push(index)
    }
    const hits = ids.length - missing.length
    if (scope) scope.cacheHits += hits
    onRead({ tier: 'l1', kind, hits, misses: missing.length })
    return missing.length === 0 ? Promise.resolve(models) : settle(ids, models, missing)
  }

  /** Keeps the rows that may be kept, and answers what of them to show; `again` are the places of those that have to be read by their ids. */
  async function take(wires: readonly Wire[], startedAtMs: number) {
    const ids = wires.map((wire) => idOf(wire) ?? NO_ID)
    const slots = ids.map(slotOf)
    const { isShared, standings } = await tiers.standings(slots.map((slot) => slot.generation))
    const nowMs = now()
    const oldestShownMs = tiers.oldestShownMs(nowMs)
    const startedOnLogMs = startedAtMs + log.clockMs() - nowMs
    const again: number[] = []
    const keepings: Keeping[] = []
    const shown = wires.map((wire, index): Model | null | Error => {
      const [standing, slot] = [standings[index], slots[index]]
      if (slot?.id === NO_ID) return withoutId(kind)
      if (!standing || !slot || indexLag.mayPrecede(standing, startedOnLogMs)) {
        again.push(index)
        return null
      }
      const freshForMs = indexLag.freshForMs(standing, startedOnLogMs)
      const held = currentScope()?.bypassL1 ? undefined : l1.held(slot.key)
      // what was fetched after the search began is no older than its row; what was read by its id is not, where the row may lack a lost Change
      const isNoOlder = held?.isCurrent && Math.min(held.seenAtMs, held.storedAtMs) >= startedAtMs
      const better = isNoOlder ? held.value : Number.isFinite(freshForMs) ? reader.shown(held, nowMs, oldestShownMs) : undefined
      if (better?.state === 'here') return better.model as Model
      try {
        const copy = { ...copyOf(slot.id, wire), freshForMs }
        const keeping = { copy, since: standing.asOf, standing: isShared ? standing : undefined, askedAtMs: startedAtMs }
        keepings.push(keeping)
        return copy.model
      } catch (error) {
        return new GatewayError('INTERNAL', `A ${kind} that came from Intercom could not be understood.`, { cause: error })
      }
    })
    tiers.keep(keepings)
    return { ids, shown, again }
  }

  async function readAnew(ids: readonly string[]): Promise<(Model | { movedTo: string } | null | Error)[]> {
    const slots = ids.map(slotOf)
    const { isShared, standings } = await tiers.standings(slots.map((slot) => slot.generation))
    const [askedAtMs, startedOnLogMs] = [now(), log.clockMs()]
    const isLate = standings.map((standing) => indexLag.mayPrecede(standing, startedOnLogMs))
    const found = await view
      .fetch(ids, { readById: new Set(ids.filter((_, index) => isLate[index])) })
      .catch((error: Error) => ids.map(() => error))
    const fetched = canMove
      ? await withMoves(
          log,
          slots.map((slot) => slot.generation),
          found,
        )
      : found
    return ids.map((id, index) => {
      const standing = standings[index]!
      const loaded = loadedFrom(id, fetched[index], isLate[index] ? 0 : indexLag.freshForMs(standing, startedOnLogMs))
      if (loaded instanceof Error) return loaded
      tiers.keep(loaded.copies.map((copy) => ({ copy, since: standing.asOf, standing: isShared ? standing : undefined, askedAtMs })))
      const { answer } = loaded
      return answer.state === 'here' ? answer.model : answer.state === 'moved' ? { movedTo: answer.to } : null
    })
  }

  return {
    kind,
    idOf,
    readAnew,
    keyOf: (id) => slotOf(id).generation,
    async survivorOf(id) {
      for (let [at, moves] = [id, 0]; ; moves++) {
        const [to] = await log.movedTo([slotOf(at).generation]).catch(() => [])
        if (to === undefined || moves === MAX_MOVES) return at
        at = to
      }
    },
    getMany,
    async get(id) {
      const [found = null] = await getMany([id])
      if (found instanceof Error) throw found
      return found
    },
    async offer(wires, { startedAtMs }) {
      const { ids, shown, again } = await take(wires, startedAtMs)
      return again.length === 0 ? shown : settle(ids, shown, again)
    },
    keep: async (wires, { startedAtMs }) => void (wires.length > 0 && (await take(wires, startedAtMs))),
    written(wire, { cursor, sentAtMs }) {
      const id = idOf(wire)
      if (id === null) throw withoutId(kind)
      const copy = copyOf(id, wire)
      const standing = cursor === null ? undefined : { generation: cursor, asOf: cursor, changedAtMs: timeOf(cursor), knownSinceMs: 0 }
      if (standing) tiers.keep([{ copy, since: standing.asOf, standing, askedAtMs: sentAtMs }])
      return copy.model
    },
    async peek(ids) {
      const found = await reader.peek(ids.map(slotOf))
      return found.map((kept) => (kept?.state === 'here' ? kept.model : kept?.state === 'gone' ? null : undefined))
    },
    facet: (facet) => createEntities(tiers, { view: facet, family, policyFor, indexLag }),
    ...rechecking,
  }
}
