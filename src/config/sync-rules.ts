import { Cron } from 'croner'
import { anyOf } from './checks.ts'
import { nearestOf } from './problems.ts'
import type { FieldMapping, SyncDefinition } from './syncs.ts'

/** What is wrong with a definition that is well formed, without looking at the workspace or the source: sentences, each with its place. */
export function problemsIn(sync: SyncDefinition): string[] {
  return [
    ...sync.fields.flatMap((mapping, index) => problemsOfField(sync, mapping, `fields[${index}]`)),
    ...doubles(sync),
    ...problemsOfKeys(sync),
    ...problemsOfSource(sync),
    ...problemsOfCreating(sync),
    ...problemsOfMoving(sync),
    ...problemsOfSchedule(sync),
  ]
}

const writesCrm = (sync: SyncDefinition, { direction = sync.direction }: FieldMapping) => direction !== 'CRM_TO_INTERCOM'

/** What sends changes to the CRM; null where the source takes none. */
function sinkOf({ source }: SyncDefinition): 'table' | 'sinkUrl' | null {
  if (source.type === 'postgres' && source.table !== undefined) return 'table'
  return source.type === 'http' && source.sinkUrl !== undefined ? 'sinkUrl' : null
}
const sinks = 'a source of type postgres with a table, or of type http with a sinkUrl'

const customPrefix = 'customAttributes.'

function problemsOfField(sync: SyncDefinition, mapping: FieldMapping, place: string): string[] {
  const { field, column, rule, direction = sync.direction, transform } = mapping
  const problems: string[] = []
  if (writesCrm(sync, mapping) && sinkOf(sync) === null)
    problems.push(`${place} goes ${direction}, and the source takes nothing; expected ${sinks}, or direction CRM_TO_INTERCOM`)
  if (rule === 'NEWEST' && sync.changedAt === undefined)
    problems.push(`${place}.rule is NEWEST, and changedAt is missing; expected the column that says when a record was changed`)
  if (rule === 'UNION' && !isText(sync, field, transform))
    problems.push(`${place}.rule is UNION, and ${field} is no text; expected another rule, as only texts have parts`)
  if (column === sync.key && writesCrm(sync, mapping) && !['SOURCE_WINS', 'FILL_EMPTY'].includes(rule))
    problems.push(
      `${place} would write ${column}, the key, with rule ${rule}; expected direction CRM_TO_INTERCOM, or rule SOURCE_WINS, as a key stays what it is`,
    )
  if (transform.some((one) => typeof one === 'object' && 'map' in one && Object.keys(one.map).length === 0))
    problems.push(`${place}.transform has a map of nothing; expected values by what stands for them`)
  return problems
}

/** As far as the definition itself says it. */
function isText(sync: SyncDefinition, field: string, transform: FieldMapping['transform']): boolean {
  const name = field.startsWith(customPrefix) ? field.slice(customPrefix.length) : ''
  const type = Object.hasOwn(sync.createAttributes, name) ? sync.createAttributes[name] : 'string'
  const last = transform.at(-1)
  return type === 'string' && last !== 'number' && last !== 'boolean' && last !== 'instant'
}

/** A field has one value, and a column too. */
function doubles(sync: SyncDefinition): string[] {
  const problems: string[] = []
  for (const [index, mapping] of sync.fields.entries()) {
    const before = sync.fields.slice(0, index)
    const sameField = before.findIndex(({ field }) => field === mapping.field)
    const sameColumn = before.findIndex((other) => other.column === mapping.column && writesCrm(sync, other) && writesCrm(sync, mapping))
    if (sameField !== -1) problems.push(`fields[${index}].field is ${mapping.field}, as fields[${sameField}].field is; expected each once`)
    if (sameColumn !== -1)
      problems.push(
        `fields[${index}] writes the column ${mapping.column}, as fields[${sameColumn}] does; expected direction CRM_TO_INTERCOM for one of them`,
      )
  }
  return problems
}

function problemsOfKeys(sync: SyncDefinition): string[] {
  const mapped = sync.fields.map(({ field }) => field)
  const problems = sync.match.flatMap((field, index) => {
    if (sync.match.indexOf(field) !== index) return [`match[${index}] is ${field} again; expected each once`]
    return mapped.includes(field) ? [] : [`match[${index}] is ${field}, which is not mapped${meant(field, mapped)}`]
  })
  for (const [what, column] of [
    ['changedAt', sync.changedAt],
    ['deleted.column', sync.deleted?.column],
  ] as const)
    if (column === sync.key) problems.push(`${what} is ${column}, the key; expected a column of its own`)
  const attributes = mapped.filter((field) => field.startsWith(customPrefix)).map((field) => field.slice(customPrefix.length))
  for (const name of Object.keys(sync.createAttributes))
    if (!attributes.includes(name)) problems.push(`createAttributes.${name} is mapped to by no field${meant(name, attributes)}`)
  return problems
}

function meant(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known)
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

/** What a request says of itself and of its body. */
const ownHeaders = /^(accept-encoding|connection|content-length|expect|host|idempotency-key|keep-alive|te|transfer-encoding|upgrade)$/i

