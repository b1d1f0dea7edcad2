import { inDigits, inMinutes } from '../line.ts'
import {
  type Action,
  actions,
  countOf,
  type Definition,
  type FieldChange,
  type Item,
  type Plan,
  type Progress,
  type Run,
  todoIn,
} from './answers.ts'

/** What others wrote, without what a terminal would obey. */
export const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')

const longestValue = 60
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const text = plain(JSON.stringify(value))
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

/** The id that people type: the last part of a global one. */
export const shortId = (id: string) => plain(id.slice(id.lastIndexOf('/') + 1))
export const instant = (iso: string) =>
  plain(
    iso
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC')
      .replace(/Z$/, ' UTC'),
  )
const plural = (count: number, one: string) => `${inDigits(count)} ${one}${count === 1 ? '' : 's'}`

/** Columns that stand below each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]!.length))) ?? []
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  )
}

export function planLines(plan: Plan): string[] {
  const { counts, records, unchanged, estimatedCalls, estimatedSeconds, warnings } = plan
  const names = actions.filter((action) => countOf(counts, action) > 0)
  const width = Math.max(...names.map((action) => inDigits(countOf(counts, action)).length))
  const time = estimatedSeconds === null ? '' : `, about ${inMinutes(Math.ceil(estimatedSeconds))}`
  return [
    `${shortId(plan.id)}: ${plain(plan.sync)}, ${plural(records, 'record')}, ${inDigits(unchanged)} of them as they should be`,
    ...names.map((action) => `  ${action.toLowerCase().padEnd(8)}  ${inDigits(countOf(counts, action)).padStart(width)}`),
    ...(todoIn(counts) > 0 ? [`To apply it takes ${plural(estimatedCalls, 'call')} to Intercom${time}.`] : []),
    ...(plan.partial ? ['Only the first records were looked at.'] : []),
    ...warnings.map((warning) => `warning: ${plain(warning)}`),
  ]
}

export function itemLines({ key, state, row, line, reasons, changes, action, error }: Item): string[] {
  const place = line === null ? (row === null ? '' : `row ${row}`) : `line ${line}`
  const told = [place, state === 'DONE' || state === 'FAILED' ? state : ''].filter((word) => word !== '').join(', ')
  return [
    `  ${plain(key)}${told === '' ? '' : `  (${told})`}`,
    ...(error ? [`    ${plain(error.message)}`] : []),
    ...table(changes.map((change) => changeCells(change, action))).map((text) => `    ${text}`),
    ...reasons.map((reason) => `    ${plain(reason)}`),
  ]
}

function changeCells({ field, column, side, from, to, rule }: FieldChange, action: Action): string[] {
  const name = plain(side === 'CRM' ? `${column} in the CRM` : field)
  const isOpen = action === 'CONFLICT'
  return [name, isOpen ? `Intercom has ${shown(from)}, the CRM ${shown(to)}` : `${shown(from)} -> ${shown(to)}`, plain(rule)]
}

/** `pace`: how fast, and how long it still takes, as the gateway says it. */
export function progressText({ done, total, failed, perMinute, eta }: Progress, { what, nowMs }: { what: string; nowMs: number }): string {
  const pace = [
    total === null ? `${inDigits(done)} ${what}` : `${bar(done, total)} ${inDigits(done)} of ${inDigits(total)} ${what}`,
    ...(failed > 0 ? [`${inDigits(failed)} failed`] : []),
    ...(perMinute === null ? [] : [`${inDigits(Math.round(perMinute))} a minute`]),
    ...(eta === null ? [] : [`${inMinutes(Math.max(0, Math.ceil((Date.parse(eta) - nowMs) / 1_000)))} to go`]),
  ]
  return pace.join(', ')
}

const cells = 20
function bar(done: number, total: number): string {
  const full = total === 0 ? cells : Math.floor((done / total) * cells)
  return `[${'#'.repeat(full)}${'-'.repeat(cells - full)}]`
}

export function runLines({ id, sync, status, progress, errors, plan }: Run): string[] {
  const { done, total, failed } = progress
  return [
    `${shortId(id)}: ${plain(sync)}, ${status}, ${inDigits(done)} of ${total === null ? '?' : inDigits(total)} done${failed > 0 ? `, ${inDigits(failed)} of them failed` : ''}${plan ? `, of the plan ${shortId(plan.id)}` : ''}`,
    ...errors.map(({ message }) => plain(message)),
  ]
}

export function definitionRows(definitions: readonly Definition[]): string[] {
  const scheduleOf = ({ schedule }: Definition) =>
    schedule === null
      ? 'by hand'
      : `${[schedule.changed && `changed ${schedule.changed}`, schedule.whole && `whole ${schedule.whole}`].filter(Boolean).join(', ')} (${schedule.timeZone})`
  return table([
    ['NAME', 'OBJECT', 'DIRECTION', 'SOURCE', 'LAST WHOLE', 'NEXT', 'RUNS'],
    ...definitions.map((one) => [
      ...[one.name, one.object, one.direction, one.source].map(plain),
      one.lastWholeAt === null ? 'never' : instant(one.lastWholeAt),
      nextOf(one),
      plain(`${scheduleOf(one)}${one.follows ? ', as Intercom changes' : ''}`),
    ]),
  ])
}

function nextOf({ nextWholeAt, nextChangedAt }: Definition): string {
  const [first] = [nextWholeAt, nextChangedAt].filter((iso) => iso !== null).sort()
  return first === undefined ? '-' : instant(first)
}

export const runRows = (runs: readonly Run[]) =>
  table([
    ['RUN', 'SYNC', 'STATUS', 'DONE', 'OF', 'FAILED', 'ASKED FOR'],
    ...runs.map(({ id, sync, status, progress: { done, total, failed }, createdAt }) => [
      ...[shortId(id), plain(sync), status, inDigits(done), total === null ? '?' : inDigits(total), inDigits(failed), instant(createdAt)],
    ]),
  ])
