import type { Sandbox } from '../../src/sandbox/server.ts'

type World = Sandbox['world']

/** Mutations of one kind of record, one after another, with all that may be given in their inputs, and with all of it taken away. */
export type Sends = { of: string; fields(world: World, version: string): string[] }

type Table = { keys(): Iterable<string> }
const nth = (table: Table, place = 0) => [...table.keys()][place] ?? ''
const user = ({ contacts }: World, place: number) => [...contacts.values()].filter(({ role }) => role === 'user')[place]?.id ?? ''
const lead = ({ contacts }: World) => [...contacts.values()].find(({ role, email }) => role === 'lead' && email)?.id ?? ''
const conversation = ({ conversations, tickets }: World, place: number) =>
  [...conversations.values()].filter(({ id }) => !tickets.has(id))[place]!
/** One for customers, of which no more than a title has to be said. */
const customerType = ({ ticket_types }: World) =>
  [...ticket_types.values()].find(
    ({ category, archived, attributes }) =>
      category === 'Customer' && !archived && attributes.filter((one) => one.required_to_create).length === 1,
  )?.id ?? ''

const before = '"2020-01-01T00:00:00Z"'
const ahead = '"2090-01-01T00:00:00Z"'
const image = '"https://example.com/a.png"'
const words = 'body: "<p>Words</p>"'
const files = 'attachments: [{ name: "a.pdf", contentType: "application/pdf", base64: "YQ==" }]'

const person = (world: World, own: string) =>
  `externalId: "${own}", email: "${own}@example.com", phone: "+353871234567", name: "N", avatarUrl: ${image}, owner: "${nth(world.admins)}", ` +
  `signedUpAt: ${before}, lastSeenAt: ${before}, unsubscribedFromEmails: true, customAttributes: {}`
const noPerson = 'externalId: null, phone: null, name: null, avatarUrl: null, owner: null, signedUpAt: null, lastSeenAt: null'
const company = 'name: "N", plan: "P", size: 3, website: "https://example.com", industry: "I", monthlySpend: 4, customAttributes: {}'
const noCompany = 'plan: null, size: null, website: null, industry: null, monthlySpend: null'
const texts = 'title: "T", description: "D", body: "<p>B</p>"'

