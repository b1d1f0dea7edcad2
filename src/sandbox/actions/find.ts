import { notFound } from '../http/errors.ts'
import type { AuthorRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

type Tables = Pick<
  LiveWorld,
  | 'admins'
  | 'articles'
  | 'companies'
  | 'contacts'
  | 'conversations'
  | 'subscription_types'
  | 'tags'
  | 'teams'
  | 'ticket_states'
  | 'ticket_types'
  | 'tickets'
>
type RecordOf<Name extends keyof Tables> = NonNullable<ReturnType<Tables[Name]['get']>>

/** The record that an action is about. Throws a 404 that names what is not there: `There is no contact 5f00…`. */
export function find<Name extends keyof Tables>(world: LiveWorld, table: Name, id: string): RecordOf<Name> {
  const record = (world[table] as { get(id: string): RecordOf<Name> | undefined }).get(id)
  if (record) return record
  const kind = singular[table]
  throw notFound(`${kind.replace(' ', '_')}_not_found`, `There is no ${kind} ${id}.`)
}

const singular: Record<keyof Tables, string> = {
  admins: 'admin',
  articles: 'article',
  companies: 'company',
  contacts: 'contact',
  conversations: 'conversation',
  subscription_types: 'subscription type',
  tags: 'tag',
  teams: 'team',
  ticket_states: 'ticket state',
  ticket_types: 'ticket type',
  tickets: 'ticket',
}

/** Somebody as the author of a part. */
export function adminAuthor(world: LiveWorld, id: string): AuthorRecord {
  const { name, email } = find(world, 'admins', id)
  return { type: 'admin', id, name, email }
}

export function contactAuthor(world: LiveWorld, id: string): AuthorRecord {
  const { role, name, email } = find(world, 'contacts', id)
  return { type: role, id, name, email: email ?? '' }
}
