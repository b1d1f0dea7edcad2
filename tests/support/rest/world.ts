import type { ConversationRecord, PartRecord, World } from '../../../src/sandbox/records.ts'
import { createSeed } from '../../../src/sandbox/seed/index.ts'

/** A small support desk of the seed, and what so few of its conversations and tickets do not happen to have. */
export function aWorldToCompare(): World {
  const world = createSeed({ now: new Date(), contacts: 40, conversations: 40, companies: 20 })
  const conversations = [...world.conversations.values()]
  const tomorrow = Math.floor(Date.now() / 1000) + 86_400

  const sleeping = some(conversations, ({ parts }) => parts.some(({ part_type }) => part_type === 'close'))
  Object.assign(sleeping, { state: 'snoozed', open: true, snoozed_until: tomorrow })
  Object.assign(sleeping.parts.findLast(isChangeOfState)!, { part_type: 'snoozed', state: 'snoozed', body: '<p>Tomorrow.</p>' })

  partOf(conversations, 'assignment').body = '<p>Yours, please.</p>'
  partOf(conversations, 'comment').external_id = 'from-the-app-1'
  Object.assign(some(conversations, ({ ai_agent }) => ai_agent !== null).ai_agent!, { rating: 4, rating_remark: 'Quick' })
  some([...world.tickets.values()], ({ open }) => open).snoozed_until = tomorrow
  return world
}

const isChangeOfState = ({ part_type }: PartRecord) => ['open', 'close', 'snoozed', 'unsnoozed', 'timer_unsnooze'].includes(part_type)

const partOf = (conversations: readonly ConversationRecord[], type: string) =>
  some(
    conversations.flatMap(({ parts }) => parts),
    ({ part_type }) => part_type === type,
  )

function some<Item>(items: readonly Item[], fits: (item: Item) => boolean): Item {
  const found = items.find(fits)
  if (!found) throw new Error('The seed has none of what the comparison needs.')
  return found
}
