import { recordsBy } from '../../../src/sandbox/store/world.ts'
import { calls, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

/** One that is told without a time happens when it is sent. */
const tracking = (mutation: string, occurredAt: () => string): WriteRow => ({
  mutation,
  prepare(world, place): Deed {
    const { id } = [...world.contacts.values()][place]!
    const name = `did-${newNumber()}`
    const told = ({ events }: World) => recordsBy(events, 'contact_id', id).filter(({ event_name }) => event_name === name)
    return {
      field: `dataEventTrack(input: { name: "${name}", contact: { id: "${id}" }${occurredAt()} })`,
      isMeant: calls('POST', '/events', `"${name}"`),
      effects: (world) => told(world).length,
      clear: (world) => told(world).forEach((event) => void world.events.remove(event.id)),
    }
  },
})

export const eventWrites: readonly WriteRow[] = [
  tracking('dataEventTrack', () => ''),
  tracking('dataEventTrack of a month ago', () => `, occurredAt: "${new Date(Date.now() - 30 * 86_400_000).toISOString()}"`),
]
