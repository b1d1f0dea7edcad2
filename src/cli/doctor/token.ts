import { isAnswer, isGood, nameOf, type Outcome } from './ask-intercom.ts'
import { type Finding, failure, ok } from './finding.ts'
import { readMe } from './me.ts'

const check = 'token'
/** "Authentication" on developers.intercom.com. */
const whereItStands = "the access token of Intercom's Developer Hub > your app > Configure > Authentication"
const why = 'every field of the graph that reads Intercom fails'

/** What `GET /me` says of the token. @param target where it was asked, with nothing secret in it */
export function judgeToken(outcome: Outcome, target: string): Finding {
  if (!isAnswer(outcome)) {
    return failure(check, {
      found: `${target} does not answer: ${outcome.why}`,
      why,
      fix: `let this machine reach it (DNS, firewall, proxy, certificates), until this prints a number: curl -sS -o /dev/null -w '%{http_code}\\n' ${target}/me`,
    })
  }
  const me = isGood(outcome) ? readMe(outcome.body) : undefined
  if (me?.workspaceId) return ok(check, `${target} takes it`)
  const said = `${target} answers GET /me with ${nameOf(outcome)}`
  if (outcome.status === 401) {
    return failure(check, {
      found: `${said}: the access token is not taken`,
      why,
      fix: `INTERCOM_ACCESS_TOKEN=<${whereItStands}>; where it is that already, the workspace may be of another region: INTERCOM_REGION=us, eu or au`,
    })
  }
  if (outcome.status === 403) {
    return failure(check, {
      found: `${said}: the token is known and may not do this`,
      why,
      fix: "look at the app in Intercom's Developer Hub: it may be suspended, or the plan of the workspace may not have the API",
    })
  }
  if (outcome.status === 429) {
    return failure(check, {
      found: `${said}: the rate limit is used up`,
      why: 'the gateway waits for the next window, and so do its callers; nothing else could be asked now',
      fix: 'run this again in 10 s; where it stays so, find what else spends the calls of the app or the workspace',
    })
  }
  if (outcome.status >= 500) {
    return failure(check, { found: `${said}: Intercom itself fails`, why, fix: 'wait, and look at www.intercomstatus.com' })
  }
  return failure(check, {
    found: outcome.status === 200 ? `${said} and something that is not who the token belongs to` : said,
    why,
    fix: `what answers is not Intercom's API: INTERCOM_BASE_URL=<where it is>, or none and INTERCOM_REGION=us, eu or au`,
  })
}
