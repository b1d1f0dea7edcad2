import type { Finding } from './judge.ts'

/**
 * A difference from the description that is meant. `operation` is as the description writes it (`*` is any), or several of them;
 * `at` is as in a finding, where `*` stands for one name; `why` says what the service really does, `source` where that is known from.
 * `was` limits it to values of one type, as `null`; `versions` to some versions of the API: without them, it must occur in every one.
 */
export type Deviation = {
  operation: string | readonly string[]
  at: string | readonly string[]
  why: string
  source: string
  was?: string
  versions?: readonly string[]
}

/** Sorts findings into those no deviation allows, and says which deviations (one per operation and place) allowed none: both fail a contract. */
export function settle({
  findings,
  deviations,
  version,
}: {
  findings: readonly Finding[]
  deviations: readonly Deviation[]
  version: string
}) {
  const allowances = deviations
    .filter(({ versions }) => !versions || versions.includes(version))
    .flatMap((deviation) =>
      each(deviation.operation).flatMap((operation) =>
        each(deviation.at).map((at) => ({ operation, at, was: deviation.was, pattern: pattern(at) })),
      ),
    )

  const covers = (allowance: (typeof allowances)[number], finding: Finding) =>
    (allowance.operation === '*' || allowance.operation === finding.operation) &&
    (allowance.was === undefined || allowance.was === finding.was) &&
    allowance.pattern.test(finding.at)

  return {
    unexpected: findings.filter((finding) => !allowances.some((allowance) => covers(allowance, finding))),
    unused: allowances
      .filter((allowance) => !findings.some((finding) => covers(allowance, finding)))
      .map(({ operation, at }) => ({ operation, at })),
  }
}

const each = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

function pattern(at: string): RegExp {
  const literal = at.split('*').map((part) => part.replace(/[.[\]\\^$+?(){}|]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^.]+')}$`)
}
