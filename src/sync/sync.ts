import type { Json } from '../changes/change.ts'
import type { SyncConfig } from '../config/syncs.ts'
import type { SyncsConfig } from '../config.ts'
import { ConflictError, InvalidInputError, type KeptError, NotFoundError } from '../errors.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Collections } from '../storage/collections.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { type ApplyInput, applyPlan } from './applying.ts'
import { brake, type Confirmation } from './brake.ts'
import { companyIdsOf } from './company-ids.ts'
import { hashOf } from './hashes.ts'
import { idFrom, newId } from './ids.ts'
import type { ItemAction } from './item.ts'
import { ledgerOf } from './ledger.ts'
import { asUnread } from './look-up.ts'
import { mappingOf } from './mapping.ts'
import type { SyncJob, SyncParts } from './parts.ts'
import { makePlan, type PlanInput } from './planning.ts'
import { type Plan, type PlanMode, plansOf, todoOf } from './plans.ts'
import { type ConflictChoice, resolveConflict } from './resolving.ts'
import type { Sink } from './sources/sink.ts'
import type { Source } from './sources/source.ts'
import { uploadedSource } from './sources/uploaded.ts'
import { stateOf } from './state.ts'
import type { Syncables } from './syncable.ts'
import { createTaking, type TakeAsked, type Taken } from './taking.ts'
import { createUnreviewed } from './unreviewed.ts'

export const planKind = 'sync.plan'
export const applyKind = 'sync.apply'

/** The jobs that the engine needs: those of `jobs/`. */
export type SyncJobs = {
  submit(asked: {
    id: string
    kind: string
    caller: string
    exclusive: string
    input: Json
    facts: Json
    progress: { done: number; total: number | null; failed: number }
  }): Promise<unknown>
  /** Null where there is none (any more). `pace`: null until it has begun. */
  get(id: string): Promise<{ finishedAtMs: number | null; pace: object | null } | null>
}

export type SyncOptions = {
  definitions: readonly SyncConfig[]
  config: Pick<SyncsConfig, 'planSeconds'>
  store: DurableStore
  collections: Collections
  syncables: Syncables
  /** The two ends of a CRM. They are made when they are first needed, and disposed with the engine. */
  endsOf(sync: SyncConfig): { source: Source | null; sink: Sink | null }
  jobs(): SyncJobs
  itemErrorOf(error: unknown): KeptError
  /** How many calls a minute are left to a sync; null where nobody can tell. */
  callsPerMinute(): Promise<number | null>
  /** Writes at the same time. */
  concurrency: number
  /** Told of everything that was done, or not. */
  onItem(item: { sync: string; action: ItemAction; state: 'DONE' | 'FAILED' }): void
  /** Told of each plan that is made. */
  onPlan(plan: Plan): void
  say: { info(facts: object, sentence: string): void; warn(facts: object, sentence: string): void }
  now(): number
}

export type PlanAsked = {
  sync: string
  caller: string
  /** @default 'whole' */
  mode?: PlanMode
  since?: Date | null
  limit?: number | null
  verify?: boolean
  upload?: string | null
  /** Whether what it finds is done at once, as far as the definition allows without a review. @default false */
  isUnreviewed?: boolean
  /** The same for repetitions of one wish. @default a new one */
  id?: string | undefined
}

export type RunAsked = {
  plan: string
  caller: string
  /** Of the run, the same for repetitions of one wish: they come to the same run, whatever has become of it. @default a new one for each run of a plan */
  id?: string | undefined
}

type PlanJobInput = PlanInput & { isUnreviewed: boolean }

export const exclusiveOf = (sync: string) => `sync:${sync}`

export type Sync = ReturnType<typeof createSync>

