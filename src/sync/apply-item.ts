import { ConflictError, NotFoundError } from '../errors.ts'
import type { EntryChange } from '../storage/collections.ts'
import { readBack } from './compare.ts'
import { hashesOf, hashOf, sameHashes } from './hashes.ts'
import type { FieldChange } from './item.ts'
import { type Ledger, leavingOf, type Pair } from './ledger.ts'
import type { Mapped, Unmapped } from './mapping.ts'
import type { SyncParts } from './parts.ts'
import { mappedOf } from './plan-pair.ts'
import type { Placed } from './plans.ts'
import { type AttemptOptions, type Counterpart, type Found, isThere, type Values } from './syncable.ts'

export type ApplyParts = SyncParts & { ledger: Ledger }

/** An item with all that is known before anything is sent. */
export type Prepared = Placed & {
  /** It may have been done before a kill, at this time or later. */
  begunAt: Date | undefined
  /** Its target, read anew, or whom its record has for a counterpart by now; undefined where it has none yet. */
  now: Found | undefined
  /** Of one that is made: who has come since the plan, whom it would be found by. */
  others: readonly Counterpart[]
  /** What the ledger knows of its record by now. */
  pair: Pair | undefined
  /** Its record as the CRM has it by now, where it was looked at. */
  record: Mapped | Unmapped | undefined
  /** Of an attachment: the company's id in Intercom. */
  company: string | null
}

/** What an item came to: what the ledger learns of it, and what has to be written into the CRM for it to be done. */
export type Applied = {
  id: string | null
  learned: readonly EntryChange[]
  /** Answers what the ledger is to know when the CRM has it. `key`: the record's, as the CRM says. */
  inCrm?: { changes: readonly FieldChange[]; intercomId: string; learned(key: string): readonly EntryChange[] }
}

/**
 * Does one item, in Intercom. What it finds done already is not done again.
 *
 * @throws ConflictError for a record that is not as the plan saw it; NotFoundError for one that is gone; whatever the write says
 */
export async function applyItem(prepared: Prepared, parts: ApplyParts): Promise<Applied> {
  const { item } = prepared
  switch (item.action) {
    case 'CREATE':
      return item.type === 'DataAttribute'
        ? createAttribute(prepared, parts)
        : item.record === null
          ? createOther(prepared, parts)
          : create(prepared, parts)
    case 'UPDATE':
      return update(prepared, parts)
    case 'MERGE':
      return merge(prepared, parts)
    case 'ATTACH':
    case 'DETACH':
      return attach(prepared, parts)
    case 'ARCHIVE':
    case 'DELETE':
      return end(prepared, parts)
    default:
      throw new Error(`Nobody does a ${item.action}.`)
  }
}

const toIntercom = (changes: readonly FieldChange[]): Values =>
  Object.fromEntries(changes.filter(({ side }) => side === 'INTERCOM').map(({ field, to }) => [field, to]))
const toCrm = (changes: readonly FieldChange[]) => changes.filter(({ side }) => side === 'CRM')

/** What the CRM will be read as: its transforms may make less of it. */
function hashInCrm({ field, column, to }: FieldChange, { sync, syncable }: ApplyParts): string {
  const mapping = sync.fields.find((one) => one.field === field && one.column === column)
  return hashOf(syncable.inOneForm(field, (mapping && readBack(to, mapping)) ?? to))
}

/** Both sides as they are when this is done. */
function pairOf({ item, pair }: Prepared, now: Counterpart, parts: ApplyParts): Pair {
  const written = Object.fromEntries(toCrm(item.changes).map((change) => [change.field, hashInCrm(change, parts)]))
  const isWritten = new Set(Object.keys(toIntercom(item.changes)))
  // of what was not written, what the plan saw: whoever has changed it since is not to be taken for one who was heeded
  const seen = Object.fromEntries(Object.entries(item.seen ?? {}).filter(([field]) => !isWritten.has(field)))
  const companies = item.companies ?? pair?.companies
  return {
    ...{ id: now.id, source: { ...item.source, ...written }, mapping: parts.fingerprint },
    intercom: { ...hashesOf(mappedOf(now.values, parts), parts.syncable.inOneForm), ...seen },
    ...(companies !== undefined && { companies }),
  }
}

