import type { Answer, Graph } from '../graph.ts'

type Owner = { list: 'conversations' | 'tickets'; condition: string; type: string; field: string; all: string }

/** Lists that hang on other records, where all of those are, and the condition of a filter that says the same. */
export const ownedLists: Record<string, Owner> = Object.fromEntries(
  (
    [
      ['Contact', 'conversations', 'conversations', 'contact', 'contacts(first: 10) { owners: nodes'],
      ['Contact', 'tickets', 'tickets', 'contact', 'contacts(first: 10) { owners: nodes'],
      ['Admin', 'assignedConversations', 'conversations', 'admin', 'workspace { owners: admins'],
      ['Team', 'conversations', 'conversations', 'team', 'workspace { owners: teams'],
      ['Tag', 'conversations', 'conversations', 'tag', 'workspace { owners: tags'],
    ] as const
  ).map(([type, field, list, condition, all]) => [`${type}.${field}`, { list, condition, type, field, all }]),
)

type Page = { totalCount: number | null; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { intercomId: string }[] }
type Listed = { id: string; intercomId: string; page: Page }
type Found = { id: string; ids: string[]; totalCount: number | null }

/**
 * The whole list of each of the owners there are, sorted: the first pages together, the others one by one, each of another size. Or why the
 * filter cannot be asked.
 */
export async function readOwned(
  graph: Graph,
  { list, type, field, all }: Owner,
  filter: unknown,
  sizes: readonly number[],
): Promise<Found[] | { refused: string }> {
  const variables = `$first: Int, $filter: ${list === 'tickets' ? 'TicketFilter' : 'ConversationFilter'}`
  const pageOf = (more = '') =>
    `page: ${field}(first: $first, filter: $filter${more}) { totalCount pageInfo { hasNextPage endCursor } nodes { intercomId } }`
  const first = await graph.ask<Record<string, { owners: Listed[] }>>(`query(${variables}) { ${all} { id intercomId ${pageOf()} } } }`, {
    first: sizes[0],
    filter,
  })
  if (first.errors?.[0]?.extensions.code === 'INVALID') return { refused: first.errors[0].message }
  const next = `query(${variables}, $id: ID!, $after: String) { node(id: $id) { ... on ${type} { ${pageOf(', after: $after')} } } }`
  const found: Found[] = []
  for (const { id, intercomId, page: start } of Object.values(told(first)).flatMap(({ owners }) => owners)) {
    const ids: string[] = []
    for (let page = start, pages = 1; ; pages += 1) {
      if (pages > 200) throw new Error('The list does not end.')
      ids.push(...page.nodes.map((node) => node.intercomId))
      if (!page.pageInfo.hasNextPage) break
      const asked = { first: sizes[pages % sizes.length], filter, id, after: page.pageInfo.endCursor }
      page = told(await graph.ask<{ node: { page: Page } }>(next, asked)).node.page
    }
    found.push({ id: intercomId, ids: ids.toSorted(), totalCount: start.totalCount })
  }
  return found
}

function told<Data>({ data, errors }: Answer<Data>): Data {
  if (errors || !data) throw new Error(errors?.[0]?.message ?? 'There is no answer.')
  return data
}
