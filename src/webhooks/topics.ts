import type { Json, Move, Subject } from '../changes/change.ts'
import type { Item } from './item.ts'
import { mentionKey } from './mentions.ts'

/** What a row of the house makes of a notification. */
export type Effect = {
  /** What it is about: the record itself first, then those that it names. Only the row whose topic it is says so. */
  about?: readonly Subject[]
  /** Ids, times and Intercom's own words for kinds and states. Never what somebody wrote. */
  facts?: { readonly [name: string]: Json }
  /** Names of what it tells once. */
  once?: readonly string[]
  /** Keys of what is no longer current. */
  forget?: readonly string[]
  /** Keys of what was deleted, redacted or merged away. */
  erase?: readonly string[]
  /** What became of what was merged away. */
  moves?: readonly Move[]
  /** Keys of records whose content the notification may carry: with one of them it is erased. */
  names?: readonly string[]
}

/** Null when the item does not say which record it is about, or is of no concern to the row. */
export type TopicRule = (item: Item) => Effect | null

/** Why a topic changes nothing that the graph shows. */
export type Ignored = { ignored: string }

/**
 * Intercom's topics, each with what one row makes of it. Several rows may have a rule for the same topic; one for `ticket.*` holds for each topic of
 * that family which has another.
 */
export type TopicRules = Readonly<Record<string, TopicRule | Ignored>>

/** The name of what the gateway itself does and Intercom has no topic for. Rows have rules for it as for any other. */
export const ownTopic = <Name extends string>(name: Name) => `gateway.${name}` as const
const isOwn = (topic: string) => topic.startsWith('gateway.')

export type Effects = Required<Effect>

/** `unreadable`: no row found in it which record it is about. */
export type Judged = { kind: 'unknown' } | { kind: 'ignored' } | { kind: 'unreadable' } | { kind: 'known'; effects: Effects }

export type TopicTable = {
  judge(topic: string, item: Item): Judged
  /** What a Change of this topic says, which no payload comes with: without the names of one. Undefined where there is nothing to say. */
  effectsOf(topic: string, item: Item): Omit<Effects, 'names'> | undefined
  /** Every topic of Intercom's that is known, ignored ones too. */
  topics: readonly string[]
}

/** What all rows make of all topics. Throws for a topic that one row ignores and another does not. */
export function tableOf(tables: readonly TopicRules[]): TopicTable {
  const entries = tables.flatMap((table) => Object.entries(table))
  const rules = new Map<string, TopicRule[] | Ignored>()
  for (const [topic, rule] of entries.filter(([topic]) => !topic.endsWith('.*'))) {
    const before = rules.get(topic)
    if (before === undefined) rules.set(topic, typeof rule === 'function' ? [rule] : rule)
    else if (Array.isArray(before) && typeof rule === 'function') before.push(rule)
    else throw new Error(`The topic ${topic} is ignored in one place and has a rule in another.`)
  }
  for (const [family, rule] of entries.filter(([topic]) => topic.endsWith('.*'))) {
    for (const [topic, others] of rules) {
      if (topic.startsWith(family.slice(0, -1)) && Array.isArray(others) && typeof rule === 'function') others.push(rule)
    }
  }
  function judge(topic: string, item: Item): Judged {
    const found = rules.get(topic)
    if (found === undefined) return { kind: 'unknown' }
    if (!Array.isArray(found)) return { kind: 'ignored' }
    const effects = found.flatMap((rule) => rule(item) ?? [])
    return effects.some(({ about }) => about) ? { kind: 'known', effects: together(effects) } : { kind: 'unreadable' }
  }
  return {
    topics: [...rules.keys()].filter((topic) => !isOwn(topic)),
    judge,
    effectsOf(topic, item) {
      const judged = judge(topic, item)
      if (judged.kind !== 'known') return undefined
      const { names: _, ...effects } = judged.effects
      return effects
    },
  }
}

function together(effects: readonly Effect[]): Effects {
  const each = (name: 'forget' | 'erase' | 'names' | 'once') => [...new Set(effects.flatMap((effect) => effect[name] ?? []))]
  const about = effects.flatMap((effect) => effect.about ?? [])
  const erased = each('erase')
  const erase = erased.length === 0 ? [] : [...erased, ...new Set(about.map(({ id }) => mentionKey(id)))]
  return {
    about,
    facts: Object.assign({}, ...effects.map(({ facts }) => facts)),
    erase,
    forget: each('forget').filter((key) => !erase.includes(key)),
    moves: effects.flatMap(({ moves }) => moves ?? []),
    names: each('names'),
    once: each('once'),
  }
}

/** Which rows, by their names, have a rule for each topic that is not ignored. */
export function relianceOn(tables: Readonly<Record<string, TopicRules>>): ReadonlyMap<string, readonly string[]> {
  const relying = new Map<string, string[]>()
  const rules = Object.entries(tables).flatMap(([name, table]) => Object.entries(table).map(([topic, rule]) => ({ name, topic, rule })))
  const isFamily = ({ topic }: { topic: string }) => topic.endsWith('.*')
  for (const { name, topic, rule } of rules.filter((one) => !isFamily(one)))
    if (typeof rule === 'function' && !isOwn(topic)) relying.set(topic, [...(relying.get(topic) ?? []), name])
  for (const { name, topic: family } of rules.filter(isFamily))
    for (const [topic, names] of relying) if (topic.startsWith(family.slice(0, -1)) && !names.includes(name)) names.push(name)
  return relying
}

/** The same rule for each of these topics. */
export const forEach = (topics: readonly string[], rule: (item: Item, topic: string) => Effect | null): TopicRules =>
  Object.fromEntries(topics.map((topic) => [topic, (item: Item) => rule(item, topic)]))

/** None of these changes what the graph shows, for one reason. */
export const ignore = (reason: string, topics: readonly string[]): TopicRules =>
  Object.fromEntries(topics.map((topic) => [topic, { ignored: reason }]))
