import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'
import { InvalidInputError } from '../../errors.ts'

/** How large a document is, in the ways in which it can be too large. */
export type DocumentShape = {
  /** Operations and fragments. */
  definitions: number
  /** Fields within fields, fragments followed. */
  depth: number
  /** Fields of the largest operation or fragment, those of a fragment counted wherever it is spread. */
  fields: number
  /** Fields at the top of the largest operation. */
  rootFields: number
  /** How often one selection asks for the same name. */
  repeats: number
  aliases: number
  directives: number
}

type Extent = { depth: number; fields: number; top: number }
const nothing: Extent = { depth: 0, fields: 0, top: 0 }
const beside = (one: Extent, other: Extent): Extent => ({
  depth: Math.max(one.depth, other.depth),
  fields: one.fields + other.fields,
  top: one.top + other.top,
})

/**
 * Measures a document in one walk over its nodes, without the schema: validation, which needs one, takes the square of some of these numbers.
 * A fragment is measured once, however often it is spread; one that is not there counts nothing.
 *
 * @throws InvalidInputError when a fragment spreads itself
 */
export function shapeOf(document: DocumentNode): DocumentShape {
  const shape: DocumentShape = {
    definitions: document.definitions.length,
    depth: 0,
    fields: 0,
    rootFields: 0,
    repeats: 0,
    aliases: 0,
    directives: 0,
  }
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const measured = new Map<string, Extent>()
  const underWay = new Set<string>()

  function ofFragment(name: string): Extent {
    const known = measured.get(name)
    const fragment = fragments.get(name)
    if (known || !fragment) return known ?? nothing
    if (underWay.has(name)) throw new InvalidInputError(`Fragment "${name}" spreads itself; a fragment cannot hold itself.`)
    underWay.add(name)
    const extent = ofSelections(fragment.selectionSet)
    underWay.delete(name)
    measured.set(name, extent)
    return extent
  }

  /** @param asked the names that the selection has asked for already, with how often: those of an inline fragment are its own */
  function ofSelections({ selections }: SelectionSetNode, asked = new Map<string, number>()): Extent {
    let all = nothing
    for (const node of selections) {
      shape.directives += node.directives?.length ?? 0
      if (node.kind === Kind.FRAGMENT_SPREAD) all = beside(all, ofFragment(node.name.value))
      else if (node.kind === Kind.INLINE_FRAGMENT) all = beside(all, ofSelections(node.selectionSet, asked))
      else {
        if (node.alias) shape.aliases += 1
        const name = (node.alias ?? node.name).value
        const times = (asked.get(name) ?? 0) + 1
        asked.set(name, times)
        shape.repeats = Math.max(shape.repeats, times)
        const { depth, fields } = node.selectionSet ? ofSelections(node.selectionSet) : nothing
        all = beside(all, { depth: depth + 1, fields: fields + 1, top: 1 })
      }
    }
    return all
  }

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION && definition.kind !== Kind.OPERATION_DEFINITION) continue
    shape.directives += definition.directives?.length ?? 0
    for (const variable of definition.variableDefinitions ?? []) shape.directives += variable.directives?.length ?? 0
    const isFragment = definition.kind === Kind.FRAGMENT_DEFINITION
    const { depth, fields, top } = isFragment ? ofFragment(definition.name.value) : ofSelections(definition.selectionSet)
    shape.depth = Math.max(shape.depth, depth)
    shape.fields = Math.max(shape.fields, fields)
    if (!isFragment) shape.rootFields = Math.max(shape.rootFields, top)
  }
  return shape
}
