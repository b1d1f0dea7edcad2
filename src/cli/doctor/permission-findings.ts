import { type Answer, isAnswer, isGood, nameOf, type Outcome } from './ask-intercom.ts'
import { countOf, type Finding, failure, ok, skipped, warning } from './finding.ts'
import type { Permission, Probe } from './permissions.ts'

/** What came of a probe; a sentence where it could not be asked. */
export type Probed = { probe: Probe; outcome: Outcome | { untried: string } }

/** How many fields a line names; `--json` has all. */
const namedFields = 4

/** @param fieldsOf the fields of the graph that answer these types */
export function judgePermission(
  { name }: Permission,
  probed: readonly Probed[],
  fieldsOf: (types: readonly string[]) => string[],
): Finding {
  const check = `permission "${name}"`
  const refused = probed.flatMap(({ probe, outcome }) => (isRefusal(outcome) ? [{ probe, answer: outcome }] : []))
  const unknown = probed.filter(({ outcome }) => !('untried' in outcome) && !isGood(outcome) && !isRefusal(outcome))
  const good = probed.filter(({ outcome }) => !('untried' in outcome) && isGood(outcome))
  const untried = probed.flatMap(({ outcome }) => ('untried' in outcome ? [outcome.untried] : []))

  if (refused.length > 0) {
    const fields = fieldsOf(refused.flatMap(({ probe }) => probe.types))
    return failure(check, {
      found: `Intercom refuses ${refused.map(({ probe, answer }) => `${probe.reads} (${routeOf(probe)}: ${nameOf(answer)})`).join(', ')}`,
      why: `these fields of the graph fail, unless what they answer came along with another record: ${shortened(fields)}${alsoLost[name] ?? ''}`,
      fix: fixOf(name, refused),
      fields,
    })
  }
  if (unknown.length > 0) {
    const told = unknown.map(({ probe, outcome }) => `${routeOf(probe)}: ${reasonOf(outcome as Outcome)}`)
    return warning(check, {
      found: `cannot be told: ${told.join(', ')}`,
      why: `${countOf(fieldsOf(unknown.flatMap(({ probe }) => probe.types)).length, 'field')} of the graph may fail`,
      fix: 'run this again; where it stays so, the calls of a gateway have the same trouble',
    })
  }
  if (good.length === 0) return skipped(check, [...new Set(untried)].join('; '))
  return ok(check, [`can be read: ${listOf(good.map(({ probe }) => probe.reads))}`, ...new Set(untried)].join('; '))
}

/** Where Intercom goes on without saying that something is missing. */
const alsoLost: Readonly<Record<string, string>> = {
  'Read tickets': '; and lists of conversations leave out those that are tickets, without a word',
}

/** A 401 is one too, when the token is good elsewhere: intercom/intercom-php issue 257. */
const isRefusal = (outcome: Probed['outcome']): outcome is Answer =>
  !('untried' in outcome) && isAnswer(outcome) && (outcome.status === 401 || outcome.status === 403)

function fixOf(name: string, refused: readonly { probe: Probe; answer: Answer }[]): string {
  if (refused.every(({ answer }) => answer.code === 'api_plan_restricted'))
    return 'the plan of the workspace does not have it: change the plan, or keep these fields out of your queries'
  const guessed = refused.filter(({ probe }) => !probe.isDocumented).map(({ probe }) => probe.reads)
  const tick = `Intercom's Developer Hub > your app > Configure > Authentication: allow "${name}"`
  return guessed.length === 0
    ? tick
    : `${tick} (Intercom does not document which permission covers ${listOf(guessed)}; this is the likeliest, unverified)`
}

const routeOf = ({ method, path }: Probe) => `${method} ${path.replace(/\?.*/, '')}`
const reasonOf = (outcome: Outcome) => (isAnswer(outcome) ? nameOf(outcome) : outcome.why)
const listOf = (words: readonly string[]) => words.join(', ')

function shortened(fields: readonly string[]): string {
  const rest = fields.length - namedFields
  return rest > 1 ? `${listOf(fields.slice(0, namedFields))} and ${rest} more` : listOf(fields)
}
