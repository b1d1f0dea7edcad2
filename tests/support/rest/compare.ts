import { type GraphQLObjectType, getNamedType, isAbstractType, isEnumType, isLeafType, isNonNullType } from 'graphql'
import { convert } from 'html-to-text'
import { comparedFields, objectType } from './question.ts'
import { type Records, recordOf } from './records.ts'
import { at, type Wire } from './rest.ts'
import { ruleFor, totals } from './rules.ts'
import { type Field, isConnection, isRecord, nodeTypeOf } from './shape.ts'

/** A field as REST has it and as the graph gives it, in one spelling. `rest` is undefined where REST has no such thing. */
export type Compared = { field: string; of: string; rest: unknown; graph: unknown }

/** A record, or what is embedded in one: as REST has it, and as the graph gives it. `of` says which it is. */
export type Pair = { wire: Wire; value: Wire; of: string; records: Records }

function readFrom(wire: Wire, typename: string, field: string, records: Records): unknown {
  const rule = ruleFor(typename, field)
  const read = typeof rule === 'object' ? rule.from : rule
  return typeof read === 'string' ? at(wire, read) : read(wire, records)
}

const wordsOf = (html: unknown) =>
  convert(String(html), { wordwrap: false, selectors: [{ selector: 'img', format: 'skip' }] }).replace(/\s+/g, ' ')

function secondsIn(duration: unknown): number {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
      .exec(String(duration))
      ?.slice(1)
      .map((part) => Number(part ?? 0)) ?? []
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}

/** Which text of a field is HTML: its words are compared, since the graph takes out of it what a browser would run. */
const isHtml = (field: Field) => getNamedType(field.type).name === 'HTML' || ['body', 'subject'].includes(field.name)

function fromRest(field: Field, raw: unknown): unknown {
  const type = getNamedType(field.type)
  if (Array.isArray(raw)) return raw.map((one) => fromRest(field, one))
  if (raw === null || raw === '' || (raw === 0 && type.name === 'DateTime')) return isNonNullType(field.type) ? raw : null
  if (raw === undefined) return undefined
  if (isEnumType(type)) return String(raw).toUpperCase().replaceAll('-', '_')
  if (type.name === 'DateTime') return typeof raw === 'number' ? raw * 1000 : Date.parse(String(raw))
  if (isHtml(field)) return wordsOf(raw)
  return ['String', 'ID', 'URL', 'Locale', 'EmailAddress'].includes(type.name) ? String(raw) : raw
}

function fromGraph(field: Field, value: unknown): unknown {
  const type = getNamedType(field.type)
  if (Array.isArray(value)) return value.map((one) => fromGraph(field, one))
  if (value === null || value === undefined) return value
  if (type.name === 'DateTime') return Date.parse(String(value))
  if (type.name === 'ID') return recordIn(value)
  if (type.name === 'Duration') return secondsIn(value)
  return isHtml(field) ? wordsOf(value) : value
}

/** `Contact/6f00…` of `gid://intercom/lk5purq8/Contact/6f00…`. */
export const recordIn = (globalId: unknown): string => String(globalId).replace(/^gid:\/\/intercom\/[^/]+\//, '')

const recordsIn = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(recordsIn) : value === null || value === undefined ? value : recordIn((value as Wire).id)

const asList = (value: unknown) => (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]) as Wire[]

/** What a connection says of how many there are. */
async function countsOf(parent: GraphQLObjectType, field: Field, { wire, value, of }: Pair, given: number): Promise<Compared[]> {
  const { name } = getNamedType(field.type)
  const counted = value[field.name] as { totalCount?: unknown; truncatedUpstream?: unknown } | null
  if (!name.endsWith('Connection') || !counted) return []
  const total = at(wire, totals[`${parent.name}.${field.name}`] ?? '') ?? given
  return [
    { field: `${name}.nodes`, of, rest: true, graph: 'nodes' in counted },
    ...('totalCount' in counted ? [{ field: `${name}.totalCount`, of, rest: total, graph: counted.totalCount }] : []),
    ...('truncatedUpstream' in counted
      ? [{ field: `${name}.truncatedUpstream`, of, rest: Number(total) > given, graph: counted.truncatedUpstream }]
      : []),
  ]
}

/** One field of a record, and all that is embedded below it. Of a connection, `value` has all nodes. */
export async function compareField(parent: GraphQLObjectType, field: Field, { wire, value, of, records }: Pair): Promise<Compared[]> {
  const name = `${parent.name}.${field.name}`
  const given = value[field.name]
  if (field.name === 'id') return [{ field: name, of, rest: recordOf(parent.name, wire), graph: recordIn(given) }]
  const raw = await readFrom(wire, parent.name, field.name, records)
  const type = getNamedType(field.type)
  if (isLeafType(type)) return [{ field: name, of, rest: fromRest(field, raw), graph: fromGraph(field, given) }]

  const [item, rows] = isConnection(type) ? [nodeTypeOf(type), (given as { nodes: unknown } | null)?.nodes] : [type, given]
  if (isRecord(item)) {
    const rest = raw === undefined ? undefined : Array.isArray(raw) ? raw.map((one) => recordOf(item.name, one)) : recordOf(item.name, raw)
    return [
      { field: name, of, rest, graph: recordsIn(rows) },
      ...(await countsOf(parent, field, { wire, value, of, records }, asList(raw).length)),
    ]
  }
  const graph = asList(rows)
  const below = asList(raw).map((one, index) =>
    compare(isAbstractType(item) ? objectType(String(one.__typename)) : objectType(item.name), {
      wire: one,
      value: graph[index] ?? {},
      of: `${of} ${field.name} ${index}`,
      records,
    }),
  )
  const number = { field: name, of, rest: raw === undefined ? undefined : asList(raw).length, graph: graph.length }
  return [
    number,
    ...(await countsOf(parent, field, { wire, value, of, records }, asList(raw).length)),
    ...(await Promise.all(below)).flat(),
  ]
}

/** Every field that is compared of a type. */
export const compare = async (type: GraphQLObjectType, pair: Pair): Promise<Compared[]> =>
  (await Promise.all(comparedFields(type, pair.records.rest.version).map((field) => compareField(type, field, pair)))).flat()
