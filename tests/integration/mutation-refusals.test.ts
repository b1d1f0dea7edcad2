import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type World = Gateway['sandbox']['world']
type Failure = { code: string; path: string[] | null; intercomRequestId: string | null; id?: string | null }

let gateway: Gateway
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 40, conversations: 40, env: { INTERCOM_VERSION: '2.16' } })
})
afterAll(() => gateway.dispose())

const [noContact, nobody] = ['aaaaaaaaaaaaaaaaaaaaaaa1', '999999999']
const contact = ({ contacts }: World) => [...contacts.values()].find(({ role }) => role === 'user')?.id ?? ''
const conversation = ({ conversations, tickets }: World) => [...conversations.values()].find(({ id }) => !tickets.has(id))!
const ticket = ({ tickets }: World) => [...tickets.values()].find(({ is_shared }) => is_shared)?.id ?? ''
const first = (table: { keys(): Iterable<string> }) => [...table.keys()][0] ?? ''
const reply = 'body: "<p>Words</p>"'

/** A mutation that Intercom refuses, or that names what is not there; its code, and the place in its own input that is meant. */
const refused: [code: string, path: string, field: (world: World) => string][] = [
  ['INVALID', 'input.owner', () => `contactCreate(input: { externalId: "e1", owner: "${nobody}" })`],
  ['INVALID', 'input.customAttributes.no_such', () => 'contactCreate(input: { externalId: "e2", customAttributes: { no_such: 1 } })'],
  ['INVALID', 'input.owner', (world) => `contactUpdate(id: "${contact(world)}", input: { owner: "${nobody}" })`],
  ['INVALID', 'onCreate.owner', () => `contactUpsert(match: { externalId: "e3" }, onCreate: { owner: "${nobody}" }, onUpdate: {})`],
  [
    'INVALID',
    'onUpdate.owner',
    (world) => `contactUpsert(match: { id: "${contact(world)}" }, onCreate: { role: LEAD }, onUpdate: { owner: "${nobody}" })`,
  ],
  ['NOT_FOUND', 'id', (world) => `contactTagAdd(id: "${noContact}", tag: { id: "${first(world.tags)}" })`],
  ['NOT_FOUND', 'tag', (world) => `contactTagAdd(id: "${contact(world)}", tag: { id: "${nobody}" })`],
  ['NOT_FOUND', 'tag', (world) => `contactTagRemove(id: "${contact(world)}", tag: "${nobody}")`],
  ['NOT_FOUND', 'contact', (world) => `contactCompanyAttach(contact: "${noContact}", company: "${first(world.companies)}")`],
  ['NOT_FOUND', 'company', (world) => `contactCompanyDetach(contact: "${contact(world)}", company: "${noContact}")`],
  ['NOT_FOUND', 'id', () => `contactNoteCreate(id: "${noContact}", ${reply})`],
  ['NOT_FOUND', 'as', (world) => `contactNoteCreate(id: "${contact(world)}", ${reply}, as: "${nobody}")`],
  ['NOT_FOUND', 'from', (world) => `contactMerge(from: "${noContact}", into: "${contact(world)}")`],
  ['INVALID', 'input.size', () => 'companyUpsert(companyId: "c1", input: { size: -1 })'],
  ['NOT_FOUND', 'input.from.id', () => `conversationCreate(input: { from: { id: "${noContact}" }, body: "Words" })`],
  ['NOT_FOUND', 'id', () => `conversationReply(id: "${nobody}", input: { ${reply} })`],
  [
    'NOT_FOUND',
    'input.as',
    (world) => `conversationReply(id: "${conversation(world).id}", input: { ${reply}, as: { admin: "${nobody}" } })`,
  ],
  [
    'NOT_FOUND',
    'input.as.contact',
    (world) => `conversationReply(id: "${conversation(world).id}", input: { ${reply}, as: { contact: { id: "${noContact}" } } })`,
  ],
  [
    'INVALID',
    'input.attachments.0.base64',
    (world) =>
      `conversationReply(id: "${conversation(world).id}", input: { ${reply}, attachments: [{ name: "a", contentType: "b", base64: "%" }] })`,
  ],
  ['NOT_FOUND', 'to', (world) => `conversationAssign(id: "${conversation(world).id}", to: { team: "${nobody}" })`],
  ['NOT_FOUND', 'input.company', (world) => `conversationUpdate(id: "${conversation(world).id}", input: { company: "${noContact}" })`],
  ['NOT_FOUND', 'contact.id', (world) => `conversationContactAttach(id: "${conversation(world).id}", contact: { id: "${noContact}" })`],
  ['NOT_FOUND', 'contact', (world) => `conversationContactDetach(id: "${conversation(world).id}", contact: "${noContact}")`],
  [
    'INVALID',
    'contact',
    (world) => `conversationContactDetach(id: "${conversation(world).id}", contact: "${conversation(world).contact_ids[0]}")`,
  ],
  ['NOT_FOUND', 'part', (world) => `conversationPartRedact(conversation: "${conversation(world).id}", part: "${nobody}")`],
  ['NOT_FOUND', 'from', (world) => `conversationMerge(from: "${nobody}", into: "${conversation(world).id}")`],
  ['INVALID', 'into', (world) => `conversationMerge(from: "${conversation(world).id}", into: "${nobody}")`],
  ['INVALID', 'input.type', (world) => `ticketCreate(input: { type: "${nobody}", contacts: [{ id: "${contact(world)}" }] })`],
  ['INVALID', 'input.attributes', (world) => `ticketCreate(input: { type: "2900004", contacts: [{ id: "${contact(world)}" }] })`],
  [
    'NOT_FOUND',
    'input.linkConversation',
    (world) =>
      `ticketCreate(input: { type: "2900004", contacts: [{ id: "${contact(world)}" }], attributes: { _default_title_: "T" }, linkConversation: "${nobody}" })`,
  ],
  [
    'NOT_FOUND',
    'input.contacts.0.id',
    () => `ticketCreate(input: { type: "2900004", contacts: [{ id: "${noContact}" }], attributes: { _default_title_: "T" } })`,
  ],
  [
    'NOT_FOUND',
    'input.as.contact',
    (world) => `ticketReply(id: "${ticket(world)}", input: { ${reply}, as: { contact: { id: "${noContact}" } } })`,
  ],
  ['INVALID', 'input.author', () => `articleCreate(input: { title: "T", author: "${nobody}" })`],
  ['INVALID', 'input.collection', ({ articles }) => `articleUpdate(id: "${first(articles)}", input: { collection: "${nobody}" })`],
  ['INVALID', 'input.parent', () => `collectionCreate(input: { name: "N", parent: "${nobody}" })`],
  ['NOT_FOUND', 'input.helpCenter', () => `collectionCreate(input: { name: "N", helpCenter: "${nobody}" })`],
  [
    'INVALID',
    'input.parent',
    ({ collections }) => `collectionUpdate(id: "${first(collections)}", input: { parent: "${first(collections)}" })`,
  ],
]

test.each(refused)('%s at %s', async (code, path, field) => {
  const asked = field(gateway.sandbox.world)
  const { data } = await gateway.query<{ it: { errors: Failure[] } }>(
    `mutation { it: ${asked} { errors { code path ... on NotFoundError { id } } } }`,
  )
  const [failure, ...others] = data?.it.errors ?? []
  expect([asked, failure?.code, failure?.path?.join('.'), others]).toEqual([asked, code, path, []])
  if (code === 'NOT_FOUND') expect([nobody, noContact]).toContain(failure?.id)
})
