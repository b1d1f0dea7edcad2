import { setTimeout as delay } from 'node:timers/promises'
import { ConflictError, type GatewayError, InvalidInputError, NotFoundError, RateLimitedError, UpstreamError } from '../../errors.ts'
import type { Intercom as Client } from '../../intercom/client.ts'
import { readPage, recordsOf } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Writes } from '../../writes/engine.ts'

type Deps = {
  intercom: Pick<Client, 'call'>
  alone: Writes['alone']
  /** Waits so many milliseconds. @default by the machine's timers */
  wait?(ms: number): Promise<unknown>
}

/** Companies on a page: those that Intercom gives; its example says nothing of how many there are. */
export const scrolledPerPage = 100

/** Intercom forgets a scroll that nobody has used for a minute; a while longer for clocks and for what is on its way. */
const heldAtMostMs = 75_000
const lookEveryMs = 5_000
/** A walk that was lost begins again, so often. */
const mostRestarts = 3
/** A step that Intercom, or the budget, had no call for is tried again, so often. */
const mostWaits = 10
/** The longest wait for a call after which the scroll is still there. */
const longestWaitMs = 30_000

type Step = { rows: Intercom.Company[]; param: string | null }

export type CompanyScroll = ReturnType<typeof createCompanyScroll>

/**
 * The walk through all companies, however many there are (OpenAPI 2.14, GET /companies/scroll). Intercom lets an app do it once at a time, so that all
 * processes of the gateway take turns; what another program on the same token holds is waited for.
 */
export function createCompanyScroll({ intercom, alone, wait = delay }: Deps) {
  async function step(param: string | null): Promise<Step> {
    for (let waits = 0; ; waits++) {
      try {
        const page = await intercom.call((sdk, options) => sdk.companies.scroll(param === null ? {} : { scroll_param: param }, options))
        const { scroll_param } = page.response ?? {}
        return { rows: recordsOf(readPage<Intercom.Company>(page.response).items), param: scroll_param || null }
      } catch (error) {
        // it was not executed: the same step is still to be done
        if (!(error instanceof RateLimitedError) || waits === mostWaits) throw error
        await wait(Math.min(error.retryAfterMs ?? longestWaitMs, longestWaitMs))
      }
    }
  }

  /** The first step. With nothing said in it, what Intercom refuses is a second scroll. */
  async function begin(): Promise<Step> {
    for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
      try {
        return await step(null)
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error
        if (waitedMs >= heldAtMostMs) throw heldByOthers(error)
        await wait(lookEveryMs)
      }
    }
  }

  async function* walk(): AsyncGenerator<Intercom.Company[], void, undefined> {
    for (let restarts = 0; ; restarts++) {
      try {
        for (let at = await begin(); at.rows.length > 0; at = await step(at.param)) {
          yield at.rows
          if (at.param === null) return
        }
        return
      } catch (error) {
        if (!isLost(error) || restarts === mostRestarts) throw error
      }
    }
  }

  return {
    /**
     * All companies, a page at a time, each once at least: a walk that is lost begins again. Whoever takes longer than a minute over a page loses it.
     *
     * @throws ConflictError, retryable, when another process or another program walks for longer than can be waited for
     */
    async *pages(): AsyncGenerator<Intercom.Company[], void, undefined> {
      // what is done alone is a function that ends, and this is asked for piece by piece: the one waits for the other after every page
      let [wanted, given] = [Promise.withResolvers<void>(), nextPage()]
      let [isBegun, isLeft] = [false, false]
      const walking = alone('companies scroll', async () => {
        isBegun = true
        for await (const rows of walk()) {
          given.resolve(rows)
          await wanted.promise
          if (isLeft) return
        }
      }).then(
        () => given.resolve(undefined),
        (error: unknown) => given.reject(!isBegun && error instanceof ConflictError ? takenByUs(error) : error),
      )
      try {
        for (let rows = await given.promise; rows; rows = await given.promise) {
          given = nextPage()
          yield rows
          const next = wanted
          wanted = Promise.withResolvers()
          next.resolve()
        }
      } finally {
        isLeft = true
        wanted.resolve()
        await walking
      }
    },
  }
}

function nextPage() {
  const page = Promise.withResolvers<Intercom.Company[] | undefined>()
  // whoever has left does not hear of failures
  page.promise.catch(() => {})
  return page
}

/** Gone, or broken off where nobody knows how far it was: "you will need to restart your scroll query". */
const isLost = (error: unknown) =>
  error instanceof NotFoundError ||
  (error instanceof UpstreamError &&
    (error.code === 'UPSTREAM_TIMEOUT' || error.code === 'UPSTREAM_UNREACHABLE' || (error.status ?? 0) >= 500))

const heldByOthers = (cause: GatewayError) =>
  new ConflictError(
    'Another program with the access token of this gateway is walking through all companies, which Intercom allows one at a time. Try again when it is done, or a minute after it was stopped.',
    { cause, retryable: true, retryAfterMs: 60_000 },
  )

const takenByUs = (cause: GatewayError) =>
  new ConflictError(
    'Another run of this gateway is walking through all companies, which Intercom allows one at a time. Try again when it is done.',
    { cause, retryable: true, retryAfterMs: 60_000 },
  )
