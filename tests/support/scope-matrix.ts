import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'

/** The schema as its readers have it: nothing else is known here of who may see what. */
const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'))

const query = schema.getQueryType()!

type Printed = { astNode?: { directives?: readonly ConstDirectiveNode[] } | null | undefined }

const marksOf = ({ astNode }: Printed): string[] =>
  (astNode?.directives ?? [])
    .filter(({ name }) => name.value === 'requiresScope')
    .flatMap(({ arguments: given }) => (given ?? []).flatMap(({ value }) => (value.kind === 'EnumValue' ? value.value : [])))

/** From a type by one of its fields to what that leads to; `as` is the type that is meant, where there can be several. */
export type Step = { parent: GraphQLObjectType; field: GraphQLField<unknown, unknown>; as: GraphQLNamedType }

export const leadsToSeveral = ({ field }: Step) => isAbstractType(getNamedType(field.type))

/** `node` and `nodes`: whoever asks by them names the record, and so its type. */
export const isById = ({ parent, field }: Step) => parent === query && /^nodes?$/.test(field.name)

/** What this step takes, as it is printed: on the field, and on the type it leads to. */
export const neededFor = ({ field, as }: Step): string[] => [...new Set([...marksOf(field), ...(isObjectType(as) ? marksOf(as) : [])])]

const stepsFrom = (parent: GraphQLObjectType): Step[] =>
  Object.values(parent.getFields()).flatMap((field) => {
    const type = getNamedType(field.type)
    const possible: readonly GraphQLNamedType[] = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
    // a job is its caller's own, and of no scope: who may see one stands in tests/integration/jobs.test.ts; errors are told of whatever they are about
    const isOfOthers = (as: GraphQLNamedType) =>
      as.name === 'Job' || (isObjectType(as) && as.getInterfaces().some(({ name }) => name === 'MutationError'))
    return possible.filter((as) => !isOfOthers(as)).map((as) => ({ parent, field, as }))
  })

/**
 * The shortest way from the start to each type. Ways that need an id come last, as ids have to be found first; nobody is found who is only
 * sometimes there, as the newest of several, or only for some callers.
 */
function waysToTypes(): ReadonlyMap<string, readonly Step[]> {
  const known = new Map<string, Step[]>([[query.name, []]])
  const isGoodWay = (step: Step) =>
    !(leadsToSeveral(step) && !isListType(getNullableType(step.field.type)) && !step.field.args.length) &&
    !isById(step) &&
    !(step.parent.name === 'Viewer' && step.field.name === 'contact')
  for (const withArguments of [false, true]) {
    const queue = [...known.keys()]
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      for (const step of stepsFrom(schema.getType(name) as GraphQLObjectType)) {
        if (!isObjectType(step.as) || known.has(step.as.name) || !isGoodWay(step)) continue
        if (step.field.args.some(isRequiredArgument) && !withArguments) continue
        known.set(step.as.name, [...known.get(name)!, step])
        queue.push(step.as.name)
      }
    }
  }
  return known
}

/** What can be asked at once: one field that leads on, or all plain ones that a type has. */
export type Question = {
  /** `Contact.notes`, `Query.node as Note`, `Contact { email name ... }` */
  name: string
  way: readonly Step[]
  /** What is asked at the end of the way. */
  wanted: string
}

const nameOf = (step: Step) => `${step.parent.name}.${step.field.name}${leadsToSeveral(step) ? ` as ${step.as.name}` : ''}`

/** Every field of every type there is. */
export const everyQuestion: readonly Question[] = [...waysToTypes()].flatMap(([name, way]) => {
  const steps = stepsFrom(schema.getType(name) as GraphQLObjectType)
  const isPlain = ({ field, as }: Step) => isLeafType(as) && marksOf(field).length === 0 && !field.args.some(isRequiredArgument)
  const plain = steps.filter(isPlain).map(({ field }) => field.name)
  return [
    ...(plain.length > 0 ? [{ name: `${name} { ${plain.join(' ')} }`, way, wanted: plain.join(' ') }] : []),
    ...steps.filter((step) => !isPlain(step)).map((step) => ({ name: nameOf(step), way: [...way, step], wanted: '__typename' })),
  ]
})

