import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

/** `@skip` and `@include` with this request's variables. */
function isIncluded(node: SelectionSetNode['selections'][number], variables: Record<string, unknown>): boolean {
  for (const directive of node.directives ?? []) {
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if')?.value
    if (!condition) continue
    const value = condition.kind === Kind.VARIABLE ? variables[condition.name.value] : condition.kind === Kind.BOOLEAN && condition.value
    if (directive.name.value === 'skip' && value === true) return false
    if (directive.name.value === 'include' && value === false) return false
  }
  return true
}

type Reading = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>
type Selections = readonly (SelectionSetNode | undefined)[]

/**
 * Every field of these selections, through their fragments, with the type condition it stands under. A fragment counts once, however often it is
 * spread: it says the same each time, and fragments that spread each other twice would take the power of two of their number.
 *
 * @param applies whether a fragment with this type condition counts
 * @param start the type condition that the selections themselves stand under, if any
 */
export function* eachField(
  selections: Selections,
  reading: Reading,
  applies: (typeCondition: string) => boolean = () => true,
  start?: string,
  seen = new Set<string>(),
): Generator<{ node: FieldNode; condition: string | undefined }> {
  for (const node of selections.flatMap((set) => set?.selections ?? [])) {
    if (!isIncluded(node, reading.variableValues)) continue
    if (node.kind === Kind.FIELD) {
      yield { node, condition: start }
      continue
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(node.name.value)) continue
      seen.add(node.name.value)
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : reading.fragments[node.name.value]
    const condition = fragment?.typeCondition?.name.value
    if (condition !== undefined && !applies(condition)) continue
    yield* eachField([fragment?.selectionSet], reading, applies, condition ?? start, seen)
  }
}

/**
 * The fields a selection asks for, through its fragments; a field asked twice is there twice.
 *
 * @param applies whether a fragment with this type condition counts; all do, unless said
 */
export const fieldsOf = (selection: SelectionSetNode | undefined, reading: Reading, applies?: (typeCondition: string) => boolean) =>
  allFields([selection], reading, applies)

const allFields = (selections: Selections, reading: Reading, applies?: (typeCondition: string) => boolean): FieldNode[] =>
  Array.from(eachField(selections, reading, applies), ({ node }) => node)

/** Every field selected at the end of a path below this one: `selectedAt(info, ['nodes'])`. */
export const selectedAt = (info: GraphQLResolveInfo, path: readonly string[]): FieldNode[] =>
  path.reduce<FieldNode[]>(
    (fields, name) =>
      allFields(
        fields.map((field) => (field.name.value === name ? field.selectionSet : undefined)),
        info,
      ),
    allFields(
      info.fieldNodes.map((node) => node.selectionSet),
      info,
    ),
  )

/**
 * Whether a selection needs more of a record than a reference to it holds. Embedded references are free, the record costs a call.
 *
 * @param embedded names of the fields the reference carries; `__typename` is always free
 * @param paths where the record stands below this field: `[[]]` for the field itself, `[['nodes'], ['edges', 'node']]` for a connection
 */
export function needsMoreThan(
  info: GraphQLResolveInfo,
  embedded: readonly string[],
  paths: readonly (readonly string[])[] = [[]],
): boolean {
  const isOfRecord = ({ name }: FieldNode) => name.value !== '__typename' && !embedded.includes(name.value)
  return answered(info, `more than ${embedded} at ${paths.join(' or ')}`, () =>
    paths.some((path) => selectedAt(info, path).some(isOfRecord)),
  )
}

/** Whether a selection asks for one of these fields of the record. */
export const asksFor = (info: GraphQLResolveInfo, names: readonly string[]): boolean =>
  answered(info, `any of ${names}`, () => selectedAt(info, []).some(({ name }) => names.includes(name.value)))

const answersOf = new WeakMap<GraphQLResolveInfo['fieldNodes'], { variables: unknown; answers: Map<string, boolean> }>()

/** Every row of a list asks the same of the same nodes: the first works it out for all. With other variables other fields count. */
function answered({ fieldNodes, variableValues: variables }: GraphQLResolveInfo, question: string, workOut: () => boolean): boolean {
  const known = answersOf.get(fieldNodes)
  const answers = known?.variables === variables ? known.answers : new Map<string, boolean>()
  if (known?.answers !== answers) answersOf.set(fieldNodes, { variables, answers })
  const answer = answers.get(question) ?? workOut()
  answers.set(question, answer)
  return answer
}

/** Where the nodes of a connection stand below its field. */
export const connectionNodes = [['nodes'], ['edges', 'node']] as const
