import { currentScope } from '../monitoring/request-scope.ts'
import type { ChangedLately } from './changed-lately.ts'
import type { Entities } from './entities.ts'
import type { EntriesSince } from './entries-since.ts'
import { freezeAndMeasure } from './freeze.ts'
import { withoutId } from './identity.ts'
import type { IndexLag } from './index-lag.ts'
import { type Copy, goneCopy } from './kept.ts'
import { pageKey, scopeKey } from './keys.ts'
import type { Load } from './load.ts'
import { outliving, type PageJudging } from './outliving.ts'
import type { Policy } from './policy.ts'
import { createReader } from './read-through.ts'
import type { Slot } from './store.ts'
import type { Tiers } from './tiers.ts'

/**
 * A page as upstream gave it. `next` is null on the last one. `notes` are what the page says of its rows beyond their records, as the words that
 * a search found in them: JSON, kept with the page.
 */
export type UpstreamPage<Wire, Note = never> = { items: Wire[]; next: string | null; totalCount: number | null; notes?: readonly Note[] }

/**
 * Which records are on a page: what is kept of it, and all there is of one whose rows upstream does not give. They are read by their ids; null is a
 * row that came without one.
 */
type NamedPage<Note = unknown> = {
  ids: readonly (string | null)[]
  next: string | null
  totalCount: number | null
  notes?: readonly Note[]
}

/**
 * A page to show: an item is null when its record has gone since, an Error when it could not be read. `ids` are those that the page was found with:
 * what was merged away is shown as its survivor.
 */
export type Page<Model, Note = never> = {
  items: (Model | null | Error)[]
  ids: readonly (string | null)[]
  next: string | null
  totalCount: number | null
  notes?: readonly Note[]
}

export type PageOptions = {
  /** Whose Changes drop this page, when it is not the list's own scope: `contact:6762f0dd1bb69f9f2193bb83:companies`. */
  scope?: string
  /**
   * It looks for the record behind a key of the caller's. That there is none is believed for the shorter time of a missing id, and not shown when
   * Intercom fails: the record may come at any moment.
   *
   * @default false
   */
  isLookup?: boolean
  /** Which Changes it outlives; of those that come while it is fetched, too. @default none of its scope */
  judging?: PageJudging | undefined
}

/** Pages of one kind of record: ids under the generation of their scope, rows as entities. */
export type Pages<Wire, Model> = {
  /**
   * The page of this key: canonical JSON of route, filter, cursor and size. A hit costs the page's entry and one `getMany` of its rows.
   * Rejects when upstream fails and no page within its grace is kept.
   */
  get<Note = never>(
    key: string,
    fetch: () => Promise<UpstreamPage<Wire, Note> | NamedPage<Note>>,
    options?: PageOptions,
  ): Promise<Page<Model, Note>>
  /** The opaque key by which a Change drops every page of the scope. */
  scopeKey(scope?: string): string
  /** The records of its kind that changed so lately that pages may not show it. Never rejects. */
  changedLately(): Promise<ChangedLately>
}

export type PagesOptions<Wire, Model> = {
  entities: Entities<Wire, Model>
  /** Whose Changes drop these pages, unless a page says otherwise. */
  scope: string
  /**
   * Lists are corrected by what changed lately (`PageJudging.isCorrected`): it is then known as far back as the index may lag, and as long as a page is
   * shown.
   *
   * @default false
   */
  areCorrected?: boolean
  policy: Policy
  indexLag: IndexLag
  changedLately: () => Promise<ChangedLately>
  /** By which Changes a scope was replaced. */
  entriesSince: (generation: string) => EntriesSince
}

