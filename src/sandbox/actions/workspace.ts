import type { AdminRecord, CollectionRecord, DataAttributeRecord, EventRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'

type AwayFields = Pick<AdminRecord, 'away_mode_enabled' | 'away_mode_reassign' | 'away_status_reason_id'>

/** What a workspace keeps beside people and conversations. There are topics for teammates who go away and for events, and none for the rest. */
export const createWorkspaceActions = ({ world, items, announce, ids }: ActionDeps) => ({
  setAway({ admin: id, ...fields }: AwayFields & { admin: string }) {
    const after = { ...find(world, 'admins', id), ...fields }
    world.admins.put(after)
    announce('admin.away_mode_updated', items.admin(after), `admin ${id}`)
    return { admin: id }
  },

  /** A tag of that name, in large letters or small ones: the one there is, or a new one; with an id, that one has this name from now on. */
  upsertTag({ tag: id, name }: { tag?: string | undefined; name: string }) {
    const known = [...world.tags.values()].find((tag) => tag.name.toLowerCase() === name.toLowerCase())
    if (id === undefined && known) return { tag: known.id }
    const tag = { id: id ?? ids.tag(), name }
    if (id !== undefined) find(world, 'tags', id)
    world.tags.put(tag)
    return { tag: tag.id }
  },

  /** It is on nobody and nothing any more. */
  deleteTag({ tag: id }: { tag: string }) {
    find(world, 'tags', id)
    world.tags.remove(id)
    const without = (tagIds: readonly string[]) => tagIds.filter((other) => other !== id)
    for (const one of [...world.contacts.values()])
      if (one.tag_ids.includes(id)) world.contacts.put({ ...one, tag_ids: without(one.tag_ids) })
    for (const one of [...world.companies.values()])
      if (one.tag_ids.includes(id)) world.companies.put({ ...one, tag_ids: without(one.tag_ids) })
    for (const one of [...world.articles.values()])
      if (one.tag_ids.includes(id)) world.articles.put({ ...one, tag_ids: without(one.tag_ids) })
    for (const one of [...world.conversations.values()]) {
      if (one.tags.some((tag) => tag.id === id)) world.conversations.put({ ...one, tags: one.tags.filter((tag) => tag.id !== id) })
    }
    return { tag: id }
  },

  putAttribute(fields: Omit<DataAttributeRecord, 'id' | 'made'>) {
    const id = ids.attribute()
    const made = { admin_id: world.workspace.token_admin_id, created_at: secondsOf(world) }
    world.data_attributes.put({ ...fields, id, made })
    return { attribute: id }
  },

  /** A contact did something, as the customer's own app tells. The same thing in the same second is told once. */
  track(fields: Omit<EventRecord, 'id'>) {
    const known = [...world.events.idsBy('contact_id', fields.contact_id)].map((id) => world.events.get(id))
    if (known.some((one) => one?.event_name === fields.event_name && one.created_at === fields.created_at)) return
    const event = { ...fields, id: ids.event() }
    world.events.put(event)
    announce('event.created', items.event(event, find(world, 'contacts', event.contact_id)), `contact ${event.contact_id}`)
  },

  putCollection(fields: Omit<CollectionRecord, 'id' | 'created_at' | 'updated_at'> & { id?: string; created_at?: number }) {
    const at = secondsOf(world)
    const record = { created_at: at, ...fields, id: fields.id ?? ids.collection(), updated_at: at }
    world.collections.put(record)
    return { collection: record.id }
  },

  /** With all that is in it, but for its articles: these stand in no collection then, unless they stand in another one, too. */
  deleteCollection({ collection }: { collection: string }) {
    const gone = [collection]
    for (const id of gone) gone.push(...[...world.collections.values()].filter(({ parent_id }) => parent_id === id).map((one) => one.id))
    for (const id of gone) world.collections.remove(id)
    for (const one of [...world.articles.values()]) {
      const parent_ids = one.parent_ids.filter((id) => !gone.includes(id))
      if (parent_ids.length < one.parent_ids.length) world.articles.put({ ...one, parent_ids })
    }
    return { collection }
  },
})
