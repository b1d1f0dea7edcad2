import fc from 'fast-check'
import { hexId } from '../../unit/sandbox/small-world.ts'
import { createRandom, pool, type Setting, someSecond } from './world.ts'

type Filter = Record<string, unknown>
type Some = fc.Arbitrary<unknown>

/** One or two conditions of those that are given. */
const conditions = (by: Record<string, Some>): Some => {
  const one = fc.oneof(...Object.entries(by).map(([name, value]) => value.map((given): Filter => ({ [name]: given }))))
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })) })
}
const listOf = (value: Some) => fc.array(value, { minLength: 1, maxLength: 4 })

const text = (values: readonly string[], { isShort = false } = {}) => {
  const value = fc.constantFrom(...values, ...values.map((one) => one.toUpperCase()), 'nobody@nowhere')
  const part = fc.oneof(
    value,
    fc.constantFrom('a', 'acme', '@', 'E', '.io'),
    value.map((one) => one.slice(0, 3)),
    value.map((one) => one.slice(-3)),
  )
  const equal = { eq: value, neq: value, in: listOf(value), nin: listOf(value), isNull: fc.boolean() }
  return conditions(isShort ? equal : { ...equal, contains: part, notContains: part, startsWith: part, endsWith: part })
}
const id = (values: readonly string[], { isAlwaysThere = false } = {}) => {
  const value = fc.constantFrom(...values)
  return conditions({ eq: value, neq: value, in: listOf(value), nin: listOf(value), ...(!isAlwaysThere && { isNull: fc.boolean() }) })
}
const number = (() => {
  const value = fc.integer({ min: -1, max: 6 })
  return conditions({ eq: value, neq: value, gt: value, lt: value, gte: value, lte: value, in: listOf(value) })
})()
const flag = fc.boolean().map((eq) => ({ eq }))

/** Instants that records have, a second or less away from them, and half hours ago, since records are of whole hours ago. */
function instant(setting: Setting, { isAlwaysThere = false } = {}): Some {
  const at = fc
    .tuple(fc.nat(), fc.constantFrom(0, 0, 1, -1), fc.constantFrom(0, 0, 0, 400))
    .map(([seed, seconds, ms]) => new Date((someSecond(createRandom(seed), setting) + seconds) * 1000 + ms).toISOString())
  const day = at.map((iso) => iso.slice(0, 10))
  const lately = fc.nat({ max: 60 }).map((hours) => `PT${hours * 60 + 30}M`)
  return conditions({
    ...{ on: day, after: at, onOrAfter: at, before: at, onOrBefore: at, withinLast: lately },
    ...(!isAlwaysThere && { isNull: fc.boolean() }),
  })
}

const attribute = (setting: Setting) =>
  fc.oneof(
    text(pool.plans).map((string) => ({ name: 'plan', string })),
    number.map((value) => ({ name: 'seats', number: value })),
    flag.map((boolean) => ({ name: 'active', boolean })),
    instant(setting).map((date) => ({ name: 'renewal_at', date })),
  )

const ticketAttribute = (setting: Setting) =>
  fc.oneof(
    text(pool.plans).map((string) => ({ name: 'plan', string })),
    number.map((value) => ({ name: 'seats', number: value })),
    flag.map((boolean) => ({ name: 'active', boolean })),
    instant(setting).map((date) => ({ name: 'due', date })),
    text(pool.severities).map((string) => ({ name: 'severity', string })),
    number.map((value) => ({ name: 'score', number: value })),
  )

const isAlwaysThere = { isAlwaysThere: true }
const ids = (size: number) => Array.from({ length: size }, (_, at) => at + 1)