/** Done in Intercom, and in the CRM where something goes there. @param isThere whether the CRM has it already */
function paired(prepared: Prepared, now: Counterpart, parts: ApplyParts, isThere = (_: FieldChange) => false): Applied {
  const { item, pair } = prepared
  const changes = toCrm(item.changes).filter((change) => !isThere(change))
  const next = pairOf(prepared, now, parts)
  const isChangedSince = !sameHashes(next.intercom, hashesOf(mappedOf(now.values, parts), parts.syncable.inOneForm))
  const learned = (key: string) => [...parts.ledger.paired(key, next, pair), ...(isChangedSince ? [parts.ledger.mark(now.id)] : [])]
  if (changes.length === 0) return { id: now.id, learned: learned(item.record ?? '') }
  return { id: now.id, learned: [], inCrm: { changes, intercomId: now.id, learned } }
}

async function createAttribute({ item, begunAt }: Prepared, { syncable }: ApplyParts): Promise<Applied> {
  const field = item.changes[0]?.field ?? ''
  const isThere = begunAt && (await syncable.fields()).has(field)
  if (!isThere) await syncable.createAttribute(field.replace(/^customAttributes\./, ''), item.attributeType ?? 'string')
  return { id: null, learned: [] }
}

/** A company that contacts are in, of a sync of contacts. */
async function createOther({ item, begunAt, now }: Prepared, parts: ApplyParts): Promise<Applied> {
  const ownId = item.companyId
  if (ownId === undefined) {
    if (!isThere(now)) throw gone(item.id)
    return paired(
      { item: { ...item, source: {} }, now, begunAt, pair: undefined, record: undefined, place: '', others: [], company: null },
      now,
      parts,
    )
  }
  const made = await parts.companies.create(toIntercom(item.changes), attemptOf(begunAt))
  return { id: made.id, learned: [parts.companyIds.learned(ownId, made.id)] }
}

async function create(prepared: Prepared, parts: ApplyParts): Promise<Applied> {
  const { item, begunAt, others, pair, now } = prepared
  const [other] = others
  if (now instanceof Error) throw now
  if (!begunAt && now && pair) {
    throw new ConflictError(`The record has a counterpart since the plan was made: ${pair.id}. Plan again.`, {
      existing: { type: item.type, id: pair.id },
    })
  }
  if (!begunAt && other) {
    throw new ConflictError(`${other.id} has come since the plan was made, and is found by the same. Plan again.`, {
      existing: { type: item.type, id: other.id },
    })
  }
  const made = await parts.syncable.create(toIntercom(item.changes), { ...attemptOf(begunAt), role: parts.sync.role })
  return paired(prepared, made, parts)
}

async function update(prepared: Prepared, parts: ApplyParts): Promise<Applied> {
  const { item, now, record, begunAt } = prepared
  if (!isThere(now)) throw gone(item.id, now)
  const { inOneForm } = parts.syncable
  const left: FieldChange[] = []
  const inCrm = new Set<FieldChange>()
  for (const change of item.changes) {
    const { field, from, to, side } = change
    // of a change that goes to the CRM, Intercom's value is the one that was looked at
    const is = hashOf(inOneForm(field, now.values[field] ?? null))
    if (side === 'CRM') {
      if (item.seen && item.seen[field] !== undefined && is !== item.seen[field]) throw drifted(item.id, field)
      if (record && item.source?.[field] !== undefined) {
        const theirs = 'errors' in record ? undefined : record.values[field]
        const has = theirs === undefined ? undefined : hashOf(inOneForm(field, theirs))
        if (has === hashInCrm(change, parts)) inCrm.add(change)
        else if (has !== item.source[field]) throw drifted(item.record, field)
      }
    } else if (is === hashOf(inOneForm(field, to))) continue
    else if (is === hashOf(inOneForm(field, from))) left.push(change)
    else throw drifted(item.id, field)
  }
  const written = left.length === 0 ? now : await parts.syncable.update(now.id, toIntercom(left), attemptOf(begunAt))
  return paired(prepared, written, parts, (change) => inCrm.has(change))
}

