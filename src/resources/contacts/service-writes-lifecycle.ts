import type { Write } from '../../writes/write.ts'
import { lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

/** Of the answers to these there is nothing but the id, and a word for what was done. */
type Answer = { id?: string; archived?: boolean; blocked?: boolean; deleted?: boolean } | undefined
type Lifecycle = Write<Answer, { contactId: string }, null>

/** What takes a contact away, for a while or for good, and brings it back. Intercom answers with the id alone. */
export function createLifecycleWrites(deps: WriteDeps) {
  const { intercom, writes, contacts, read } = deps

  /** What is known of a contact before, from a copy that is at hand; undefined when nothing is. */
  const known = async (id: string) => (await contacts.peek([id]))[0]

  /** Whoever goes goes from the lists of the companies too, which Intercom's answers do not name. */
  const itemOf = async (id: string) => ({
    id,
    companies: { data: ((await known(id))?.companies.ids ?? []).map((company) => ({ id: company })) },
  })

  const confirmed = (answer: Answer, id: string, isSo: (answer: NonNullable<Answer>) => boolean) => {
    if (answer?.id !== id || !isSo(answer)) throw new Error(`The answer does not say what became of contact ${id}.`)
    return { contactId: id }
  }

  const post = (id: string, action: string) =>
    intercom.request<Answer>({ method: 'POST', route: `/contacts/{contact_id}/${action}`, params: { contact_id: id } })

  const common = (id: string): Pick<Lifecycle, 'about' | 'take' | 'touches' | 'checkWith'> => ({
    about: { type: 'contact', id },
    take: () => null,
    touches: touchedBy(deps, id),
    checkWith: lookAt(id),
  })

  return {
    /** It is in no list any more, and Intercom answers its id as it answers one that is not there. */
    async archive(id: string) {
      const item = await itemOf(id)
      return writes.once<Answer, { contactId: string }, null>({
        ...common(id),
        step: 'archive',
        send: () => post(id, 'archive'),
        resultOf: (answer) => confirmed(answer, id, ({ archived }) => archived === true),
        announcedAs: () => ({ topic: 'contact.archived', item }),
        look: { find: async () => ((await read(id)) === null ? [{ id, archived: true }] : []) },
      })
    },

    unarchive: (id: string) =>
      writes.once<Answer, { contactId: string }, null>({
        ...common(id),
        step: 'unarchive',
        send: () => post(id, 'unarchive'),
        resultOf: (answer) => confirmed(answer, id, ({ archived }) => archived === false),
        announcedAs: () => ({ topic: 'contact.unarchive', item: { id } }),
        look: { find: async () => ((await read(id)) === null ? [] : [{ id, archived: false }]) },
      }),

    /** Archives it too (OpenAPI 2.14, POST /contacts/{contact_id}/block). Afterwards nothing tells it from one that is only archived. */
    async block(id: string) {
      const item = await itemOf(id)
      return writes.once<Answer, { contactId: string }, null>({
        ...common(id),
        step: 'block',
        send: () => post(id, 'block'),
        resultOf: (answer) => confirmed(answer, id, ({ blocked }) => blocked === true),
        announcedAs: () => ({ topic: 'contact.archived', item }),
      })
    },

    /** For good, an archived one too. Of one that nobody knew to be there before, its absence says nothing. */
    async delete(id: string) {
      const [wasThere, item] = await Promise.all([known(id), itemOf(id)])
      return writes.once<Answer, { contactId: string }, null>({
        ...common(id),
        step: 'delete',
        send: () => intercom.request<Answer>({ method: 'DELETE', route: '/contacts/{contact_id}', params: { contact_id: id } }),
        resultOf: (answer) => confirmed(answer, id, ({ deleted }) => deleted === true),
        announcedAs: () => ({ topic: 'contact.deleted', item }),
        ...(wasThere && { look: { find: async () => ((await read(id)) === null ? [{ id, deleted: true }] : []) } }),
      })
    },
  }
}
