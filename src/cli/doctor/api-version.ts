import { isAnswer, nameOf, type Outcome } from './ask-intercom.ts'
import { type Finding, failure, ok, warning } from './finding.ts'

const check = 'api version'

type Versions = {
  /** What the gateway asks in. */
  configured: string
  /** The answer to a question in it. */
  outcome: Outcome
  /** The answer to a question without a version: it comes in the app's own. */
  inOwn: Outcome
  /** What of the graph needs a newer one, `Contact.mergeHistory`. */
  missing: readonly { what: string; since: string }[]
}

export const isVersionRefused = (outcome: Outcome) => isAnswer(outcome) && outcome.code === 'intercom_version_invalid'

/** Whether Intercom answers in the version that the gateway speaks, what the app's own is, and what the graph lacks for it. */
export function judgeApiVersion({ configured, outcome, inOwn, missing }: Versions): Finding {
  const own = isAnswer(inOwn) ? versionIn(inOwn.headers) : undefined
  if (isAnswer(outcome) && isVersionRefused(outcome)) {
    return failure(check, {
      found: `Intercom refuses ${configured} (${nameOf(outcome)})${own === undefined ? '' : `; the app's own is ${own}`}`,
      why: 'every field of the graph that reads Intercom fails',
      fix: 'INTERCOM_VERSION=2.14, 2.15 or 2.16, whichever this Intercom knows',
    })
  }
  const answered = isAnswer(outcome) ? versionIn(outcome.headers) : undefined
  if (answered !== undefined && answered !== configured) {
    return warning(check, {
      found: `asked in ${configured}, Intercom answers in ${answered}`,
      why: 'fields change their names and types between versions, and the gateway reads the answers as of the one that it asked in',
      fix: `INTERCOM_VERSION=${answered}, where the gateway knows it; or let what stands between pass on the header Intercom-Version`,
    })
  }
  const lacking = missing.length === 0 ? '' : `; needs a newer one: ${missing.map(({ what, since }) => `${what} (${since})`).join(', ')}`
  const hub = own === undefined || own === configured ? '' : `; the app's own in the Developer Hub, which webhooks follow, is ${own}`
  return ok(check, `${configured}${lacking}${hub}`)
}

/** Recorded answers carry the version that they are in. */
function versionIn(headers: Headers): string | undefined {
  const version = headers.get('intercom-version')
  return version !== null && /^[\w.]{1,16}$/.test(version) ? version : undefined
}
