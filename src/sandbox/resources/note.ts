import type { NoteRecord } from '../records.ts'
import { type LiveWorld, recordsBy } from '../store/world.ts'
import { renderAuthor } from './admins.ts'

/** OpenAPI 2.16, schema `note`: about a contact or a company, never both. */
export const renderNote = (world: LiveWorld, { id, created_at, contact_id, company_id, author_id, body }: NoteRecord) => ({
  type: 'note',
  id,
  created_at,
  ...(contact_id === null ? { company: { type: 'company', id: company_id } } : { contact: { type: 'contact', id: contact_id } }),
  author: renderAuthor(world, author_id),
  body,
})

/** The newest note first. */
export const notesOf = (world: LiveWorld, about: 'contact_id' | 'company_id', id: string): NoteRecord[] =>
  recordsBy(world.notes, about, id).sort((a, b) => b.created_at - a.created_at)
