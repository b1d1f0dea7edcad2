import { calls, newNumber } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

/** Intercom keeps of a message no more than when the contact was last written to; that it is sent once is counted on its way. */
export const messageWrites: readonly WriteRow[] = [
  {
    mutation: 'messageSend',
    isNeverFound: true,
    prepare(world, place): Deed {
      const contact = [...world.contacts.values()][place]!
      world.contacts.put({ ...contact, last_contacted_at: null })
      const words = `Words ${newNumber()}.`
      return {
        field: `messageSend(input: { channel: IN_APP, to: { id: "${contact.id}" }, body: "${words}" })`,
        isMeant: calls('POST', '/messages', words),
        effects: ({ contacts }) => (contacts.get(contact.id)?.last_contacted_at === null ? 0 : 1),
      }
    },
  },
]
