import { nearestOf } from '../config/problems.ts'
import type { FieldMapping, SyncConfig } from '../config/syncs.ts'
import { attributeIn, fieldIn, kinds } from './mapping.ts'
import { type Read, shown, valueOfKind } from './read-value.ts'
import type { SyncField } from './syncable.ts'
import { transformed } from './transforms.ts'
import { kindWords } from './values.ts'

type Surroundings = {
  /** Fields by which counterparts can be found. */
  matchFields: readonly string[]
  /** Fields of which a record must have one to be made. */
  requiredToCreate: readonly string[]
  /** What the source says that all its records have; null where each has its own. */
  columns: readonly string[] | null
}

type Fields = ReadonlyMap<string, SyncField>

/**
 * What of a definition does not fit the workspace, its fields as they are now, or the source: everything at once, a sentence each, with its place in the
 * definition. With none, what is wrong is wrong with single records.
 */
export function problemsWith(sync: SyncConfig, fields: Fields, surroundings: Surroundings): string[] {
  return [
    ...sync.fields.flatMap((mapping, index) => problemsOfField(sync, mapping, fields, `fields[${index}]`)),
    ...problemsOfMatching(sync, surroundings),
    ...problemsOfColumns(sync, surroundings),
    ...problemsOfCreating(sync, fields, surroundings),
  ]
}

const writesIntercom = (sync: SyncConfig, { direction = sync.direction }: FieldMapping) => direction !== 'INTERCOM_TO_CRM'
const writesCrm = (sync: SyncConfig, { direction = sync.direction }: FieldMapping) => direction !== 'CRM_TO_INTERCOM'
const sayings = (words: readonly string[]) => words.map((word) => JSON.stringify(word)).join(', ')

function problemsOfField(sync: SyncConfig, mapping: FieldMapping, fields: Fields, place: string): string[] {
  const { field, rule } = mapping
  const known = fieldIn(sync, fields, field)
  if (!known) return [unknownField(sync, field, fields, place)]
  if (known.isArchived)
    return [`${place}.field is ${field}, which is archived in Intercom; expected one in use: unarchive it, or ${orMake(field)}`]
  const problems: string[] = []
  if (!known.isWritable && writesIntercom(sync, mapping))
    problems.push(
      `${place}.field is ${field}, which Intercom takes from nobody (api_writable is false); expected direction INTERCOM_TO_CRM`,
    )
  if (rule === 'UNION' && known.kind !== 'text')
    problems.push(`${place}.rule is UNION, and ${field} is ${kindWords[known.kind]}; expected another rule, as only texts have parts`)
  return writesIntercom(sync, mapping) ? [...problems, ...problemsOfTransforms(mapping, known, place)] : problems
}