export const contactFields = (setting: Setting, size: number): Record<string, Some> => ({
  id: id(ids(size).map(hexId), isAlwaysThere),
  role: fc.constantFrom('USER', 'LEAD'),
  email: text(pool.emails),
  emailDomain: text(['acme.io', 'other.org']),
  phone: text(pool.phones),
  name: text(pool.names),
  externalId: text(pool.externalIds),
  owner: id(pool.adminIds),
  tag: id(pool.tagIds),
  segment: id(pool.segmentIds),
  createdAt: instant(setting, isAlwaysThere),
  updatedAt: instant(setting, isAlwaysThere),
  signedUpAt: instant(setting),
  lastSeenAt: instant(setting),
  lastRepliedAt: instant(setting),
  lastContactedAt: instant(setting),
  unsubscribedFromEmails: flag,
  attribute: attribute(setting),
})

export const conversationFields = (setting: Setting, size: number): Record<string, Some> => ({
  id: id(ids(size).map(String), isAlwaysThere),
  state: fc.subarray(['OPEN', 'CLOSED', 'SNOOZED'], { minLength: 1 }),
  read: flag,
  priority: flag,
  contact: id(ids(5).map(hexId), isAlwaysThere),
  admin: id(pool.adminIds),
  team: id(pool.teamIds),
  assigned: flag,
  tag: id(pool.tagIds.slice(0, 3)),
  sourceType: text(pool.sourceTypes),
  subject: text(pool.subjects),
  bodyWord: fc.constantFrom('need', 'refund', 'SUPPORT', 'nothing'),
  authorEmail: text(pool.emails),
  createdAt: instant(setting, isAlwaysThere),
  updatedAt: instant(setting, isAlwaysThere),
  waitingSince: instant(setting),
  snoozedUntil: instant(setting),
  rating: number,
  reopenCount: number,
  aiResolution: text(pool.resolutions, { isShort: true }),
})

export const ticketFields = (setting: Setting, size: number): Record<string, Some> => ({
  id: id(ids(size).map(String), isAlwaysThere),
  type: id(
    pool.ticketTypes.map(([type]) => type),
    isAlwaysThere,
  ),
  category: fc.constantFrom('CUSTOMER', 'BACK_OFFICE', 'TRACKER'),
  state: id(pool.stateIds, isAlwaysThere),
  open: flag,
  contact: id(ids(4).map(hexId)),
  admin: id(pool.adminIds),
  team: id(pool.teamIds),
  createdAt: instant(setting, isAlwaysThere),
  updatedAt: instant(setting, isAlwaysThere),
  attribute: ticketAttribute(setting),
})

/** One condition on one field. */
export const leafOf = (fields: Record<string, Some>): fc.Arbitrary<Filter> =>
  fc.oneof(...Object.entries(fields).map(([name, value]) => value.map((given): Filter => ({ [name]: given }))))

/** Whether the opposite of a condition is refused: Intercom cannot be asked for it, and rows do not say it for sure. */
export function isWithoutOpposite(leaf: Filter): boolean {
  const { name, string = {} } = (leaf.attribute ?? {}) as { name?: string; string?: Filter }
  return 'bodyWord' in leaf || (name === 'severity' && ('startsWith' in string || 'endsWith' in string))
}

/** Fields beside each other, and groups up to four deep; now and then an `or` or `and` of many. */
export function filterOf(fields: Record<string, Some>): fc.Arbitrary<Filter> {
  const leaf = leafOf(fields)
  const flat = fc.array(leaf, { minLength: 1, maxLength: 3 }).map((parts): Filter => Object.assign({}, ...parts))
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'filter' },
      flat,
      fc.array(tie('filter'), { minLength: 1, maxLength: 4 }).map((or): Filter => ({ or })),
      fc.array(tie('filter'), { minLength: 1, maxLength: 4 }).map((and): Filter => ({ and })),
      tie('filter').map((not): Filter => ({ not })),
      fc.tuple(flat, fc.array(tie('filter'), { minLength: 1, maxLength: 3 })).map(([beside, or]): Filter => ({ ...beside, or })),
    ),
  }))
  const many = fc
    .tuple(fc.constantFrom('or', 'and'), fc.array(flat, { minLength: 10, maxLength: 45 }))
    .map(([of, parts]): Filter => ({ [of]: parts }))
  return fc.oneof({ weight: 8, arbitrary: filter }, { weight: 1, arbitrary: many })
}
