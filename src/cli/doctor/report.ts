import { countOf, type Finding, type Status } from './finding.ts'

export type Report = {
  findings: readonly Finding[]
  /** What was looked at, in a sentence. */
  about: string
  /** Calls that Intercom counts against the rate limit. */
  intercomCalls: number
}

/** 0: nothing failed. 1: something did, or with `strict` was warned of. */
export function exitCodeOf({ findings }: Report, { strict }: { strict: boolean }): number {
  const bad: readonly Status[] = strict ? ['failure', 'warning'] : ['failure']
  return findings.some(({ status }) => bad.includes(status)) ? 1 : 0
}

/** One line for each finding; under what is not right, why it matters and the fix. */
export function asText({ findings, intercomCalls }: Report): string {
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length
  const counts = [
    `${count('ok')} ok`,
    countOf(count('warning'), 'warning'),
    countOf(count('failure'), 'failure'),
    ...(count('skipped') > 0 ? [`${count('skipped')} not looked at`] : []),
  ]
  return [...findings.flatMap(linesOf), '', `${counts.join(', ')}; ${countOf(intercomCalls, 'call')} to Intercom`].join('\n')
}

export function asJson(report: Report, exitCode: number): string {
  const { about, intercomCalls, findings } = report
  return JSON.stringify({ about, exitCode, intercomCalls, checks: findings }, null, 2)
}

const width = 'failure'.length

function linesOf(finding: Finding): string[] {
  const { check, status, found } = finding
  const line = `${status.padEnd(width)}  ${check}: ${found}`
  if (finding.status !== 'warning' && finding.status !== 'failure') return [line]
  return [line, `${' '.repeat(width)}    why: ${finding.why}`, `${' '.repeat(width)}    fix: ${finding.fix}`]
}