function unknownField(sync: SyncConfig, field: string, fields: Fields, place: string): string {
  const nearest = nearestOf(field, [...fields.keys()])
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`
  if (attributeIn(field) !== null)
    return `${place}.field is ${field}, which the workspace does not have${meant ? `${meant} To` : '; to'} have it made, ${orMake(field)}`
  const builtIn = [...fields.keys()].filter((name) => attributeIn(name) === null)
  return `${place}.field is ${field}, which is no field of a ${sync.object}${meant || `; expected one of ${builtIn.join(', ')}, or customAttributes.<name>`}`
}

const orMake = (field: string) => `add { ${JSON.stringify(attributeIn(field) ?? field)}: "string" } or another type to createAttributes`

/** What words make of whatever they are given. */
const samples = { number: [0, 12.5, 1_769_850_000], boolean: [true, false], instant: ['2026-01-31T09:00:00Z'] } as const
const isMaker = (word: unknown): word is keyof typeof samples => typeof word === 'string' && Object.hasOwn(samples, word)

/** Transforms whose values can never be those of the field, and single values that are not. */
function problemsOfTransforms({ field, transform }: FieldMapping, { kind, options }: SyncField, place: string): string[] {
  return transform.flatMap((one, index) => {
    const rest = transform.slice(index + 1)
    const read = (value: unknown): Read => {
      const changed = transformed(value, rest)
      return 'value' in changed ? valueOfKind(kind, changed.value) : changed
    }
    if (isMaker(one)) {
      // a map behind it says itself what comes out
      const isOpen = rest.some((next) => typeof next === 'object' && 'map' in next)
      if (isOpen || samples[one].some((sample) => 'value' in read(sample))) return []
      return [`${place}.transform has "${one}", whose values ${field} does not take; expected ${kindWords[kind]}`]
    }
    const values = typeof one === 'string' || 'truncate' in one ? [] : 'map' in one ? Object.values(one.map) : [one.default]
    return [...new Set(values)].flatMap((value) => {
      const found = read(value)
      if (!('value' in found)) return [`${place}.transform gives ${shown(value)}; expected ${found.expected}, for ${field}`]
      return found.value === null || !options || options.includes(String(found.value))
        ? []
        : [`${place}.transform gives ${shown(found.value)}; expected one of ${sayings(options)}, for ${field}`]
    })
  })
}

function problemsOfMatching(sync: SyncConfig, { matchFields }: Surroundings): string[] {
  return sync.match.flatMap((field, index) =>
    matchFields.includes(field)
      ? []
      : [`match[${index}] is ${field}, by which no ${sync.object} can be found; expected one of ${matchFields.join(', ')}`],
  )
}

/** A path is read from what its beginning names. */
const isReadable = (column: string, columns: readonly string[]) => columns.some((name) => column === name || column.startsWith(`${name}.`))

function problemsOfColumns(sync: SyncConfig, { columns }: Surroundings): string[] {
  if (!columns) return []
  const named: [place: string, column: string | undefined][] = [
    ['key', sync.key],
    ...sync.fields.map(({ column }, index): [string, string] => [`fields[${index}].column`, column]),
    ['changedAt', sync.changedAt],
    ['deleted.column', sync.deleted?.column],
    ['companies.column', sync.companies?.column],
    ['companies.nameColumn', sync.companies?.nameColumn],
  ]
  const missing = named.flatMap(([place, column]) => {
    if (column === undefined || isReadable(column, columns)) return []
    const nearest = nearestOf(column, columns)
    return [
      `${place} is ${JSON.stringify(column)}, which the source does not have; ${nearest === undefined ? `it has ${sayings(columns)}` : `did you mean ${JSON.stringify(nearest)}?`}`,
    ]
  })
  const unwritable = sync.fields.flatMap((mapping, index) =>
    writesCrm(sync, mapping) && isReadable(mapping.column, columns) && !columns.includes(mapping.column)
      ? [
          `fields[${index}].column is ${JSON.stringify(mapping.column)}, within a column, where nothing is written; expected direction CRM_TO_INTERCOM`,
        ]
      : [],
  )
  return [...missing, ...unwritable]
}

function problemsOfCreating(sync: SyncConfig, fields: Fields, { requiredToCreate }: Surroundings): string[] {
  const problems = Object.entries(sync.createAttributes).flatMap(([name, type]) => {
    const known = fields.get(`customAttributes.${name}`)
    if (!known || known.isArchived || known.kind === kinds[type]) return []
    return [
      `createAttributes.${name} is ${type}, and Intercom has it as ${kindWords[known.kind]}, which cannot change; expected a type that fits, or another name`,
    ]
  })
  const sent = sync.fields.filter((mapping) => writesIntercom(sync, mapping)).map(({ field }) => field)
  const needs = sync.create.intercom && sent.length > 0 && requiredToCreate.length > 0
  return needs && !requiredToCreate.some((field) => sent.includes(field))
    ? [
        ...problems,
        `create.intercom is true, and a ${sync.object} needs ${requiredToCreate.join(' or ')} to be made, which nothing writes; expected it to be mapped, or create.intercom false`,
      ]
    : problems
}