export function createPages<Wire, Model>(tiers: Tiers, options: PagesOptions<Wire, Model>): Pages<Wire, Model> {
  const { entities, policy, indexLag, changedLately, entriesSince, scope: ownScope, areCorrected = false } = options
  const { l1, log, now, onRead } = tiers
  const kind = `${entities.kind}Page`

  const decode = (json: string) => {
    const model = JSON.parse(json) as NamedPage
    return { model, bytes: freezeAndMeasure(model) }
  }
  const reader = createReader<NamedPage>(tiers, { kind, policy, decode })

  async function rowsOf(ids: readonly (string | null)[]): Promise<(Model | null | Error)[]> {
    const found = await entities.getMany(ids.filter((id) => id !== null))
    let next = 0
    return ids.map((id) => (id === null ? withoutId(entities.kind) : (found[next++] ?? null)))
  }

  type Fetch = {
    fetch(): Promise<UpstreamPage<Wire, unknown> | NamedPage>
    isLookup: boolean
    isCorrected: boolean
    onRows(rows: (Model | null | Error)[]): void
  }

  const loadWith =
    ({ fetch, isLookup, isCorrected, onRows }: Fetch): Load<NamedPage> =>
    async (wanted) => {
      const startedAtMs = now()
      const startedOnLogMs = log.clockMs()
      const page = await fetch()
      const { next, totalCount, notes } = page
      const model: NamedPage = { ids: 'ids' in page ? page.ids : page.items.map(entities.idOf), next, totalCount, ...(notes && { notes }) }
      const bytes = freezeAndMeasure(model)
      if ('items' in page) onRows(await entities.offer(page.items, { source: 'search', startedAtMs }))
      // what names no record is put right by nobody
      const isPutRight = isCorrected && !indexLag.mayPrecede({ changedAtMs: (await changedLately()).unnamedAtMs }, startedOnLogMs)
      const isNone = isLookup && model.ids.length === 0
      const here = { state: 'here', model } as const
      const copyAt = (slot: Slot): Copy =>
        isNone ? goneCopy(slot, policy) : { slot, kept: here, bytes, policy, text: () => JSON.stringify(model) }
      return wanted.map(({ slot, ...known }) => {
        // as with rows: what was found by an index that may not know the last Change yet is shown, and not kept, but where that is put right
        const isKept = isPutRight || !indexLag.mayLag(known, startedOnLogMs)
        // `changedLately` reaches as far back as the index may lag, and as long as a page is shown from when it was asked for
        const correctedForMs = isCorrected ? policy.ttlMs - (now() - startedAtMs) : Number.POSITIVE_INFINITY
        const copy = { ...copyAt(slot), freshForMs: Math.min(correctedForMs, indexLag.freshForMs(known, startedOnLogMs)) }
        return { answer: isNone ? { state: 'gone' } : here, copies: isKept ? [copy] : [] }
      })
    }

  /** What this process holds; good up to now when it outlives the Changes since. */
  function heldAt({ key, generation, outlives }: Slot) {
    const held = l1.held(key)
    if (!held || held.isCurrent || !outlives) return held
    const [standing] = l1.standings([generation])
    if (standing && outlives(held.value, held.under, standing.generation)) l1.renew(held, standing.generation)
    return held
  }

  return {
    changedLately,
    scopeKey: (scope = ownScope) => scopeKey(scope),
    async get<Note>(
      key: string,
      fetch: () => Promise<UpstreamPage<Wire, Note> | NamedPage<Note>>,
      { scope = ownScope, isLookup = false, judging }: PageOptions = {},
    ): Promise<Page<Model, Note>> {
      const request = currentScope()
      const isCorrected = areCorrected && judging?.isCorrected === true
      const generation = scopeKey(scope)
      const slot: Slot = {
        key: pageKey(entities.kind, scope, isCorrected ? `corrected ${key}` : key),
        generation,
        ...(judging && { outlives: outliving(entities.kind, entriesSince(generation), judging) }),
      }
      const nowMs = now()
      const held = request?.bypassL1 ? undefined : reader.shown(heldAt(slot), nowMs, tiers.oldestShownMs(nowMs))
      onRead({ tier: 'l1', kind, hits: held ? 1 : 0, misses: held ? 0 : 1 })
      if (held && request) request.cacheHits++
      let rows: (Model | null | Error)[] | undefined
      const onRows = (own: (Model | null | Error)[]) => {
        rows = own
      }
      const answer = held ?? (await reader.read([slot], loadWith({ fetch, isLookup, isCorrected, onRows })))[0]
      if (answer instanceof Error) throw answer
      if (answer?.state === 'gone') return { items: [], ids: [], next: null, totalCount: null }
      if (answer?.state !== 'here') throw new Error('A page never moves.')
      const { ids, next, totalCount, notes } = answer.model as NamedPage<Note>
      // who joined the fetch of another may know of Changes that its rows do not
      return { items: rows ?? (await rowsOf(ids)), ids, next, totalCount, ...(notes && { notes }) }
    },
  }
}
