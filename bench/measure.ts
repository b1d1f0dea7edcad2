import type { Operation } from './four-operations.ts'
import { floodFor, openLine, openLines, type WireAnswer, wireRequest } from './load.ts'
import { saysTheSame } from './truth.ts'
import type { Seen, Upstream } from './upstream.ts'

export type Setting = {
  operation: Operation
  upstream: Upstream
  latencyMs: number
  truthOf: (variables: { id?: string }) => Promise<unknown>
  /** A gateway with empty caches. */
  freshGateway: () => Promise<string>
}

const graphqlRequest = (url: string, operation: Operation, variables: object) =>
  wireRequest(url, '/graphql', { body: { query: operation.document, variables } })

const dataOf = ({ status, body }: Pick<WireAnswer, 'status' | 'body'>): unknown => {
  const { data, errors } = JSON.parse(body.toString()) as { data: unknown; errors?: unknown }
  if (status !== 200 || errors) throw new Error(`The gateway answered ${status}: ${body.toString().slice(0, 300)}`)
  return data
}

function checked(answer: WireAnswer, truth: unknown, what: string) {
  const data = dataOf(answer)
  if (!saysTheSame(data, truth)) throw new Error(`${what}: the answer is not what Intercom holds.`)
  return data
}

async function askOnce(url: string, operation: Operation, variables: object) {
  const line = await openLine(url)
  const answer = await line.ask(graphqlRequest(url, operation, variables))
  line.close()
  return answer
}

/** Each sample asks a gateway whose caches are empty; the first `warmUps` are not counted. */
export async function measureCold({ operation, upstream, truthOf, freshGateway, latencyMs }: Setting, samples: number, warmUps: number) {
  const tookMs: number[] = []
  const seen: Seen[] = []
  for (let sample = 0; sample < warmUps + samples; sample++) {
    const variables = operation.variables[sample % operation.variables.length] as { id?: string }
    await upstream.setLatency(0)
    const truth = await truthOf(variables)
    const url = await freshGateway()
    await upstream.setLatency(latencyMs)
    await upstream.forget()
    const answer = await askOnce(url, operation, variables)
    checked(answer, truth, operation.title)
    if (sample < warmUps) continue
    tookMs.push(answer.tookMs)
    seen.push(await upstream.seen())
  }
  return { tookMs, seen }
}

/** The same question again and again over one gateway that has answered it before. */
export async function measureWarm({ operation, upstream, truthOf, freshGateway }: Setting, load: { seconds: number; connections: number }) {
  const variables = operation.variables[0] as { id?: string }
  await upstream.setLatency(0)
  const truth = await truthOf(variables)
  const url = await freshGateway()
  checked(await askOnce(url, operation, variables), truth, operation.title)
  await upstream.forget()
  const request = graphqlRequest(url, operation, variables)
  const [line] = await openLines(url, 1)
  const tookMs: number[] = []
  let last = await line!.ask(request)
  for (let sample = 0; sample < 300; sample++) {
    last = await line!.ask(request)
    tookMs.push(last.tookMs)
  }
  line!.close()
  const data = checked(last, truth, operation.title)
  const isRight = (body: Buffer) => saysTheSame(JSON.parse(body.toString()).data, data)
  await floodFor(request, { ...load, seconds: load.seconds / 3, expected: last.body, isRight })
  const { perSecond, wrong } = await floodFor(request, { ...load, expected: last.body, isRight })
  if (wrong > 0) throw new Error(`${operation.title}: ${wrong} warm answers were wrong.`)
  return { tookMs, perSecond, calls: (await upstream.seen()).calls, answer: last.body, variables }
}

/** So many callers at the same moment, each on a connection of its own, before a gateway with empty caches. */
export async function measureHerd({ operation, upstream, truthOf, freshGateway, latencyMs }: Setting, callers: number): Promise<Seen> {
  const variables = operation.variables[0] as { id?: string }
  await upstream.setLatency(0)
  const truth = await truthOf(variables)
  const url = await freshGateway()
  const lines = await openLines(url, callers)
  await upstream.setLatency(latencyMs)
  await upstream.forget()
  const request = graphqlRequest(url, operation, variables)
  const answers = await Promise.all(lines.map((line) => line.ask(request)))
  for (const answer of answers) checked(answer, truth, `${operation.title}, ${callers} at once`)
  for (const line of lines) line.close()
  return upstream.seen()
}

/** A load whose answers nobody times. */
export async function loadOnce(url: string, operation: Operation, load: { seconds: number; connections: number }): Promise<void> {
  const request = graphqlRequest(url, operation, operation.variables[0] as object)
  await floodFor(request, { ...load, expected: Buffer.alloc(0), isRight: (body) => !body.includes('"errors"') })
}

/** What another server does with the same load, its answers held against its own first. */
export async function throughputOf(url: string, path: string, load: { seconds: number; connections: number }): Promise<number> {
  const request = wireRequest(url, path)
  const line = await openLine(url)
  const { body } = await line.ask(request)
  line.close()
  const expected = Buffer.from(body)
  await floodFor(request, { ...load, seconds: load.seconds / 3, expected, isRight: () => false })
  const { perSecond, wrong } = await floodFor(request, { ...load, expected, isRight: () => false })
  if (wrong > 0) throw new Error(`${path}: ${wrong} answers of a peer were wrong.`)
  return perSecond
}
