import type { Collections, EntryChange } from '../storage/collections.ts'
import type { Hashes } from './hashes.ts'
import type { Mark } from './marks.ts'

/** A record of the CRM and its counterpart in Intercom, as they were when they were last seen to agree, or made to. */
export type Pair = {
  /** The counterpart's id in Intercom. */
  id: string
  /** What the CRM had, and what Intercom had, field by field, as hashes: what anybody wrote is not kept. */
  source: Hashes
  intercom: Hashes
  /**
   * Your own ids of the companies that the contact is in, of those that its record names, and `leavingOf` each that it has still to leave; absent where the
   * record does not say.
   */
  companies?: readonly string[]
  /** One of the two was not there any more when it was last looked for, and somebody was told so: it is looked at again with its record. */
  isLost?: true
  /** Of the definition: under another one everything is compared anew. */
  mapping: string
}

/** So many are read at a time where all are. */
const pageSize = 500

export type Ledger = ReturnType<typeof ledgerOf>

/** What stands among a pair's companies for one that the contact is in and is to leave. @param company its id in Intercom */
export const leavingOf = (company: string) => `< ${company}`

/**
 * What a sync knows of the two sides: who is whose counterpart, what they were last, and who was changed in Intercom since. Kept for good, in Redis or
 * under `DATA_DIR`; without it a sync finds everybody anew, and does the same.
 *
 * What changes it are `EntryChange`s that the caller writes together with whatever else they must be true with.
 */
export function ledgerOf(collections: Collections, sync: string) {
  const pairs = `sync:${sync}:pairs`
  const keys = `sync:${sync}:keys`
  /** Marked by whoever follows the log. */
  const touched = `sync:${sync}:touched`
  /** Keys of records that are deleted in the CRM, and whose counterparts are gone too. */
  const ended = `sync:${sync}:ended`
  /** Taken out of `touched` by a plan, until they are dealt with. Who marks and who deals with marks write to two places, so that no mark is lost between them. */
  const taken = `sync:${sync}:taken`

  async function* pages(collection: string) {
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<Collections['list']>> = await collections.list(collection, { after, limit: pageSize })
      if (page.length === 0) return
      yield page
      after = page.at(-1)!.key
    }
  }

  const pairsIn = async (of: readonly string[]): Promise<(Pair | undefined)[]> =>
    (await collections.getMany(pairs, of)).map((text) => (text === undefined ? undefined : (JSON.parse(text) as Pair)))
  const keysOf = (ids: readonly string[]) => collections.getMany(keys, ids)
  /** By ids in Intercom, aligned. */
  const pairsOf = async (ids: readonly string[]) => pairsIn((await keysOf(ids)).map((key) => key ?? ''))

  return {
    /** Aligned with the CRM's keys. */
    pairs: pairsIn,
    /** The CRM's keys of these ids in Intercom, aligned. */
    keysOf,
    async *all(): AsyncGenerator<readonly { key: string; pair: Pair }[]> {
      for await (const page of pages(pairs)) yield page.map(({ key, value }) => ({ key, pair: JSON.parse(value) as Pair }))
    },
    count: () => collections.count(pairs),

    /** Writes a pair down, and that nothing is to be looked at any more. @param before the pair that was there */
    paired: (key: string, pair: Pair, before?: Pair): EntryChange[] => [
      ...(before && before.id !== pair.id ? [keys, taken].map((collection) => ({ collection, key: before.id, value: null })) : []),
      { collection: pairs, key, value: JSON.stringify(pair) },
      { collection: keys, key: pair.id, value: key },
      { collection: taken, key: pair.id, value: null },
      { collection: ended, key, value: null },
    ],
    /** Writes down what else is known of a pair: whatever is to be looked at still is. */
    noted: (key: string, pair: Pair): EntryChange => ({ collection: pairs, key, value: JSON.stringify(pair) }),
    /** Its record is deleted in the CRM, and nobody in Intercom is its counterpart: there is nothing to look for any more. */
    ended: (key: string): EntryChange => ({ collection: ended, key, value: '1' }),
    areEnded: async (of: readonly string[]): Promise<boolean[]> => (await collections.getMany(ended, of)).map((mark) => mark !== undefined),
    /** One of a pair is not there any more. Whoever was told so is not told again for every Change of another. */
    lost: (key: string, pair: Pair): EntryChange[] => [
      { collection: pairs, key, value: JSON.stringify({ ...pair, isLost: true }) },
      { collection: taken, key: pair.id, value: null },
    ],
    unpaired: (key: string, { id }: Pair): EntryChange[] => [
      { collection: pairs, key, value: null },
      { collection: keys, key: id, value: null },
      { collection: taken, key: id, value: null },
      { collection: ended, key, value: '1' },
    ],

    /** Somebody has changed these in Intercom, and what was said of them. */
    touch: (marks: readonly { id: string; mark: Mark }[]): Promise<void> =>
      collections.write(marks.map(({ id, mark }) => ({ collection: touched, key: `${id} ${mark}`, value: '1' }))),
    /**
     * Takes what was touched until now: to be read after this, so that whatever is read has every Change whose mark is taken away here. A mark that says no news
     * of its record goes: with that it is as the ledger has it.
     */
    async take(isNews: (mark: Mark, pair: Pair | undefined) => boolean): Promise<void> {
      for await (const page of pages(touched)) {
        const marks = page.map(({ key }) => ({ key, id: key.slice(0, key.indexOf(' ')), mark: key.slice(key.indexOf(' ') + 1) }))
        const known = await pairsOf(marks.map(({ id }) => id))
        await collections.write(
          marks.flatMap(({ key, id, mark }, at) => [
            ...(isNews(mark, known[at]) ? [{ collection: taken, key: id, value: '1' }] : []),
            { collection: touched, key, value: null },
          ]),
        )
      }
    },
    /** To be looked at by the plan that is being made. */
    mark: (id: string): EntryChange => ({ collection: taken, key: id, value: '1' }),
    isTaken: async (ids: readonly string[]): Promise<boolean[]> =>
      (await collections.getMany(taken, ids)).map((mark) => mark !== undefined),
    async *taken(): AsyncGenerator<readonly string[]> {
      for await (const page of pages(taken)) yield page.map(({ key }) => key)
    },
    /** Nothing is to be looked at any more in what is nobody's counterpart. */
    untaken: (id: string): EntryChange => ({ collection: taken, key: id, value: null }),
  }
}