function problemsOfSource({ source, deleted, companies, missing, object, mergeLeads }: SyncDefinition): string[] {
  const problems: string[] = []
  if (source.type === 'file') {
    const format = source.format ?? /\.(csv|ndjson|jsonl)$/i.exec(source.path)?.[1]?.toLowerCase()
    if (format === undefined)
      problems.push(
        `source.path is ${JSON.stringify(source.path)}, which does not say its format; expected .csv, .ndjson or .jsonl, or source.format`,
      )
    else if (format !== 'csv' && source.delimiter !== undefined) problems.push('source.delimiter is of CSV alone; expected none')
  }
  if (source.type === 'http')
    for (const header of Object.keys(source.headersFrom))
      if (ownHeaders.test(header))
        problems.push(`source.headersFrom.${header} is a header that the gateway says itself; expected others, such as authorization`)
  if (source.type === 'http')
    for (const key of ['url', 'sinkUrl'] as const) {
      const { username, password } = new URL(source[key] ?? 'none:')
      if (username !== '' || password !== '')
        problems.push(`source.${key} has a user or a password in it; expected the header that says them, by source.headersFrom`)
    }
  if (source.type === 'postgres' && source.table === undefined && source.query === undefined)
    problems.push('source has neither table nor query; expected one of them')
  if (source.type === 'push' && missing !== 'KEEP')
    problems.push(`missing is ${missing}, and a source of type push is never read whole; expected KEEP`)
  if (object === 'company') {
    if (companies) problems.push('companies is of contacts alone; expected none')
    if (mergeLeads) problems.push('mergeLeads is of contacts alone; expected false')
    for (const [what, action] of [
      ['deleted.action', deleted?.action],
      ['missing', missing],
    ] as const)
      if (action === 'ARCHIVE') problems.push(`${what} is ARCHIVE, and Intercom archives no companies; expected DELETE, or to leave them`)
  }
  return problems
}

function problemsOfCreating(sync: SyncDefinition): string[] {
  if (!sync.create.crm) return []
  if (!sync.fields.some((mapping) => writesCrm(sync, mapping)))
    return ['create.crm is true, and nothing goes to the CRM; expected false, or another direction']
  const { source } = sync
  if (source.type === 'http' && source.sinkUrl !== undefined) return []
  if (source.type === 'postgres' && source.table !== undefined && source.intercomIdColumn !== undefined) return []
  return [
    'create.crm is true, and the source cannot make records; expected a source of type postgres with table and intercomIdColumn, or of type http with a sinkUrl',
  ]
}

/** What takes records away in Intercom, or moves them, is of no use where nothing goes there. */
function problemsOfMoving(sync: SyncDefinition): string[] {
  const isExport = sync.fields.every(({ direction = sync.direction }) => direction === 'INTERCOM_TO_CRM')
  if (!isExport) return []
  const removals = [
    ['deleted.action', sync.deleted?.action ?? 'SKIP', 'SKIP'],
    ['missing', sync.missing, 'KEEP'],
    ['mergeLeads', sync.mergeLeads, false],
    ['companies', sync.companies ? 'there' : 'none', 'none'],
  ] as const
  return removals.flatMap(([what, action, none]) =>
    action === none ? [] : [`${what} is ${action}, and everything goes INTERCOM_TO_CRM; expected ${none}`],
  )
}

function problemsOfSchedule({ schedule, source, changedAt }: SyncDefinition): string[] {
  if (!schedule) return []
  const problems: string[] = []
  const { changed, whole, timeZone } = schedule
  const isZone = isTimeZone(timeZone)
  if (!isZone) problems.push(`schedule.timeZone is ${JSON.stringify(timeZone)}; expected a time zone, such as Europe/Berlin`)
  for (const [what, pattern] of [
    ['changed', changed],
    ['whole', whole],
  ] as const) {
    const wrong = pattern === undefined ? null : cronProblem(pattern, isZone ? timeZone : 'UTC')
    if (wrong !== null) problems.push(`schedule.${what} is ${JSON.stringify(pattern)}, ${wrong}`)
  }
  if (changed === undefined && whole === undefined) problems.push('schedule has neither changed nor whole; expected one of them')
  if (source.type === 'push') problems.push('schedule is there, and a source of type push cannot be read; expected none')
  else if (changed !== undefined) {
    if (source.type === 'file') problems.push('schedule.changed is there, and a file is always read whole; expected schedule.whole')
    if (source.type === 'postgres' && changedAt === undefined)
      problems.push('schedule.changed is there, and changedAt is missing; expected the column that says when a record was changed')
    if (source.type === 'http' && source.sinceParameter === undefined)
      problems.push(`schedule.changed is there, and source.sinceParameter is missing; expected ${anyOf(['both', 'schedule.whole'])}`)
  }
  return problems
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

const cronExpected = 'expected minute, hour, day, month and weekday: "30 2 * * *"'

function cronProblem(pattern: string, timezone: string): string | null {
  try {
    const next = new Cron(pattern, { mode: '5-part', paused: true, timezone }).nextRun()
    return next ? null : `which never comes; ${cronExpected}`
  } catch {
    return `which is no cron expression; ${cronExpected}`
  }
}
