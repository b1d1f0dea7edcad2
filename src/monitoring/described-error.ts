/** An error as the log holds it. */
export type DescribedError = {
  type: string
  message: string
  /** Where it was thrown, then the same of its causes. */
  stack: string
  /** Short facts of our own vocabulary and of Node's system errors: code, status, syscall, Intercom's request id. */
  [fact: string]: unknown
}

/** What an error may say of itself. An allow-list: errors of other libraries carry whole responses, headers and request bodies. */
const facts = ['code', 'status', 'statusCode', 'errno', 'syscall', 'retryable', 'retryAfterMs', 'intercomRequestId'] as const

/** How many causes deep. An error that is its own cause ends here too. */
const maxDepth = 5

/** The whole error with its causes, without what it may have carried along: bodies, headers, e-mail addresses and tokens. */
export function describeError(error: unknown): DescribedError {
  const chain = causesOf(error)
  return {
    ...Object.fromEntries(facts.flatMap((fact) => chain.flatMap((link) => factOf(link, fact)).slice(0, 1))),
    type: chain[0] instanceof Error ? chain[0].name : typeof error,
    message: scrub(messageOf(chain[0])),
    stack: chain.map((link) => scrub(link instanceof Error && link.stack ? link.stack : messageOf(link))).join('\ncaused by: '),
  }
}

function causesOf(error: unknown): unknown[] {
  const chain = [error]
  for (let at = error; at instanceof Error && at.cause !== undefined && chain.length < maxDepth; at = at.cause) chain.push(at.cause)
  return chain
}

function factOf(error: unknown, fact: (typeof facts)[number]): [string, unknown][] {
  const value = error instanceof Error && fact in error ? (error as Error & Record<string, unknown>)[fact] : undefined
  return ['string', 'number', 'boolean'].includes(typeof value) ? [[fact, value]] : []
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const email = /[\p{L}\p{N}.!#$%&*+=?^_`{|}~-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const scrub = (text: string) => text.replace(email, '[email]').replace(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]')
