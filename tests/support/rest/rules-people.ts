import type { Records } from './records.ts'
import { at, listAt, type Wire } from './rest.ts'
import type { Rules } from './rule.ts'

const conversationsWhere = (fits: (conversation: Wire, id: unknown) => boolean) => async (wire: Wire, records: Records) =>
  (await records.all('Conversation')).filter((conversation) => fits(conversation, wire.id))

const isSame = (one: unknown, other: unknown) => String(one) === String(other)

/** A custom attribute in the type that its definition gives it, as a value of the union. */
const attributeOf = (model: string, name: string, path: string) => async (wire: Wire, records: Records) => {
  const value = (at(wire, path) as Wire)[name]
  const definition = (await records.all('DataAttribute')).find((one) => one.model === model && one.name === name)
  if (value === null || value === undefined) return null
  if (/^date/.test(String(definition?.data_type))) return { __typename: 'DateAttribute', date: value }
  if (typeof value === 'number') return { __typename: 'NumberAttribute', number: value }
  if (typeof value === 'boolean') return { __typename: 'BooleanAttribute', boolean: value }
  return definition?.options ? { __typename: 'OptionAttribute', option: value } : { __typename: 'StringAttribute', string: value }
}

export const customAttribute = (model: string, name: string, path = 'custom_attributes') => ({
  args: `name: "${name}"`,
  from: attributeOf(model, name, path),
})

const authorKinds: Record<string, string> = {
  user: 'contact',
  lead: 'contact',
  contact: 'contact',
  admin: 'admin',
  team: 'team',
  bot: 'bot',
}
const kindOf = ({ type }: Wire) => authorKinds[String(type)] ?? 'unknown'

const subscriptionsOf = async ({ id, opted_in_subscription_types }: Wire, { rest }: Records) => {
  const optedIn = listAt(opted_in_subscription_types, 'data').map((one) => one.id)
  return (await rest.list(`/contacts/${id}/subscriptions`)).map((type) => ({ type, opted_in: optedIn.includes(type.id) }))
}

/** In the order of the models, and of their lists. */
const byModel = async (_: unknown, records: Records) => {
  const all = await records.all('DataAttribute')
  return ['contact', 'company', 'conversation'].flatMap((model) => all.filter((attribute) => attribute.model === model))
}

const devices = ['browser', 'browser_version', 'os', 'android_app_version', 'ios_app_version']

export const people: Rules = {
  Workspace: {
    intercomId: 'id_code',
    timeZone: 'timezone',
    admins: (_, records) => records.all('Admin'),
    teams: (_, records) => records.all('Team'),
    tags: (_, records) => records.all('Tag'),
    segments: (_, records) => records.all('Segment'),
    dataAttributes: { args: 'includeArchived: true', from: byModel },
    subscriptionTypes: (_, records) => records.all('SubscriptionType'),
    ticketTypes: (_, records) => records.all('TicketType'),
    apiVersion: (_, { rest }) => rest.version,
    capabilities: (_, { rest }) => (rest.version >= '2.16' ? ['MERGE_HISTORY'] : []),
  },
  Viewer: { admin: 'id' },
  Admin: {
    displayName: 'name',
    avatarUrl: 'avatar.image_url',
    awayMode: (wire) => wire,
    teams: 'team_ids',
    assignedConversations: conversationsWhere((conversation, id) => isSame(conversation.admin_assignee_id, id)),
  },
  AwayMode: { enabled: 'away_mode_enabled', reassign: 'away_mode_reassign', reason: 'away_status_reason_id' },
  Tag: { conversations: conversationsWhere((conversation, id) => listAt(conversation, 'tags.tags').some((tag) => isSame(tag.id, id))) },
  Team: {
    admins: 'admin_ids',
    conversations: conversationsWhere((conversation, id) => isSame(conversation.team_assignee_id, id)),
  },
  DataAttribute: {
    intercomId: ({ id, full_name }) => id ?? full_name,
    fullName: ({ full_name, name }) => full_name ?? `custom_attributes.${name}`,
    label: ({ label, type, name }) => (type === 'conversation_attribute' ? name : label),
    apiWritable: ({ api_writable, type }) => api_writable ?? type === 'conversation_attribute',
    custom: ({ custom, type }) => custom ?? type === 'conversation_attribute',
    options: ({ options }) => (options as unknown[] | undefined)?.map((option) => at(option, 'label') ?? option) ?? null,
  },
  SubscriptionType: { name: 'default_translation.name', consent: 'consent_type' },
  Company: {
    plan: 'plan.name',
    website: ({ website }) => (website && !/^https?:/.test(String(website)) ? `https://${website}` : (website ?? null)),
    attribute: customAttribute('company', 'nps'),
    contacts: ({ id }, { rest }) => rest.list(`/companies/${id}/contacts?per_page=50`),
    segments: 'segments.segments',
    tags: 'tags.tags',
    notes: ({ id }, { rest }) => rest.list(`/companies/${id}/notes`),
  },
  Contact: {
    displayName: ({ name, email, phone, role }) => name ?? email ?? phone ?? (role === 'lead' ? 'Unknown lead' : 'Unknown user'),
    avatarUrl: 'avatar.image_url',
    owner: 'owner_id',
    archived: () => false,
    location: ({ location }) => (['country', 'region', 'city'].some((name) => at(location, name)) ? location : null),
    socialProfiles: 'social_profiles.data',
    devices: (wire) => (devices.some((name) => wire[name]) ? wire : null),
    language: ({ language_override, browser_language }) => language_override || browser_language,
    attribute: customAttribute('contact', 'trial_ends_at'),
    mergeHistory: ({ id, role }, { rest }) => (role === 'lead' ? [] : rest.list(`/contacts/${id}/merge_history`, 'data', 'cursor')),
    companies: ({ id }, { rest }) => rest.list(`/contacts/${id}/companies`),
    tags: ({ id }, { rest }) => rest.list(`/contacts/${id}/tags`),
    segments: ({ id }, { rest }) => rest.list(`/contacts/${id}/segments`),
    notes: ({ id }, { rest }) => rest.list(`/contacts/${id}/notes`),
    subscriptions: subscriptionsOf,
    conversations: conversationsWhere((conversation, id) => listAt(conversation, 'contacts.contacts').some((contact) => contact.id === id)),
    tickets: async ({ id }, records) =>
      (await records.all('Ticket')).filter((ticket) => listAt(ticket, 'contacts.contacts').some((contact) => contact.id === id)),
    events: async ({ id }, { rest }) => {
      const { events } = await rest.get(`/events?type=user&intercom_user_id=${id}&per_page=50`)
      return events
    },
    eventSummaries: async ({ id }, { rest }) => (await rest.get(`/events?type=user&intercom_user_id=${id}&summary=true`)).events,
  },
  ContactMerge: { from: ({ source_contact_id }) => `Contact/${source_contact_id}` },
  DataEvent: { name: 'event_name', occurredAt: 'created_at', contact: 'intercom_user_id' },
  Note: { contact: 'contact.id', author: ({ author }) => author },
  Author: {
    kind: kindOf,
    rawKind: 'type',
    intercomId: ({ id }) => id || null,
    displayName: ({ name, email }) => name || email,
    isAiAgent: ({ from_ai_agent }) => from_ai_agent ?? false,
    contact: (wire) => (kindOf(wire) === 'contact' ? wire.id : null),
    admin: (wire) => (kindOf(wire) === 'admin' ? wire.id : null),
  },
}
