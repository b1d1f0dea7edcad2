import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { instantOrEpoch } from '../../intercom/values.ts'
import type { CompanyNote } from '../companies/model.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'

/** What a teammate wrote about a contact or a company, for teammates only. */
export type Note = {
  __typename: 'Note'
  id: string
  html: string
  createdAt: Date
  author: Author | null
  /** Null for a note about a company. */
  contactId: string | null
}

export const noteFromIntercom = (note: Intercom.Note): Note => ({
  __typename: 'Note',
  id: String(note.id),
  html: note.body ?? '',
  createdAt: instantOrEpoch(note.created_at),
  author: authorFromIntercom(note.author && { ...note.author, type: 'admin' }),
  contactId: noneIfZero(note.contact?.id),
})

/** A note that came with its company. */
export const noteOfCompany = ({ id, html, createdAt, admin }: CompanyNote): Note => ({
  __typename: 'Note',
  id,
  html,
  createdAt,
  author: authorFromIntercom(admin && { ...admin, type: 'admin' }),
  contactId: null,
})

/** The newest first, whatever order they came in. */
export const newestFirst = (notes: readonly Note[]): Note[] =>
  notes.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || Number(b.id) - Number(a.id))
