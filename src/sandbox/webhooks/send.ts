/** What came of one request: the status of the answer, or why there was none. */
export type Sent = { status: number } | { status: null; reason: string }

/** An endpoint that needs longer counts as one that did not answer. */
const patienceMs = 5_000

export type Send = ReturnType<typeof createSend>

/** The requests of the notifier: HEAD to see whether an address is good for it, POST for each delivery. Never rejects. */
export function createSend(stopping: AbortSignal) {
  async function request(url: string, init: RequestInit): Promise<Sent> {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)])
    try {
      const response = await fetch(url, { ...init, redirect: 'manual', signal })
      await response.body?.cancel()
      return { status: response.status }
    } catch (error) {
      return { status: null, reason: reasonOf(error) }
    }
  }

  return {
    head: (url: string) => request(url, { method: 'HEAD' }),
    post: (url: string, body: Buffer<ArrayBuffer>, signature: string) =>
      request(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'intercom-parrot-service-client/1.0',
          'x-hub-signature': signature,
        },
      }),
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${patienceMs} ms`
  return error.cause instanceof Error ? error.cause.message : error.message
}
