import type { Streams } from './streams.ts'

/** The section's heading, which it is found by in what was written before. */
export const heading = '## 5,000 graphql-ws subscribers'

const rounded = (count: number) => Math.round(count).toLocaleString('en')
const floor = ({ what, isMet }: { what: string; isMet: boolean }) => `- ${isMet ? 'met' : 'NOT MET'}: ${what}`

/** What was measured of streams, in Markdown. */
export function reportStreams({ shared, naive, ownIds, stalled, floors }: Streams): string {
  const row = (name: string, { events, deliveries, executions, perSecond }: typeof shared) =>
    `| ${name} | ${rounded(events)} | ${rounded(executions)} | ${rounded(deliveries)} | ${rounded(perSecond)} |`
  return `${heading}

50 sockets with 100 operations each, as many as the gateway lets one have; events come as signed webhooks, each about another conversation. Each
subscriber was told every part that was published to it, once. The gateway is one process, configured as it is delivered but for the requests
that a caller may send in a minute, with a Redis of its own. The client writes the protocol itself and shares the machine.

| | events | executions | deliveries | deliveries per second |
| --- | --- | --- | --- | --- |
${row('one operation, with the conversation', shared)}
${row('the same, naively: an execution for each subscriber', naive)}
${row('a conversation of their own each, with what the event says', ownIds)}

The naive ones say the same at the same gateway, each in a document of its own (a comment makes it so), whereby nobody shares. Of those with a
conversation of their own, each is told of one event: how many webhooks are taken in a second sets the pace.

${rounded(stalled.sockets)} sockets of 10 operations whose clients stop reading cost ${rounded(stalled.bytesEach / 1024)} KiB of resident memory each at most (what the process grew by, over
their number), and the last of them was cut after ${(stalled.cutAfterMs / 1000).toFixed(1)} s.

${floors.map(floor).join('\n')}
`
}
