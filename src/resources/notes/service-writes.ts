import type { Entities } from '../../cache/entities.ts'
import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { wordsOf } from '../../writes/same-words.ts'
import { isWithin } from '../../writes/window.ts'
import type { ResourceDeps } from '../deps.ts'
import type { Note } from './model.ts'

const noteId = idReader('note')

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  notes: Pick<Entities<Intercom.Note, Note>, 'written'>
  /** The newest notes about one contact, read anew. */
  readOfContact(contactId: string): Promise<readonly Intercom.Note[]>
  /** Keys by which a Change forgets which notes are about one contact. */
  listKeysOf(owner: 'contact', id: string): string[]
}

type Answer = Intercom.Note | undefined

/** What can be done with notes. Intercom has no topic for it. */
export function createNoteWrites({ intercom, writes, notes, readOfContact, listKeysOf }: Deps) {
  function idIn(answer: Answer): string {
    const id = noteId(answer?.id)
    if (id === null) throw new Error('The answer is no note.')
    return id
  }

  return {
    createOfContact(contactId: string, { admin, body }: { admin: string; body: string }) {
      const words = wordsOf(body)
      return writes.once({
        step: 'note',
        about: { type: 'contact', id: contactId },
        send: () =>
          intercom.request<Answer>({
            method: 'POST',
            route: '/contacts/{contact_id}/notes',
            params: { contact_id: contactId },
            body: { body, admin_id: admin },
          }),
        resultOf: (answer) => ({ noteId: idIn(answer) }),
        announcedAs: (answer) => ({ topic: ownTopic('note.created'), item: { id: idIn(answer), contact: { id: contactId } } }),
        take: (answer, at) => notes.written(answer!, at),
        touches: listKeysOf('contact', contactId),
        // by an image alone it cannot be told from another
        ...(words !== '' && {
          look: {
            async find(window) {
              const isOurs = ({ author, body: text, created_at }: Intercom.Note) =>
                String(author?.id) === admin && wordsOf(text) === words && isWithin(created_at, window)
              return (await readOfContact(contactId)).filter(isOurs)
            },
            alike: {
              as: JSON.stringify(['note', contactId, admin, words]),
              madeOf: (answer: Answer) => noteId(answer?.id),
            },
          },
        }),
        checkWith: `Look at the notes of contact ${contactId} in Intercom.`,
      })
    },
  }
}
