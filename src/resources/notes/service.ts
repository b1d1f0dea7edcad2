import { asSdkNumber, idReader } from '../../intercom/ids.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { pageNumber, readPage } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import { contactKeys } from '../contacts/service-carried.ts'
import type { ResourceDeps } from '../deps.ts'
import { noteFromIntercom } from './model.ts'
import { createNoteWrites } from './service-writes.ts'

/** Rows of a page of a contact's notes. One size for everybody, so that each finds what another has read. */
export const notesPerPage = 50

export type NotesService = ReturnType<typeof createNotesService>

export function createNotesService({ intercom, cache, writes, config }: ResourceDeps) {
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Note> => sdk.notes.find({ note_id: asSdkNumber(id) }, options))
  const notes = cache.entities({
    kind: 'note',
    idOf: (note: Intercom.Note) => String(note.id),
    asId: idReader('note'),
    fromWire: noteFromIntercom,
    carries: ({ contact }) => contactKeys([contact?.id]),
    // no call reads several notes by their ids
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(notes, { scope: 'note' })

  async function readOfContact(contactId: string, page: number) {
    const place = { contact_id: contactId, page, per_page: notesPerPage }
    const { response } = await intercom.call((sdk, options) => sdk.notes.list(place, options))
    return readPage<Intercom.Note>(response, { numbered: true })
  }
  const listKeysOf = (owner: 'contact' | 'company', id: string) => [pages.scopeKey(scopeOf(owner, id))]

  async function readAllOfCompany(companyId: string) {
    const { all } = numberedList({
      idOf: (note: Intercom.Note) => String(note.id),
      concurrency: config.concurrency,
      fetchPage: async ({ page, perPage }) => {
        const params = { company_id: companyId }
        const query = { page, per_page: perPage }
        const answer = await intercom.request({ method: 'GET', route: '/companies/{company_id}/notes', params, query })
        return readPage<Intercom.Note>(answer, { numbered: true })
      },
    })
    const items = await all()
    return { items, next: null, totalCount: items.length }
  }

  return {
    /** Aligned with the ids; null for a note that is gone. */
    getMany: notes.getMany,
    /** A page of those about one contact, as Intercom orders them: the newest first. */
    listOfContact: (contactId: string, after: string | null) =>
      pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/notes', contactId, after]),
        () => readOfContact(contactId, pageNumber(after) ?? 1),
        { scope: scopeOf('contact', contactId) },
      ),
    /** All of those about one company, from 2.15 on. */
    listOfCompany: async (companyId: string) => {
      const key = JSON.stringify(['GET /companies/{company_id}/notes', companyId])
      const page = await pages.get(key, () => readAllOfCompany(companyId), { scope: scopeOf('company', companyId) })
      return page.items
    },
    /** Keys by which a Change forgets which notes are about one contact, or one company. */
    listKeysOf,
    /** The key by which a Change forgets one. */
    keyOf: notes.keyOf,
    /** What can be done with notes. Each is one call, sent once. */
    write: createNoteWrites({ intercom, writes, notes, readOfContact: async (id) => (await readOfContact(id, 1)).items, listKeysOf }),
  }
}

const scopeOf = (owner: 'contact' | 'company', id: string) => `${owner}:${id}:notes`
