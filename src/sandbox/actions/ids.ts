import { createHash } from 'node:crypto'
import type { LiveWorld } from '../store/world.ts'

/** 2025 begins. */
const epochMs = 1_735_689_600_000

/**
 * Ids for what is new: in the ranges, and with the growth, of what is there already. Looked up at their first use. The records are the same in each
 * run, and what a run adds is not: conversations and parts go on a step further for each second until it started, so that a Redis that remembers
 * the last run does not take this one's for those. `startedAtMs` in unix milliseconds.
 */
export function createIds(world: LiveWorld, startedAtMs = epochMs) {
  const steps = Math.max(0, Math.floor((startedAtMs - epochMs) / 1000))
  const counter = (highest: () => number, step: number, stepsBefore = 0) => {
    let last: number | undefined
    return () => {
      last = (last ?? highest() + step * stepsBefore) + step
      return String(last)
    }
  }
  const partIds = counter(() => highestOf(partsOf(world)), 61, steps)
  const conversationIds = counter(() => highestOf(world.conversations.keys()), 20_011, steps)
  const sourceIds = counter(() => highestOf(Array.from(world.conversations.values(), ({ source }) => source.id)), 97)
  const noteIds = counter(() => highestOf(world.notes.keys()), 7)
  const tagIds = counter(() => highestOf(world.tags.keys()), 3)
  const eventIds = counter(() => highestOf(world.events.keys()), 1)
  const articleIds = counter(() => highestOf(world.articles.keys()), 11)
  const collectionIds = counter(() => highestOf(world.collections.keys()), 11)
  const attributeIds = counter(() => highestOf(Array.from(world.data_attributes.values(), ({ id, made }) => (made ? id : '0'))), 1)
  const ticketNumbers = counter(() => highestOf(Array.from(world.tickets.values(), ({ ticket_id }) => ticket_id)), 1)
  const messageIds = counter(() => 20_000, 1)
  let contacts = 0
  let companies = 0

  return {
    part: partIds,
    source: sourceIds,
    note: noteIds,
    tag: tagIds,
    event: eventIds,
    article: articleIds,
    collection: collectionIds,
    attribute: attributeIds,
    /** What people call a ticket by. */
    ticketNumber: ticketNumbers,
    /** Of what a teammate sends without a conversation. */
    message: messageIds,
    /** Tickets share the range of conversations, further on. */
    conversation() {
      let id = conversationIds()
      while (world.tickets.has(id)) id = conversationIds()
      return id
    },
    /** 24 hex digits, of which the first 8 are the time. */
    contact(atSeconds: number) {
      contacts += 1
      return `${hex(atSeconds, 8)}1bb69f9f21${hex(contacts, 6)}`
    },
    company(atSeconds: number) {
      companies += 1
      return `${hex(atSeconds, 8)}7d3cf91b20${hex(companies, 6)}`
    },
    /** What a lead is given for an external id: a UUID. */
    leadId: (contact: string) => createHash('sha1').update(contact).digest('hex').replace(uuidParts, '$1-$2-4$3-a$4-$5'),
  }
}

const uuidParts = /^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/

function* partsOf({ conversations, tickets }: LiveWorld) {
  for (const { parts } of [...conversations.values(), ...tickets.values()]) for (const { id } of parts) yield id
}

function highestOf(ids: Iterable<string>): number {
  let highest = 0
  for (const id of ids) highest = Math.max(highest, Number(id))
  return highest
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
