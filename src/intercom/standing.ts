import { createAccounts } from './accounts.ts'
import type { PerLane, Reply, Report } from './ledger.ts'
import type { RateLimit } from './rate-limit.ts'
import type { WindowClock } from './window-clock.ts'

/** What an answer said about the window in which it was counted; null when it said nothing. */
export type Told = { rateLimit: RateLimit | null; sentAtMs: number; receivedAtMs: number }

/** Calls in hand for whoever comes next: at least, and at most. */
const [smallestHand, largestHand] = [4, 32]
/** A window that ends farther away is none: no clock is so wrong. */
const farthestMs = 24 * 3_600_000

/** How the present window stands, as far as this process knows: by its own calls, by what the answers to them say, by the ledger's last reply. */
export function createStanding({ clock, configuredLimit }: { clock: WindowClock; configuredLimit: number }) {
  const accounts = createAccounts()
  /** What holds where Intercom has not told this process: what it told another, or what is configured. */
  let assumedLimit = configuredLimit
  let told: { limit: number; window: number } | null = null
  let window = clock.window()
  let hand = 0
  let reply: Reply | null = null

  const limit = () => told?.limit ?? assumedLimit
  const present = () => accounts.of(window)

  function emptyHand() {
    present().out -= hand
    hand = 0
  }

  /** About a sixteenth of what a window takes. */
  function handful() {
    const recent = present().spent + accounts.of(window - 1).spent
    return Math.min(largestHand, smallestHand + Math.ceil(recent / 16))
  }

  /** What the ledger's last reply left, and what was granted ahead; null when it has said nothing about this window. */
  const leftAsTold = () => reply && reply.remaining + hand + (limit() - reply.limit)

  function learn(taken: number, { rateLimit, sentAtMs, receivedAtMs }: Told) {
    if (!rateLimit || Math.abs(rateLimit.resetAt.getTime() - receivedAtMs) > farthestMs) {
      const account = accounts.of(taken)
      account.spent++
      account.unsure++
      account.unsureAtMs = receivedAtMs
      return
    }
    const counted = clock.windowEndingAt(rateLimit.resetAt)
    clock.learn({ resetAt: rateLimit.resetAt, sentAtMs, receivedAtMs })
    // an answer that comes late may name a limit that holds no more; a limit of nothing would never be asked again
    if (!told || counted >= told.window) told = { limit: Math.max(1, rateLimit.limit), window: counted }
    const account = accounts.of(counted)
    account.used = Math.max(account.used, rateLimit.limit - rateLimit.remaining)
    // what was counted of those that ended before this one was sent is in its word
    if (sentAtMs > account.unsureAtMs) {
      account.spent -= account.unsure
      account.unsure = 0
    }
    account.spent++
  }

  return {
    window: () => window,
    limit,
    emptyHand,
    leftAsTold,
    /** The present window's calls that are neither taken nor spent by this process, of its part. */
    leftOf: (part: number) => Math.max(0, part - present().out - present().spent),
    /** Who waits in the other processes, as of the ledger's last reply. */
    others: (): PerLane => reply?.others ?? [],
    hasReply: () => reply !== null,
    /** Calls that were taken and are not answered: those in hand take nobody's place, as not every lane may use them. */
    underWay: () => present().out - hand,
    /** Intercom has calls left of the window, as it said. */
    hasLeft: () => present().used < limit(),
    /** What is in hand can be used: what Intercom has left, as it said, is more than what is under way to it. */
    mayUseHand: () => hand > 0 && limit() - present().used > present().out - hand,
    /** Takes one call out of the hand; true when that is nearly empty. */
    takeFromHand() {
      hand--
      return hand <= handful() / 4
    },
    /** Follows the clock into the next window, or back into the last when our clock turns out to have been ahead. True when it did. */
    turn(): boolean {
      const turned = clock.window()
      if (turned === window) return false
      emptyHand()
      window = turned
      accounts.forgetBefore(window)
      reply = null
      return true
    },
    /** What the ledger is told. */
    facts(): Pick<Report, 'window' | 'limit' | 'assumedLimit' | 'out' | 'carried' | 'spent' | 'used' | 'spare'> {
      const { out, spent, used } = present()
      const carried = Math.max(0, accounts.of(window - 1).out) + Math.max(0, accounts.of(window - 2).out)
      return { window, limit: told?.limit ?? null, assumedLimit, out, carried, spent, used, spare: Math.max(0, handful() - hand) }
    },
    /** How things stand is not what the ledger makes of this report and its reply to it. */
    differsFrom(last: Report): boolean {
      const granted = reply ? reply.spare + reply.granted.reduce((sum, given) => sum + given, 0) : 0
      const { used, spent, out } = present()
      return last.window !== window || last.used !== used || last.spent !== spent || last.out + granted !== out
    },
    /** The ledger replied, in this window. */
    receive(received: Reply) {
      reply = received
      assumedLimit = received.limit
      hand += received.spare
      present().out += received.spare
    },
    /** A call that was granted is taken. */
    take: () => void present().out++,
    giveBack: (taken: number) => void accounts.of(taken).out--,
    settle(taken: number, answer: Told) {
      accounts.of(taken).out--
      learn(taken, answer)
    },
    /** How many calls are left of the window. */
    remaining(): number {
      const { used, spent, out } = present()
      const left = limit() - Math.max(used, spent) - (out - hand)
      return Math.max(0, Math.min(left, leftAsTold() ?? left))
    },
  }
}