export const everySend: readonly Sends[] = [
  {
    of: 'contacts',
    fields: (world, version) => [
      `contactCreate(input: { role: USER, ${person(world, 'own1')}, tags: [{ name: "new" }], companies: ["${nth(world.companies)}"] })`,
      `contactUpdate(id: "${user(world, 0)}", input: { role: USER, ${person(world, 'own2')} })`,
      `contactUpdate(id: "${user(world, 0)}", input: { ${noPerson} })`,
      `contactUpsert(match: { externalId: "own3" }, onCreate: { ${person(world, 'own3')} }, onUpdate: { name: "O" })`,
      `contactMerge(from: "${lead(world)}", into: "${user(world, 1)}"${version >= '2.16' ? ', skipDuplicateValidation: true' : ''})`,
      `contactArchive(id: "${user(world, 2)}")`,
      `contactUnarchive(id: "${user(world, 2)}")`,
      `contactBlock(id: "${user(world, 3)}")`,
      `contactDelete(id: "${user(world, 4)}")`,
    ],
  },
  {
    of: 'what contacts have',
    fields: (world) => {
      const id = user(world, 5)
      const tag = nth(world.tags)
      const newCompany = [...world.companies.keys()].find((one) => !world.contacts.get(id)?.company_ids.includes(one))
      return [
        `contactTagAdd(id: "${id}", tag: { id: "${tag}" })`,
        `contactTagRemove(id: "${id}", tag: "${tag}")`,
        `contactCompanyAttach(contact: "${id}", company: "${newCompany}")`,
        `contactCompanyDetach(contact: "${id}", company: "${newCompany}")`,
        `contactNoteCreate(id: "${id}", ${words})`,
        ...[...world.subscription_types.keys()].flatMap((type) =>
          [true, false].map((optedIn) => `contactSubscriptionSet(contact: "${id}", type: "${type}", optedIn: ${optedIn})`),
        ),
      ]
    },
  },
  {
    of: 'companies',
    fields: ({ companies }) => [
      `companyUpsert(companyId: "own1", input: { ${company}, remoteCreatedAt: ${before} })`,
      `companyUpsert(companyId: "own1", input: { ${noCompany} })`,
      `companyUpdate(id: "${nth(companies, 1)}", input: { ${company} })`,
      `companyUpdate(id: "${nth(companies, 1)}", input: { ${noCompany} })`,
      `companyDelete(id: "${nth(companies, 2)}")`,
    ],
  },
  {
    of: 'the threads of conversations',
    fields: (world, version) => {
      const { id, contact_ids } = conversation(world, 0)
      const asContact = `as: { contact: { id: "${contact_ids[0]}" } }`
      const silent = version >= '2.15' ? ', skipNotifications: true' : ''
      return [
        `conversationReply(id: "${id}", input: { ${words}, attachmentUrls: [${image}]${silent} })`,
        `conversationReply(id: "${id}", input: { ${words}, ${files} })`,
        `conversationReply(id: "${id}", input: { ${words}, quickReplies: ["Yes", "No"] })`,
        `conversationReply(id: "${id}", input: { ${words}, attachmentUrls: [${image}], ${asContact} })`,
        `conversationReply(id: "${id}", input: { ${words}, ${files}, ${asContact} })`,
        `conversationNoteAdd(id: "${id}", input: { ${words}, attachmentUrls: [${image}] })`,
        `conversationAssign(id: "${id}", to: { admin: "${nth(world.admins)}" }, note: "<p>Words</p>")`,
        `conversationAssign(id: "${id}", to: { team: "${nth(world.teams)}" })`,
        `conversationAssign(id: "${id}", to: { unassign: true })`,
        `conversationClose(id: "${id}", ${words})`,
        `conversationOpen(id: "${id}")`,
        `conversationSnooze(id: "${id}", until: ${ahead})`,
      ]
    },
  },
  {
    of: 'conversations',
    fields: (world, version) => {
      const isShown = ({ body, redacted, part_type }: { body: string | null; redacted: boolean; part_type: string }) =>
        part_type === 'comment' && body !== null && !redacted
      const answered = [...world.conversations.values()].find(({ parts }) => parts.some(isShown))!
      const [one, another, third] = [1, 2, 3].map((place) => conversation(world, place).id)
      const [tag, newcomer] = [nth(world.tags), user(world, 6)]
      return [
        `conversationCreate(input: { from: { id: "${newcomer}" }, body: "Words", attachmentUrls: [${image}] })`,
        `conversationUpdate(id: "${one}", input: { title: "T", read: true, company: "${nth(world.companies)}", customAttributes: {} })`,
        `conversationUpdate(id: "${one}", input: { title: null, company: null })`,
        `conversationTagAdd(id: "${one}", tag: { id: "${tag}" })`,
        `conversationTagRemove(id: "${one}", tag: "${tag}")`,
        `conversationContactAttach(id: "${one}", contact: { id: "${newcomer}" })`,
        `conversationContactDetach(id: "${one}", contact: "${newcomer}")`,
        `conversationPartRedact(conversation: "${answered.id}", part: "${answered.parts.find(isShown)!.id}")`,
        ...(version >= '2.16' ? [`conversationMerge(from: "${another}", into: "${one}")`] : []),
        `conversationConvertToTicket(id: "${third}", ticketType: "${customerType(world)}", attributes: { _default_title_: "T" })`,
        `conversationDelete(id: "${one}")`,
      ]
    },
  },
  {
    of: 'tickets',
    fields: (world, version) => {
      const isOfCustomers = (id: string) => world.conversations.has(id)
      const { id, contact_ids, state_id } = [...world.tickets.values()].find((one) => one.is_shared && isOfCustomers(one.id))!
      const made = `type: "${customerType(world)}", contacts: [{ id: "${user(world, 7)}" }], attributes: { _default_title_: "T" }`
      const [tag, admin, ofCompany] = [nth(world.tags), nth(world.admins), `company: "${nth(world.companies)}"`]
      const silent = version >= '2.15' ? ', skipNotifications: true' : ''
      return [
        `ticketCreate(input: { ${made}, ${ofCompany}, assignTo: { admin: "${admin}" } })`,
        `ticketCreate(input: { ${made}, assignTo: { team: "${nth(world.teams)}" } })`,
        `ticketUpdate(id: "${id}", input: { attributes: { _default_title_: "T" }, state: "${state_id}", open: true, shared: true, snoozedUntil: ${ahead}, assignTo: { admin: "${admin}" }, ${ofCompany} })`,
        `ticketUpdate(id: "${id}", input: { snoozedUntil: null, assignTo: { unassign: true }, company: null })`,
        `ticketReply(id: "${id}", input: { ${words}, attachmentUrls: [${image}]${silent} })`,
        `ticketReply(id: "${id}", input: { ${words}, quickReplies: ["Yes"] })`,
        `ticketReply(id: "${id}", input: { ${words}, as: { contact: { id: "${contact_ids[0]}" } } })`,
        ...(version >= '2.16' ? [`ticketReply(id: "${id}", input: { ${words}, ${files} })`] : []),
        `ticketTagAdd(id: "${id}", tag: { id: "${tag}" })`,
        `ticketTagRemove(id: "${id}", tag: "${tag}")`,
        `ticketDelete(id: "${id}")`,
      ]
    },
  },
  {
    of: 'the help center',
    fields: ({ articles, collections, help_centers, admins }) => {
      const placed = `author: "${nth(admins)}", state: PUBLISHED, collection: "${nth(collections)}"`
      const french = 'translations: [{ locale: "fr", name: "N", description: "D" }]'
      return [
        `articleCreate(input: { ${texts}, ${placed}, translations: [{ locale: "fr", ${texts}, state: DRAFT }] })`,
        `articleUpdate(id: "${nth(articles)}", input: { ${texts}, ${placed}, translations: [{ locale: "fr", ${texts}, state: DRAFT }] })`,
        `articleUpdate(id: "${nth(articles)}", input: { description: null, body: null, collection: null })`,
        `articleDelete(id: "${nth(articles)}")`,
        `collectionCreate(input: { name: "N", description: "D", helpCenter: "${nth(help_centers)}", ${french} })`,
        `collectionUpdate(id: "${nth(collections, 1)}", input: { name: "N", description: "D", parent: "${nth(collections)}", ${french} })`,
        `collectionUpdate(id: "${nth(collections, 1)}", input: { description: null, parent: null })`,
        `collectionDelete(id: "${nth(collections, 1)}")`,
      ]
    },
  },
  {
    of: 'the workspace',
    fields: ({ tags, admins, data_attributes }) => {
      const list = [...data_attributes.values()].find(({ custom, options }) => custom && options)
      return [
        'tagUpsert(name: "another")',
        `tagDelete(id: "${[...tags.keys()].at(-1)}")`,
        'dataAttributeCreate(input: { model: CONTACT, name: "a1", dataType: "options", description: "D", options: ["a", "b"] })',
        'dataAttributeCreate(input: { model: COMPANY, name: "a2", dataType: "datetime" })',
        `dataAttributeUpdate(id: "${list?.id}", input: { description: null, options: ["a", "b"], archived: false })`,
        `adminAwaySet(id: "${nth(admins)}", away: true, reassign: true)`,
      ]
    },
  },
  {
    of: 'messages and events',
    fields: (world) => [
      `messageSend(input: { channel: IN_APP, ${words}, to: { id: "${user(world, 8)}" } })`,
      `messageSend(input: { channel: EMAIL, subject: "S", ${words}, to: { id: "${lead(world)}" } })`,
      `dataEventTrack(input: { name: "sent", contact: { id: "${user(world, 8)}" }, occurredAt: null, metadata: { a: "b", n: 1 } })`,
    ],
  },
]