/** Every field of a type, by its name. */
export const fieldsOf = (typename: string) =>
  Object.values((schema.getType(typename) as GraphQLObjectType).getFields()).map((field) => ({
    name: field.name,
    isPlain: isLeafType(getNamedType(field.type)),
    needsArguments: field.args.some(isRequiredArgument),
  }))

/** The fields that nothing is needed for, by the type they are on, wherever a caller without any scope can come to it. */
export function openFields(): Record<string, string[]> {
  const open: Record<string, string[]> = {}
  const queue = [query]
  for (let type = queue.shift(); type; type = queue.shift()) {
    if (open[type.name]) continue
    const steps = stepsFrom(type).filter((step) => marksOf(step.field).length === 0)
    open[type.name] = [...new Set(steps.map(({ field }) => field.name))]
    queue.push(...steps.flatMap((step) => (isObjectType(step.as) && neededFor(step).length === 0 ? step.as : [])))
  }
  return open
}

/** One of each type that is there, by its global id; `another Contact` is one of whom less is known. */
export type Ids = ReadonlyMap<string, string>

/** Something to give for an argument that has to be given. */
function valueFor({ name, type }: GraphQLArgument, { as }: Step, ids: Ids): string {
  const named = getNamedType(type)
  // of what is no record of its own: of whom it tells
  const whose = as.name === 'ContactMergePreview' ? (name === 'into' ? 'another Contact' : 'Contact') : as.name
  const id = JSON.stringify(ids.get(whose) ?? 'none')
  if (named.name === 'ID') return name === 'ids' ? `[${id}]` : id
  if (isInputObjectType(named) && named.getFields().id) return `{ id: ${id} }`
  // of attributes there is one for each type, called as it
  const known: Record<string, string> = { locale: '"en"', name: `"${as.name}"`, phrase: '"calendar"' }
  const value = known[name]
  if (value === undefined) throw new Error(`Say in valueFor what to give for the argument "${name}", which has to be given.`)
  return value
}

const perPage = 12

function written(step: Step, selection: string | undefined, ids: Ids, pageArguments?: string): string {
  const given = step.field.args.flatMap((argument) => {
    if (argument.name === 'first' && pageArguments !== undefined) return pageArguments
    if (argument.name === 'first') return `first: ${perPage}`
    return isRequiredArgument(argument) ? `${argument.name}: ${valueFor(argument, step, ids)}` : []
  })
  const inside = leadsToSeveral(step) ? `__typename ... on ${step.as.name} { ${selection} }` : selection
  return `${step.field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection === undefined ? '' : ` { ${inside} }`}`
}

/** @param pageArguments what the last field of the way is given instead of `first` */
export function textOf({ way, wanted }: Pick<Question, 'way' | 'wanted'>, ids: Ids, pageArguments?: string): string {
  const last = way.at(-1)
  const end = last && isLeafType(last.as) ? undefined : wanted
  const write = (selection: string | undefined, step: Step) => written(step, selection, ids, step === last ? pageArguments : undefined)
  return `{ ${way.reduceRight<string | undefined>(write, end)} }`
}

/** The question for the plain fields of what stands at the end of a way: what it costs to come so far, and no further. */
export function soFar(way: readonly Step[]): Question | undefined {
  const as = way.at(-1)?.as
  if (!isObjectType(as)) return undefined
  const plain = stepsFrom(as).filter(({ field, as }) => isLeafType(as) && marksOf(field).length === 0 && field.args.length === 0)
  return { name: `so far as ${as.name}`, way, wanted: ['__typename', ...plain.map(({ field }) => field.name)].join(' ') }
}

/** All that an answer has at the end of a way: many through lists, none past a null. */
export function foundAt(data: unknown, way: readonly Step[]): unknown[] {
  return way.reduce<unknown[]>(
    (found, step) =>
      found
        .map((value) => (value as Record<string, unknown>)[step.field.name])
        .flat(9)
        .filter((value) => value !== null && value !== undefined)
        .filter((value) => !leadsToSeveral(step) || (value as { __typename: string }).__typename === step.as.name),
    data === null || data === undefined ? [] : [data],
  )
}
