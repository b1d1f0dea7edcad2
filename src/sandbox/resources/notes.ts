import { notFound } from '../http/errors.ts'
import { numberedPage } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { notesOf, renderNote } from './note.ts'

/** A note about a company is there from 2.15 on, as its list is. */
function getNote({ world, version, params: { note_id = '' } }: Call) {
  const note = world.notes.get(note_id)
  if (!note || (note.contact_id === null && !since(version, '2.15'))) throw notFound()
  return renderNote(world, note)
}

function companyNotes({ world, version, query, url, params: { company_id = '' } }: Call) {
  if (!since(version, '2.15')) throw notFound()
  if (!world.companies.has(company_id)) throw notFound('company_not_found', 'Company Not Found')
  const { items, pages, total_count } = numberedPage({ items: notesOf(world, 'company_id', company_id), query, perPage: 50, url })
  return { type: 'list', data: items.map((note) => renderNote(world, note)), total_count, pages }
}

export const noteRoutes: Route[] = [
  { method: 'GET', path: '/notes/{note_id}', answer: getNote },
  { method: 'GET', path: '/companies/{company_id}/notes', answer: companyNotes },
]
