import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import type { NotesService } from './service.ts'

const contactId = idReader('contact')
const companyId = idReader('company')
const noteId = idReader('note')

/** Notes have no topics of their own: one that the gateway has not written shows when the time of a copy is up. They go where their contact, or their company, goes. */
export const noteTopics = ({ notes }: { notes: NotesService }): TopicRules => ({
  [ownTopic('note.created')]: (item) => {
    const [id, contact] = [idAt(item, noteId, 'id'), idAt(item, contactId, 'contact.id')]
    if (id === null || contact === null) return null
    return { about: [{ type: 'note', id }], forget: [notes.keyOf(id), ...notes.listKeysOf('contact', contact)] }
  },
  'contact.merged': (item) => {
    const ids = [idAt(item, contactId, 'id'), idAt(item, contactId, 'merged_from.id')]
    return { forget: ids.flatMap((id) => (id === null ? [] : notes.listKeysOf('contact', id))) }
  },
  'contact.deleted': (item) => {
    const id = idAt(item, contactId, 'id')
    return id === null ? null : { erase: notes.listKeysOf('contact', id) }
  },
  'company.deleted': (item) => {
    const id = idAt(item, companyId, 'id')
    return id === null ? null : { erase: notes.listKeysOf('company', id) }
  },
})
