import { setTimeout as delay } from 'node:timers/promises'
import { Command } from 'commander'
import { AskError, askGateway, gatewayOption, ownGateway } from './ask-gateway.ts'
import { wholeNumber } from './options.ts'

type Options = {
  to?: string
  topic?: string
  status?: string
  after?: string
  last: number
  json?: boolean
  follow: boolean
  everyMs: number
}

type Delivery = {
  id: string
  notificationId: string
  topic: string
  receivedAt: string
  createdAt: string
  attempts: number
  status: string
  failure: string | null
  ackMs: number
  cursor: string | null
}
type Page = { webhookDeliveries: { nodes: Delivery[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }

const query = `query Tail($first: Int!, $after: String, $filter: WebhookDeliveryFilter) {
  webhookDeliveries(first: $first, after: $after, filter: $filter) {
    nodes { id notificationId topic receivedAt createdAt attempts status failure ackMs cursor }
    pageInfo { hasNextPage endCursor }
  }
}`

const perPage = 100

/** `webhook tail`: what comes of Intercom's webhooks, one line each, the oldest first, as it comes. */
export function webhookTailCommand(): Command {
  return new Command('tail')
    .description('print what a running gateway takes from Intercom, as it comes; Ctrl-C ends it')
    .option(...gatewayOption)
    .option('--topic <topic>', 'of this topic only: conversation.user.replied')
    .option('--status <status>', 'of these only: PROCESSED, DUPLICATE, STALE, FAILED, DEAD_LETTER, RECONCILED', (text) =>
      text.toUpperCase(),
    )
    .option('--last <count>', 'begin with so many of those that came before', wholeNumber(0, 10_000), 10)
    .option('--after <id>', 'begin behind this one instead: the last id that was printed, to go on where it ended')
    .option('--no-follow', 'print what is there, and end')
    .option('--json', 'one object a line, for programs')
    .option('--every-ms <ms>', 'how often to ask for more', wholeNumber(50, 3_600_000), 1_000)
    .action(async (options: Options) => {
      const url = options.to ?? ownGateway()
      if (url !== undefined) await tail(url, options)
    })
}

async function tail(url: string, options: Options) {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const news = createNews(url, options)
  for (let isFirst = true; ; isFirst = false) {
    try {
      for (const delivery of await news.next()) process.stdout.write(`${options.json ? JSON.stringify(delivery) : lineOf(delivery)}\n`)
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      process.stderr.write(`${error.message}\n`)
      // a gateway that was there comes back
      if (error.isFinal || isFirst) process.exitCode = 1
      if (error.isFinal || isFirst) return
    }
    if (!options.follow) return
    await delay(options.everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    if (stopping.signal.aborted) return
  }
}

/** One of these may become so long after it came. */
const lateStatuses = ['FAILED', 'DEAD_LETTER']

/** What was not told yet, the oldest first. */
function createNews(url: string, { topic, status, after, last }: Options) {
  /** Told, or to be passed over: of those that came no earlier than `since`. */
  const told = new Map<string, string>()
  let since: string | undefined
  let isFirst = true

  async function* newestFirst() {
    let cursor: string | null = null
    for (;;) {
      const variables: object = { first: perPage, after: cursor, filter: { topic, status, since } }
      const { nodes, pageInfo }: Page['webhookDeliveries'] = (await askGateway<Page>(url, query, variables)).webhookDeliveries
      yield* nodes
      if (!pageInfo.hasNextPage) return
      cursor = pageInfo.endCursor
    }
  }

  async function first(): Promise<Delivery[]> {
    const found: Delivery[] = []
    for await (const delivery of newestFirst()) {
      if (after === undefined ? found.length === last : delivery.id.endsWith(`/${after}`) || delivery.id === after) {
        told.set(delivery.id, delivery.receivedAt)
        if (after !== undefined || !lateStatuses.includes(status ?? '')) return found
      } else found.push(delivery)
    }
    if (after === undefined) return found.slice(0, last)
    throw new AskError(`${after} is not among the deliveries that are listed (any more); leave out --after, or say --last`, true)
  }

  async function later(): Promise<Delivery[]> {
    const found: Delivery[] = []
    for await (const delivery of newestFirst()) if (!told.has(delivery.id)) found.push(delivery)
    return found
  }

  return {
    async next(): Promise<Delivery[]> {
      const found = isFirst ? await first() : await later()
      isFirst = false
      for (const { id, receivedAt } of found) told.set(id, receivedAt)
      if (lateStatuses.includes(status ?? '')) return found.reverse()
      since = [...told.values()].toSorted().at(-1)
      for (const [id, receivedAt] of told) if (since !== undefined && receivedAt < since) told.delete(id)
      return found.reverse()
    },
  }
}

const lineOf = ({ receivedAt, topic, status, attempts, ackMs, id, failure }: Delivery) => {
  const tries = attempts > 1 ? ` try ${attempts}` : ''
  return `${receivedAt}  ${status.padEnd(11)}  ${topic}  ${ackMs} ms${tries}  ${id.split('/').at(-1)}${failure === null ? '' : `  ${failure}`}`
}
