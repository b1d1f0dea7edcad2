import type { Floor } from '../report.ts'
import type { Rest } from '../rest.ts'
import { measureNaive, measureOwnIds, measureShared } from './measure.ts'
import { measureStalled } from './stalled.ts'

export type Streams = {
  shared: Awaited<ReturnType<typeof measureShared>>
  naive: Awaited<ReturnType<typeof measureNaive>>
  ownIds: Awaited<ReturnType<typeof measureOwnIds>>
  stalled: Awaited<Awaited<ReturnType<typeof measureStalled>>['untilCut']>
  floors: Floor[]
}

const sharedEvents = 40
const naiveEvents = 3
const leastRatio = 5
const mostBytes = 2 ** 20
const mostCutMs = 60_000

/** So many subscribers, in hundreds, of one gateway process with a Redis. Throws when one of them is not told what was published, or twice. */
export async function measureStreams(
  { rest, intercomUrl, subscribers = 5_000 }: { rest: Rest; intercomUrl: string; subscribers?: number },
  say: (line: string) => void,
): Promise<Streams> {
  say(`\n${subscribers} graphql-ws subscribers`)
  const conversations = (await rest.conversations(150)).conversations.map(({ id }) => id)
  const house = { intercomUrl, workspaceId: await rest.workspaceId(), conversations, subscribers }
  // who does not read is waited for while the others are measured
  await using stalling = await measureStalled(house)
  const shared = await measureShared(house, sharedEvents)
  say(`  one operation: ${shared.perSecond.toFixed(0)} deliveries per second`)
  const naive = await measureNaive(house, naiveEvents)
  say(`  an execution for each: ${naive.perSecond.toFixed(0)} deliveries per second`)
  const ownIds = await measureOwnIds(house)
  say(`  their own ids: ${ownIds.perSecond.toFixed(0)} deliveries per second`)
  const stalled = await stalling.untilCut
  const ratio = shared.perSecond / naive.perSecond
  const all: [what: string, isMet: boolean][] = [
    ['one operation: one execution of each event', shared.executions === shared.events],
    [
      `one operation: ${ratio.toFixed(1)} times the deliveries per second of an execution for each, at least ${leastRatio}`,
      ratio >= leastRatio,
    ],
    ['their own ids: one execution of each event', ownIds.executions === ownIds.events],
    [`who stops reading: ${(stalled.bytesEach / 1024).toFixed(0)} KiB, at most 1,024`, stalled.bytesEach <= mostBytes],
    [`who stops reading: cut within ${(stalled.cutAfterMs / 1000).toFixed(0)} s, at most 60`, stalled.cutAfterMs <= mostCutMs],
  ]
  for (const [what, isMet] of all) say(`  ${isMet ? 'ok  ' : 'FAIL'} ${what}`)
  return { shared, naive, ownIds, stalled, floors: all.map(([what, isMet]) => ({ what: `5,000 subscribers: ${what}`, isMet })) }
}
