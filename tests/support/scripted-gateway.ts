import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Asked = { variables: { key?: string; id?: string } }

/** Gives these answers of a graph, one after another; null breaks the connection off. Knows the keys and ids of jobs that it was asked with. */
export async function startScriptedGateway(answers: (object | null)[]) {
  const asked: Asked['variables'][] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { key, id } = (JSON.parse(Buffer.concat(chunks).toString()) as Asked).variables
    asked.push({ ...(key !== undefined && { key }), ...(id !== undefined && { id }) })
    const answer = answers.shift()
    if (answer) response.end(JSON.stringify(answer))
    else request.socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    [Symbol.asyncDispose]: async () => void server.close().closeAllConnections(),
  }
}

type Failure = { code: string; message: string; path: string[] | null; retryable: boolean }

/** What a mutation or a query of jobs is answered. */
export const scripted = {
  job: (status: string, errors: Failure[] = []) => ({ id: 'j1', status, progress: { done: 1, failed: 0 }, errors }),
  tracked: (job: object | null, errors: Failure[] = []) => ({ data: { dataEventTrackBatch: { errors, job } } }),
  followed: (job: object | null) => ({ data: { job } }),
  error: (message: string, path: string[] | null, retryable = false): Failure => ({ code: 'INVALID', message, path, retryable }),
}
