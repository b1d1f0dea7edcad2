import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { Context } from './context.ts'
import { fieldsOf } from './selection.ts'

/** Starts something whose result waits in a cache for the resolver that will ask for it. Must not throw; its failure is the resolver's to meet. */
export type EarlyStart = (context: Context) => void

/**
 * Marks a field whose data waits for nothing (the list of admins, of collections): it is started when the operation starts, beside the first
 * page, instead of after it. `embedded` fields are free, so a selection of only those starts nothing.
 */
export const startsEarly = (start: EarlyStart, embedded: readonly string[] = []) => ({ startsEarly: { start, embedded } })

type Marked = { startsEarly?: { start: EarlyStart; embedded: readonly string[] } }

type Reading = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

const fieldsNamed = (schema: GraphQLSchema, type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown>[] => {
  const own = 'getFields' in type ? type.getFields()[name] : undefined
  if (own && isObjectType(type)) return [own]
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type).flatMap((object) => object.getFields()[name] ?? []) : []
  return own ? [own, ...possible] : possible
}

function collect(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  selections: SelectionSetNode | undefined,
  reading: Reading,
  found: Set<EarlyStart>,
) {
  for (const node of fieldsOf(selections, reading)) {
    const fields = fieldsNamed(schema, type, node.name.value)
    const field = fields[0]
    if (!field) continue
    for (const { extensions } of fields) {
      const mark = (extensions as Marked).startsEarly
      if (mark && needs(node, mark.embedded, reading)) found.add(mark.start)
    }
    const inner = getNamedType(field.type)
    if (node.selectionSet && isCompositeType(inner)) collect(schema, inner, node.selectionSet, reading, found)
  }
}

const needs = (node: FieldNode, embedded: readonly string[], reading: Reading) =>
  !node.selectionSet ||
  fieldsOf(node.selectionSet, reading).some(({ name }) => name.value !== '__typename' && !embedded.includes(name.value))

/** Starts, once each, all that the operation will need and that waits for nothing. */
export function startEarly(
  operation: { schema: GraphQLSchema; document: DocumentNode; operationName?: string | null; variableValues: Record<string, unknown> },
  context: Context,
) {
  const { schema, document, operationName, variableValues } = operation
  const root = getOperationAST(document, operationName)
  const type = root && schema.getRootType(root.operation)
  if (!root || !type) return
  const fragments: Reading['fragments'] = Object.fromEntries(
    document.definitions.flatMap((definition) => (definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition]] : [])),
  )
  const found = new Set<EarlyStart>()
  collect(schema, type, root.selectionSet, { fragments, variableValues }, found)
  for (const start of found) start(context)
}
