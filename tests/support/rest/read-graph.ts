import { getNamedType } from 'graphql'
import type { Compared } from './compare.ts'
import { comparedFields, fieldOf, objectType, selectionOf } from './question.ts'
import type { Wire } from './rest.ts'
import { type Field, isConnection } from './shape.ts'

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Wire>

type Page = {
  nodes: unknown[]
  edges?: { cursor: string; node: unknown }[]
  totalCount?: number | null
  truncatedUpstream?: boolean
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

const idsIn = (nodes: readonly unknown[]) => nodes.map((node) => (node as { id?: unknown } | null)?.id)

/** What a page says twice. */
function pageFacts({ nodes, edges, pageInfo }: Page, type: string, of: string, isFirst: boolean): Compared[] {
  const told = (field: string, rest: unknown, graph: unknown): Compared => ({ field, of, rest, graph })
  const edge = type.replace(/Connection$/, 'Edge')
  return [
    told('PageInfo.hasPreviousPage', !isFirst, pageInfo.hasPreviousPage),
    ...(edges
      ? [
          told(`${type}.edges`, nodes.length, edges.length),
          told(`${edge}.node`, idsIn(nodes), idsIn(edges.map(({ node }) => node))),
          told(`${edge}.cursor`, edges[0]?.cursor ?? null, pageInfo.startCursor),
          told('PageInfo.startCursor', edges[0]?.cursor ?? null, pageInfo.startCursor),
          told('PageInfo.endCursor', edges.at(-1)?.cursor ?? null, pageInfo.endCursor),
        ]
      : []),
  ]
}

/** All pages of the connections of a record, into its first answer; and what they say of themselves. */
export async function readWhole(
  ask: Ask,
  { typename, version, value, of }: { typename: string; version: string; value: Wire; of: string },
) {
  const parent = objectType(typename)
  const facts: Compared[] = []
  async function follow(field: Field, connection: string) {
    const first = value[field.name] as Page | null | undefined
    if (!first) return
    const nodes = [...first.nodes]
    facts.push(...pageFacts(first, connection, of, true))
    for (let page = first; page.pageInfo.hasNextPage; ) {
      if (page.nodes.length === 0) throw new Error(`${of}: ${typename}.${field.name} goes on behind a page without rows.`)
      const text = fieldOf(parent, field, version, page.pageInfo.endCursor!)
      const answer =
        typename === 'Query'
          ? await ask(`{ ${text} }`)
          : ((await ask(`query ($id: ID!) { node(id: $id) { ... on ${typename} { ${text} } } }`, { id: value.id })).node as Wire)
      page = answer[field.name] as Page
      facts.push(...pageFacts(page, connection, of, false))
      nodes.push(...page.nodes)
    }
    const isOnce = new Set(idsIn(nodes).map((id, row) => id ?? row)).size === nodes.length
    facts.push(
      { field: `${connection}.pageInfo`, of, rest: true, graph: isOnce },
      { field: 'PageInfo.hasNextPage', of, rest: true, graph: isOnce },
    )
    value[field.name] = { ...first, nodes }
  }
  for (const field of comparedFields(parent, version)) {
    const type = getNamedType(field.type)
    if (isConnection(type)) await follow(field, type.name)
  }
  return facts
}

/** The records of a type by their global ids, with the first page of everything. */
export async function readRecords(ask: Ask, typename: string, ids: readonly string[], version: string): Promise<(Wire | null)[]> {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${typename} { ${selectionOf(objectType(typename), version)} } } }`
  return (await ask(query, { ids })).nodes as (Wire | null)[]
}
