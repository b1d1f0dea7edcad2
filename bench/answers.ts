import type { WireAdmin, WireArticle, WireCollection, WireCompany, WireContact, WireConversation, WirePart } from './wire.ts'

/** How the answers to the four questions look, made by hand from Intercom's records: what a team writes that has no gateway. */
export function createAnswers(workspaceId: string) {
  const gid = (type: string, id: string | number) => `gid://intercom/${workspaceId}/${type}/${id}`
  const instant = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString())
  const person = (contact: WireContact) => ({ id: gid('Contact', contact.id), displayName: nameOf(contact), email: contact.email })
  const admin = (found: WireAdmin | undefined) => (found ? { id: gid('Admin', found.id), name: found.name } : null)

  const part = ({ id, created_at, author, part_type, body }: WirePart) => ({
    intercomId: id,
    createdAt: instant(created_at),
    author: { kind: kinds[author.type] ?? 'UNKNOWN', displayName: author.name ?? author.email, email: author.email },
    ...(/^(comment|quick_reply|note.*)$/.test(part_type) && { body }),
  })

  return {
    contact: (contact: WireContact) => ({
      contact: {
        id: gid('Contact', contact.id),
        intercomId: contact.id,
        displayName: nameOf(contact),
        role: contact.role.toUpperCase(),
        email: contact.email,
        phone: contact.phone,
        avatarUrl: contact.avatar?.image_url ?? null,
        createdAt: instant(contact.created_at),
        lastSeenAt: instant(contact.last_seen_at),
        location: placeOf(contact),
        customAttributes: contact.custom_attributes,
      },
    }),
    inbox: (found: { conversations: WireConversation[]; totalCount: number; contacts: Map<string, WireContact>; admins: WireAdmin[] }) => ({
      conversations: {
        totalCount: found.totalCount,
        nodes: found.conversations.map((conversation) => ({
          id: gid('Conversation', conversation.id),
          title: conversation.title,
          state: conversation.state.toUpperCase(),
          updatedAt: instant(conversation.updated_at),
          contacts: {
            nodes: conversation.contacts.contacts.flatMap(({ id }) => {
              const contact = found.contacts.get(id)
              return contact ? person(contact) : []
            }),
          },
          adminAssignee: admin(found.admins.find(({ id }) => id === String(conversation.admin_assignee_id))),
        })),
      },
    }),
    thread: (found: { conversation: WireConversation; people: { contact: WireContact; companies: WireCompany[] }[] }) => ({
      conversation: {
        id: gid('Conversation', found.conversation.id),
        title: found.conversation.title,
        state: found.conversation.state.toUpperCase(),
        tags: found.conversation.tags.tags.map(({ id, name }) => ({ id: gid('Tag', id), name })),
        contacts: {
          nodes: found.people.map(({ contact, companies }) => ({
            ...person(contact),
            companies: { nodes: companies.map(({ id, name, plan }) => ({ id: gid('Company', id), name, plan: plan?.name ?? null })) },
          })),
        },
        parts: {
          totalCount: found.conversation.conversation_parts?.total_count,
          nodes: found.conversation.conversation_parts?.conversation_parts.map(part),
        },
      },
    }),
    helpCenter: (found: { collections: WireCollection[]; articles: WireArticle[]; admins: WireAdmin[] }) => ({
      collections: {
        totalCount: found.collections.length,
        nodes: found.collections.map(({ id, name, parent_id }) => {
          const articles = found.articles.filter(({ parent_ids }) => parent_ids.includes(Number(id)))
          return {
            id: gid('Collection', id),
            name,
            parent: parent_id === null ? null : { id: gid('Collection', parent_id) },
            articles: {
              totalCount: articles.length,
              nodes: articles.map((article) => ({
                id: gid('Article', article.id),
                title: article.title,
                state: article.state.toUpperCase(),
                author: admin(found.admins.find((one) => one.id === String(article.author_id))),
              })),
            },
          }
        }),
      },
    }),
  }
}

const kinds: Readonly<Record<string, string>> = {
  user: 'CONTACT',
  lead: 'CONTACT',
  contact: 'CONTACT',
  admin: 'ADMIN',
  team: 'TEAM',
  bot: 'BOT',
}

const nameOf = ({ name, email, phone, role }: WireContact) => name ?? email ?? phone ?? (role === 'lead' ? 'Unknown lead' : 'Unknown user')

const placeOf = ({ location }: WireContact) =>
  location && (location.country || location.region || location.city) ? { country: location.country, city: location.city } : null