/** Keeps contacts and companies of Intercom and a CRM alike, by plans that are reviewed, and runs that apply them. */
export function createSync(options: SyncOptions) {
  const { definitions, config, store, collections, syncables, itemErrorOf, concurrency, say, now } = options
  const plans = plansOf({ store, collections, planMs: config.planSeconds * 1_000, now })
  const ends = new Map<string, ReturnType<SyncOptions['endsOf']>>()

  function definitionOf(name: string): SyncConfig {
    const found = definitions.find((each) => each.name === name)
    if (found) return found
    const known = definitions.length === 0 ? 'none is configured' : `there are ${definitions.map((each) => each.name).join(', ')}`
    throw new NotFoundError(`There is no sync ${JSON.stringify(name)}: ${known}.`, { path: ['sync'], id: name })
  }

  function endsOf(sync: SyncConfig) {
    const known = ends.get(sync.name) ?? options.endsOf(sync)
    ends.set(sync.name, known)
    return known
  }

  async function partsOf(sync: SyncConfig) {
    const syncable = syncables[sync.object]
    const fields = await syncable.fields()
    const parts: SyncParts = {
      ...{ sync, syncable, companies: syncables.company, attachments: syncables.attachments, ...endsOf(sync) },
      mapping: mappingOf(sync, { fields, inOneForm: syncable.inOneForm }),
      companyIds: companyIdsOf({ collections, company: syncables.company }),
      fingerprint: fingerprintOf(sync),
    }
    return { parts, fields }
  }

  async function submit(asked: { id: string; kind: string; sync: string; caller: string; input: object; facts: object }) {
    const { id, kind, sync, caller, input, facts } = asked
    await options.jobs().submit({
      ...{ id, kind, caller, exclusive: exclusiveOf(sync), input: input as Json, facts: { sync, ...facts } },
      progress: { done: 0, total: null, failed: 0 },
    })
  }

  /** A plan is to be made. It is there when this resolves, and ready when its job, which has its id, has succeeded. */
  async function plan({
    caller,
    mode = 'whole',
    since = null,
    limit = null,
    verify = false,
    upload = null,
    ...asked
  }: PlanAsked): Promise<Plan> {
    const sync = definitionOf(asked.sync)
    if (sync.source.type === 'push' && upload === null && mode !== 'intercom')
      throw new InvalidInputError(`The sync ${sync.name} has no source to read: its records are sent by POST /sync/${sync.name}.`, {
        path: ['sync'],
      })
    const id = asked.id ?? newId()
    const known = await plans.get(id)
    const fingerprint = fingerprintOf(sync)
    const begun =
      known ?? (await plans.begin({ id, sync: sync.name, direction: sync.direction, mode, fingerprint, isPartial: limit !== null }))
    const input: PlanJobInput = {
      sync: sync.name,
      mode,
      since: since?.toISOString() ?? null,
      limit,
      verify,
      upload,
      isUnreviewed: asked.isUnreviewed ?? false,
    }
    await submit({ id, kind: planKind, sync: sync.name, caller, input, facts: { plan: id } })
    return begun
  }

  const unreviewed = createUnreviewed({ definitions, store, plan, apply, jobs: options.jobs, say })
  const take = createTaking({ store, collections, plans, keepMs: config.planSeconds * 1_000, plan })

  async function runPlan(job: SyncJob): Promise<undefined> {
    const { isUnreviewed, ...input } = job.input as PlanJobInput
    const scope = currentScope()
    if (scope) scope.patience = job.signal
    const sync = definitionOf(input.sync)
    const kept = stateOf(store, sync.name)
    const known = await plans.get(job.id)
    /** What follows from a plan by itself. */
    async function goOn(made: Plan): Promise<undefined> {
      if (todoOf(made.counts) === 0) await settle(made, { failed: 0 })
      else if (isUnreviewed && made.runs.length === 0) await unreviewed.apply(made, { sync, asker: job.caller })
    }
    // killed behind it: what was sent is not kept any more, and is not to be read as nothing
    if (known?.isReady) return goOn(known)
    const [{ parts, fields }, state] = await Promise.all([partsOf(sync), kept.get()])
    const reading =
      input.upload !== null
        ? uploadedSource(collections, input.upload)
        : input.mode === 'intercom' || input.mode === 'records'
          ? null
          : parts.source
    const made = await makePlan(job, input, {
      ...{ plans, ledger: ledgerOf(collections, sync.name), parts, reading, state, fields, itemErrorOf, now },
      callsPerMinute: options.callsPerMinute,
    }).catch((error: unknown) => {
      throw asUnread(error, { sync: sync.name, isAwaited: !isUnreviewed })
    })
    if (state.gapFromMs !== null && input.mode !== 'records') await kept.caughtUp(state)
    options.onPlan(made)
    if (input.upload !== null) await collections.drop(input.upload)
    return goOn(made)
  }

  /**
   * A reviewed plan is to be applied. Answers the id of the run, which is that of its job.
   *
   * @throws NotFoundError for one that is not there (any more); ConflictError for one that is not ready, is being applied, or has nothing left to do; InvalidInputError where it does more than was expected
   */
  async function apply({ plan: id, confirm = {}, ...asked }: RunAsked & { confirm?: Confirmation }): Promise<string> {
    const known = await planOf(id)
    if (await isBegun(asked)) return begin(known, 'all', asked)
    if (!known.isReady) throw new ConflictError(`The plan ${id} is not ready yet. Wait until it is.`, { path: ['plan'], retryable: true })
    const untried = todoOf(known.counts) - (await plans.endedCount(id))
    if (untried <= 0) {
      const last = known.runs.at(-1)
      const what = last ? `was applied by the run ${last}` : 'has nothing to do'
      const open = known.counts.CONFLICT
      const left = open > 0 ? `; ${open} of its conflicts wait for somebody to resolve them, and can be applied then` : ''
      throw new ConflictError(`The plan ${id} ${what}${left}.`, { path: ['plan'] })
    }
    await refuseBesideAnother(known, 'plan')
    brake(known, confirm)
    return begin(known, 'all', asked)
  }

  const isBegun = async ({ id }: Pick<RunAsked, 'id'>) => id !== undefined && (await options.jobs().get(id)) !== null

  /** What one run of a plan leaves another may do, and not before it is over. @throws ConflictError */
  async function refuseBesideAnother({ id, runs }: Plan, argument: string) {
    const last = runs.at(-1)
    const job = last === undefined ? null : await options.jobs().get(last)
    if (!job || job.finishedAtMs !== null) return
    throw new ConflictError(`The plan ${id} is being applied by the run ${last}, which is not over.`, { path: [argument] })
  }

  async function begin(known: Plan, items: ApplyInput['items'], { caller, id }: Omit<RunAsked, 'plan'>): Promise<string> {
    // said twice at the same time it is one run
    const run = id ?? idFrom(`${known.id}:${items}:${known.runs.length}`)
    await submit({ id: run, kind: applyKind, sync: known.sync, caller, input: { plan: known.id, items }, facts: { plan: known.id, items } })
    await plans.change(known.id, (plan) => (plan.runs.includes(run) ? plan : { ...plan, runs: [...plan.runs, run] }))
    return run
  }

  async function runApply(job: SyncJob): Promise<undefined> {
    const input = job.input as ApplyInput
    const scope = currentScope()
    if (scope) scope.patience = job.signal
    const known = await planOf(input.plan)
    await plans.prolong(known.id)
    const { parts } = await partsOf(definitionOf(known.sync))
    await applyPlan(job, input, {
      ...{ plans, plan: known, parts: { ...parts, ledger: ledgerOf(collections, known.sync) }, itemErrorOf, concurrency },
      onItem: (action, state) => options.onItem({ sync: known.sync, action, state }),
    })
    await settle(known, { failed: await plans.failedCount(known.id) })
    return undefined
  }

  /** A plan is applied. Where all of it is done, the next one begins where its reading began. */
  async function settle({ sync, mode, isPartial, readFromMs, counts }: Plan, { failed }: { failed: number }) {
    if (isPartial || (mode !== 'whole' && mode !== 'changed')) return
    const isWhole = mode === 'whole'
    // a conflict that nobody has settled goes with its plan: the next one is to find it again
    const fromMs = counts.CONFLICT === 0 && failed === 0 ? readFromMs : null
    await stateOf(store, sync).change((state) => ({
      ...state,
      ...(fromMs !== null && { changedFromMs: fromMs }),
      ...(fromMs !== null && isWhole && { scannedFromMs: fromMs }),
      ...(isWhole && { reviewedAtMs: now() }),
      ...(isWhole && failed === 0 && { wholeAtMs: now() }),
    }))
  }

  async function planOf(id: string): Promise<Plan> {
    const known = await plans.get(id)
    if (known) return known
    throw new NotFoundError(`There is no plan ${id} (any more): plans are kept for ${config.planSeconds} s.`, { path: ['plan'], id })
  }

  return {
    names: definitions.map(({ name }) => name),
    definitions,
    definitionOf,
    /** How far a sync is, over all its runs. */
    stateOf: (name: string) => stateOf(store, name).get(),
    /** How jobs of the engine are done. */
    kinds: [
      { kind: planKind, run: runPlan },
      { kind: applyKind, run: runApply },
    ],
    plans,
    plan,
    apply,
    /** Records that were sent are kept, then planned, and done unless that is to be reviewed. Everything is durable when this resolves. */
    take: async (asked: TakeAsked): Promise<Taken> => {
      definitionOf(asked.sync)
      return take(asked)
    },
    async resolve({ plan: id, key, choice }: { plan: string; key: string; choice: ConflictChoice }): Promise<Plan> {
      const known = await planOf(id)
      if (!known.isReady) throw new ConflictError(`The plan ${id} is not ready yet. Wait until it is.`, { path: ['plan'], retryable: true })
      return resolveConflict(known, key, choice, { plans, sync: definitionOf(known.sync) })
    },
    /** What failed in the runs of a plan is tried again, and what was not tried. Answers the id of the new run. */
    async retry({ plan: id, ...asked }: RunAsked): Promise<string> {
      const known = await planOf(id)
      if (await isBegun(asked)) return begin(known, 'failed', asked)
      // what holds a plan back that does more than was expected holds here too
      if (known.runs.length === 0)
        throw new ConflictError(`The plan ${id} was not applied yet, so that nothing of it has failed: apply it.`, { path: ['id'] })
      await refuseBesideAnother(known, 'id')
      const left = todoOf(known.counts) - (await plans.endedCount(id)) + (await plans.failedCount(id))
      if (left === 0) throw new ConflictError(`Nothing of the plan ${id} has failed.`, { path: ['id'] })
      return begin(known, 'failed', asked)
    },
    touched: unreviewed.touched,
    schedules: unreviewed.schedules,
    async dispose() {
      await Promise.all([...ends.values()].flatMap(({ source, sink }) => [source?.dispose?.(), sink?.dispose?.()]))
    },
  }
}

/** Of what a plan depends on: under another one everything is compared anew, and an older plan is not applied. */
const fingerprintOf = ({ secrets: _, schedule: __, unreviewed: ___, ...sync }: SyncConfig) =>
  hashOf(JSON.parse(JSON.stringify(sync)) as Json)