async function merge({ item, now, begunAt }: Prepared, { syncable }: ApplyParts): Promise<Applied> {
  if (!isThere(now)) throw gone(item.id, now)
  if (!syncable.merge || item.from === undefined) throw new Error(`Nobody merges a ${item.type}.`)
  await syncable.merge(item.from, now.id, attemptOf(begunAt))
  return { id: now.id, learned: [] }
}

async function attach({ item, pair, company }: Prepared, { attachments, ledger, companyIds }: ApplyParts): Promise<Applied> {
  const id = item.id ?? pair?.id
  const { record } = item
  if (id === undefined) throw new NotFoundError(`The contact ${record} is not in Intercom: making it has failed.`)
  if (company === null) throw new NotFoundError(`The company ${item.companyId} is not in Intercom: making it has failed.`)
  if (item.action === 'DETACH') await attachments.detach(id, company)
  else
    await attachments.attach(id, company).catch(async (error: unknown) => {
      // a company that was deleted and made again has another id
      if (error instanceof NotFoundError && item.companyId !== undefined) await companyIds.forget(item.companyId)
      throw error
    })
  if (!pair || record === null) return { id, learned: [] }
  const isIn = new Set(pair.companies)
  if (item.action === 'DETACH') isIn.delete(leavingOf(company))
  else if (item.companyId !== undefined) isIn.add(item.companyId)
  pair.companies = [...isIn]
  // others of the same contact may be done later, and be written down before: each says what all of them have come to
  return {
    id,
    get learned() {
      return [ledger.noted(record, pair)]
    },
  }
}

async function end(prepared: Prepared, parts: ApplyParts): Promise<Applied> {
  const { item, now, pair, begunAt } = prepared
  const { syncable, ledger } = parts
  const { id, record, seen } = item
  if (id === null || record === null) throw new Error('Nothing says who is to go.')
  if (prepared.record && !('errors' in prepared.record) && !prepared.record.isDeleted) {
    throw new ConflictError(`The CRM has the record ${JSON.stringify(record)} again. Its counterpart is left as it is; plan again.`, {
      constraint: 'drift',
    })
  }
  const learned = pair ? ledger.unpaired(record, pair) : [ledger.ended(record)]
  if (now instanceof Error) throw now
  if (!isThere(now)) return { id, learned }
  if (seen && !sameHashes(hashesOf(mappedOf(now.values, parts), syncable.inOneForm), seen)) throw drifted(id)
  if (item.action === 'ARCHIVE') await syncable.archive?.(id, attemptOf(begunAt))
  else await syncable.delete(id, attemptOf(begunAt))
  return { id, learned }
}

const attemptOf = (begunAt: Date | undefined): AttemptOptions => ({ wasBegun: begunAt !== undefined, ...(begunAt && { begunAt }) })

function gone(id: string | null, now?: Found): Error {
  if (now instanceof Error) return now
  const what = now && 'movedTo' in now ? `was merged into ${now.movedTo}` : 'is not there any more: it was archived or deleted'
  return new NotFoundError(`${id} ${what}. Plan again.`, { ...(id !== null && { id }) })
}

const drifted = (id: string | null, field?: string) =>
  new ConflictError(
    `${id} is not as it was when the plan was made${field === undefined ? '' : `: its ${field} was changed since`}. It is left as it is; plan again.`,
    {
      constraint: 'drift',
      ...(field !== undefined && { path: [field] }),
    },
  )
