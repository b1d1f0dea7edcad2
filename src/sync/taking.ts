import { createHash } from 'node:crypto'
import { InvalidInputError } from '../errors.ts'
import type { Collections } from '../storage/collections.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { newId } from './ids.ts'
import type { Plan, PlanMode, Plans } from './plans.ts'
import type { SourceItem } from './sources/source.ts'
import { isKept, keepUploaded } from './sources/uploaded.ts'
import type { PlanAsked } from './sync.ts'

export type TakeAsked = {
  sync: string
  /** Not read where `key` is known. */
  items: AsyncIterable<SourceItem>
  caller: string
  /** `whole`: they are all that the CRM has. @default 'records' */
  mode?: Extract<PlanMode, 'records' | 'whole'>
  /** @default true */
  isUnreviewed?: boolean
  /** The same for repetitions of one wish of one caller, for as long as its plan is kept. @default a new one */
  key?: string | undefined
  /** A hash of what was sent, asked for when the items are read. @default '', which is the same as any other that says nothing */
  digest?: (() => string) | undefined
}

/** `digest`: of what the plan is made of; where the key was known, of what was sent with it first. */
export type Taken = { plan: Plan; count: number; digest: string }

type TakingOptions = {
  store: DurableStore
  collections: Collections
  plans: Plans
  keepMs: number
  plan(asked: PlanAsked): Promise<Plan>
}

/** What a key stands for. */
type Claim = { id: string; upload: string; count: number; digest: string; mode: string; isUnreviewed: boolean }

/** Takes records that were sent: they are kept, and a plan of them is made. */
export function createTaking({ store, collections, plans, keepMs, plan }: TakingOptions) {
  const nameOf = ({ caller, sync, key }: TakeAsked) =>
    `sync:key:${createHash('sha256')
      .update(JSON.stringify([caller, sync, key]))
      .digest('hex')}`

  /** Everything is durable when this resolves. What was not sent to its end leaves nothing. */
  return async function take(asked: TakeAsked): Promise<Taken> {
    const { sync, items, caller, mode = 'records', isUnreviewed = true } = asked
    const read = async () => (asked.key === undefined ? undefined : await store.get(nameOf(asked)))

    async function takenBy(stored: Awaited<ReturnType<typeof read>>): Promise<Taken | null> {
      if (!stored) return null
      const claim = JSON.parse(stored.value) as Claim
      if (claim.mode !== mode || claim.isUnreviewed !== isUnreviewed)
        throw new InvalidInputError('This key was sent before, and asked for something else; expected a new key for each thing to do.', {
          constraint: 'idempotencyKey',
        })
      const { count, digest } = claim
      const known = await plans.get(claim.id)
      if (known?.isReady) return { plan: known, count, digest }
      // whoever has claimed it may have died before its plan was asked for; asked for again it is the same
      if (await isKept(collections, claim.upload))
        return { plan: await plan({ sync, caller, id: claim.id, mode, upload: claim.upload, isUnreviewed }), count, digest }
      return known && { plan: known, count, digest }
    }

    const earlier = await takenBy(await read())
    if (earlier) return earlier
    const id = newId()
    const upload = `sync:upload:${id}`
    await collections.expire(upload, keepMs)
    const count = await keepUploaded(collections, upload, items)
    const digest = asked.digest?.() ?? ''
    const other = await claimed({ id, upload, count, digest, mode, isUnreviewed })
    if (other) await collections.drop(upload)
    return other ?? { count, digest, plan: await planned({ sync, caller, id, mode, upload, isUnreviewed }) }

    /** What nobody can ask for again by a key is of no use without its plan. */
    async function planned(wish: PlanAsked & { upload: string }): Promise<Plan> {
      try {
        return await plan(wish)
      } catch (error) {
        if (asked.key === undefined) await collections.drop(wish.upload).catch(() => {})
        throw error
      }
    }

    /** Null where the key is ours by now, or there is none; else what it stands for. */
    async function claimed(claim: Claim): Promise<Taken | null> {
      if (asked.key === undefined) return null
      const stored = await read()
      const known = await takenBy(stored)
      if (known) return known
      const version = await store.put(nameOf(asked), JSON.stringify(claim), { over: stored?.version ?? null, keepMs })
      return version === undefined ? takenBy(await read()) : null
    }
  }
}
