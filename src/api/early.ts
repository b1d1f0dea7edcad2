import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import { isEnough, neededBy } from './callers/scopes.ts'
import type { Viewer } from './callers/viewer.ts'
import { isPageSize, type PageLimit } from './connections/asked-page.ts'
import type { Context } from './context.ts'
import { eachField } from './selection.ts'

/** Starts something whose result waits in a cache for the resolver that will ask for it. Must not throw; its failure is the resolver's to meet. */
export type EarlyStart = (context: Context) => void

type Mark = { start: EarlyStart; embedded: readonly string[]; of: string | undefined }
type Marked = { startsEarly: readonly Mark[] }

/**
 * Marks a field whose data waits for nothing (the list of admins, of collections): it is started when the operation starts, beside the first
 * page, instead of after it.
 *
 * @param options.embedded fields that are free: a selection of only those starts nothing
 * @param options.of the type of the records; where a field leads to others too, what is asked of those does not count
 */
export const startsEarly = (start: EarlyStart, { embedded = [], of }: { embedded?: readonly string[]; of?: string } = {}): Marked => ({
  startsEarly: [{ start, embedded, of }],
})

/** For a field that leads to records of several types. */
export const allStartEarly = (...marked: readonly Marked[]): Marked => ({ startsEarly: marked.flatMap(({ startsEarly }) => startsEarly) })

type Reading = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>
type Operation = { schema: GraphQLSchema; document: DocumentNode; operationName?: string | null; variableValues: Record<string, unknown> }

/** Starts, once each, all that the operation will need and that waits for nothing. One whose variables do not fit needs nothing: it will not run. */
export function startEarly({ schema, document, operationName, variableValues }: Operation, context: Context) {
  const operation = getOperationAST(document, operationName)
  const type = operation && schema.getRootType(operation.operation)
  if (!operation || !type) return
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues)
  if (!coerced) return
  const fragments: Reading['fragments'] = Object.fromEntries(
    document.definitions.flatMap((definition) => (definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition]] : [])),
  )
  const found = new Set<EarlyStart>()
  const { viewer, limits } = context
  collect({ schema, viewer, limits, reading: { fragments, variableValues: coerced }, found }, type, [operation.selectionSet])
  for (const start of found) start(context)
}

type Search = { schema: GraphQLSchema; viewer: Viewer; limits: PageLimit; reading: Reading; found: Set<EarlyStart> }

/**
 * Looks at all selections of a type together, each field once, so that it takes no more steps than the document has fields. What the caller may
 * not see starts nothing.
 */
function collect(search: Search, type: GraphQLCompositeType, selections: readonly (SelectionSetNode | undefined)[]) {
  for (const [parent, fields] of fieldsByType(search, type, selections)) {
    for (const [name, all] of fields) {
      const nodes = all.filter((node) => isFirstPage(node, search))
      const inner = nodes.map((node) => node.selectionSet)
      const definitions = definitionsOf(search, parent, name)
      for (const { extensions } of definitions) {
        for (const mark of (extensions as Partial<Marked>).startsEarly ?? [])
          if (needsMoreThan(mark, inner, search)) search.found.add(mark.start)
      }
      const innerType = definitions[0] && getNamedType(definitions[0].type)
      if (isCompositeType(innerType)) collect(search, innerType, inner)
    }
  }
}

/**
 * A page of a size that is refused needs nothing. Nor does one behind a cursor, as far as can be known here: it may be refused too, and whoever
 * has one has read the list before.
 */
function isFirstPage({ arguments: given = [] }: FieldNode, { reading, limits }: Search): boolean {
  return given.every(({ name: { value: name }, value: node }) => {
    if (!['first', 'last', 'after', 'before'].includes(name)) return true
    const value = valueFromASTUntyped(node, reading.variableValues)
    return typeof value === 'number' ? isPageSize(value, limits) : typeof value !== 'string'
  })
}

/** The fields by name, under the type they are asked of: fragments on a type that the record may have are asked of that type. */
function fieldsByType({ schema, reading }: Search, type: GraphQLCompositeType, selections: readonly (SelectionSetNode | undefined)[]) {
  const byType = new Map<GraphQLCompositeType, Map<string, FieldNode[]>>()
  for (const { node, condition } of eachField(selections, reading)) {
    const named = condition === undefined || isObjectType(type) ? type : schema.getType(condition)
    const parent = isCompositeType(named) ? named : type
    const fields = byType.get(parent) ?? new Map<string, FieldNode[]>()
    byType.set(parent, fields)
    const nodes = fields.get(node.name.value) ?? []
    fields.set(node.name.value, nodes)
    nodes.push(node)
  }
  return byType
}

/** The field of the type, and where that is an interface, of every type behind it; none that the caller may not see. */
function definitionsOf({ schema, viewer }: Search, type: GraphQLCompositeType, name: string) {
  const maySee = ({ extensions }: { extensions: Readonly<Record<string, unknown>> }) => isEnough(viewer, neededBy(extensions))
  const types = (isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type]).filter(maySee)
  return types.flatMap((one) => ('getFields' in one ? (one.getFields()[name] ?? []) : [])).filter(maySee)
}

function needsMoreThan(
  { embedded, of }: Mark,
  selections: readonly (SelectionSetNode | undefined)[],
  { schema, reading }: Search,
): boolean {
  if (selections.every((selection) => !selection)) return true
  const isOther = (condition: string) => of !== undefined && condition !== of && isObjectType(schema.getType(condition))
  for (const { node } of eachField(selections, reading, (condition) => !isOther(condition))) {
    if (node.name.value !== '__typename' && !embedded.includes(node.name.value)) return true
  }
  return false
}
