import type { Config } from '../../config.ts'
import type { RateLimit } from '../../intercom/rate-limit.ts'
import { type Finding, ok, warning } from './finding.ts'

const check = 'rate limit'

/** What Intercom allows in truth, against what the configuration has the gateway assume until it is told. */
export function judgeRateLimit(seen: RateLimit | null, { intercom, environment }: Pick<Config, 'intercom' | 'environment'>): Finding {
  const { requestsPerMinute, windowMs } = intercom.budget
  const place = `"requestsPerMinute" under intercom.budget in config/${environment}.json`
  if (seen === null) {
    return warning(check, {
      found: 'no answer carries X-RateLimit headers',
      why: `the budget cannot be corrected by what Intercom counts, so it goes by ${requestsPerMinute} calls a minute, whatever other apps spend`,
      fix: `where a proxy stands between, let it pass on X-RateLimit-Limit, -Remaining and -Reset; else set ${place} to what is yours alone`,
    })
  }
  const { limit, remaining } = seen
  const perMinute = Math.floor((limit * 60_000) / windowMs)
  const found = `${limit} calls a window of ${windowMs / 1000} s, ${remaining} left of this one`
  // a minute's calls are spread over six windows, and rounded in each
  if (perMinute < requestsPerMinute * 0.95) {
    return warning(check, {
      found: `${found}; the configuration assumes ${requestsPerMinute} a minute, which would be ${Math.floor((requestsPerMinute * windowMs) / 60_000)}`,
      why: 'until its first answer each process that starts takes too many calls for allowed, and meets 429',
      fix: `set ${place} to ${perMinute}`,
    })
  }
  if (remaining < limit / 10) {
    return warning(check, {
      found,
      why: 'little is left for the gateway: its callers wait, and are refused with RATE_LIMITED where they would wait too long',
      fix: 'find what else spends the calls of the app or the workspace, or ask Intercom for a higher limit',
    })
  }
  return ok(check, found)
}
