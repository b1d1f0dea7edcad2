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

/**
 * The fields a selection asks for, through its fragments; a field asked twice is there twice.
 *
 * @param applies whether a fragment with this type condition counts; all do, unless said
 */
export function fieldsOf(
  selections: SelectionSetNode | undefined,
  { fragments, variableValues }: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>,
  applies: (typeCondition: string) => boolean = () => true,
): FieldNode[] {
  if (!selections) return []
  return selections.selections.flatMap((node) => {
    if (!isIncluded(node, variableValues)) return []
    if (node.kind === Kind.FIELD) return [node]
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value]
    if (fragment?.typeCondition && !applies(fragment.typeCondition.name.value)) return []
    return fieldsOf(fragment?.selectionSet, { fragments, variableValues }, applies)
  })
}

/** Every field selected at the end of a path below this one: `selectedAt(info, ['nodes'])`. */
export function selectedAt(info: GraphQLResolveInfo, path: readonly string[]): FieldNode[] {
  let fields = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info))
  for (const name of path) {
    fields = fields.filter((field) => field.name.value === name).flatMap((field) => fieldsOf(field.selectionSet, info))
  }
  return fields
}

/**
 * Whether a selection needs more of a record than a reference to it holds. Embedded references are free, the record costs a call.
 *
 * @param embedded names of the fields the reference carries; `__typename` is always free
 * @param paths where the record stands below this field: `[[]]` for the field itself, `[['nodes'], ['edges', 'node']]` for a connection
 */
export const needsMoreThan = (
  info: GraphQLResolveInfo,
  embedded: readonly string[],
  paths: readonly (readonly string[])[] = [[]],
): boolean => paths.some((path) => selectedAt(info, path).some(({ name }) => name.value !== '__typename' && !embedded.includes(name.value)))

/** Where the nodes of a connection stand below its field. */
export const connectionNodes = [['nodes'], ['edges', 'node']] as const
