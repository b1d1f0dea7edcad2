import { builder } from '../builder.ts'
import { handsOn } from '../callers/scope-enforcement.ts'
import type { Connection, Edge } from './connection.ts'

const PageInfo = builder.objectRef<Connection<unknown>['pageInfo']>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'There is more behind `endCursor`.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'There is something before `startCursor`.' }),
    startCursor: t.string({
      nullable: true,
      description: 'The cursor of the first edge.',
      resolve: ({ startCursor }) => startCursor?.(),
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Pass it as `after` for the next page.',
      resolve: ({ endCursor }) => endCursor?.(),
    }),
  }),
})

type NodeRef<Node> =
  | ReturnType<ReturnType<typeof builder.objectRef<Node>>['implement']>
  | ReturnType<ReturnType<typeof builder.interfaceRef<Node>>['implement']>
type Row<Node> = Node | null | Error

/**
 * An Error in the place of a node is that node's failure alone: null, and its entry under `errors`. GraphQL takes an Error for one wherever a
 * value is expected, which its types do not say; a promise for each of fifty nodes would be as many more turns.
 */
const nodeOf = <Node>({ node }: { node: Row<Node> }) => node as Node

type EdgeRef<Node> = ReturnType<typeof edgeType<Node>>

/**
 * The type of a connection's edges: `ContactEdge { cursor node }`. For lists whose edges are handed out elsewhere too: by events, and by what a
 * mutation came to.
 *
 * @param options.nullableNodes as its connection has it
 */
export const edgeType = <Node>(name: string, node: NodeRef<Node>, { nullableNodes = false }: { nullableNodes?: boolean } = {}) =>
  builder.objectRef<Edge<Row<Node>>>(`${name}Edge`).implement({
    description: 'A record and its place in the list.',
    extensions: handsOn(node.name),
    fields: (t) => ({
      cursor: t.string({ description: 'Its place: pass it as `after` to go on behind it.', resolve: ({ cursor }) => cursor() }),
      node: t.field({
        type: node,
        nullable: nullableNodes,
        description: 'The record.',
        resolve: (edge) => nodeOf(edge) as never,
      }),
    }),
  })

/**
 * The types of a connection: `ContactConnection { edges nodes pageInfo totalCount }`.
 *
 * @param options.nullableNodes whether a node may be null, as where the list holds ids whose records are read one by one and may be missing
 * @param options.edges their type, where something else hands out edges too; made here unless given. False leaves out `edges`, for lists that
 *   nobody needs to resume in the middle
 * @param options.counts false leaves out `totalCount`, where Intercom does not say how many there are
 */
export function connectionType<Node>(
  name: string,
  node: NodeRef<Node>,
  { nullableNodes = false, edges, counts = true }: { nullableNodes?: boolean; edges?: EdgeRef<Node> | false; counts?: boolean } = {},
) {
  const Connection = builder.objectRef<Connection<Row<Node>>>(`${name}Connection`).implement({
    description: nullableNodes
      ? `A page of a list of which only the ids are known: a record that cannot be read is null, and the others are there.`
      : 'A page of a list.',
    extensions: handsOn(node.name),
    fields: (t) => ({
      nodes: t.field({
        type: t.listRef(node, { nullable: nullableNodes }),
        description: 'The records of this page.',
        resolve: (page) => page.edges.map(nodeOf) as never,
      }),
      pageInfo: t.field({ type: PageInfo, description: 'Where this page stands.', resolve: (page) => page.pageInfo }),
    }),
  })
  if (counts) {
    builder.objectField(Connection, 'totalCount', (t) =>
      t.exposeInt('totalCount', {
        nullable: true,
        description:
          'How many there are in the whole list, as Intercom counts them; null when it does not say, or when it was asked for more than the filter says.',
      }),
    )
  }
  if (edges !== false) {
    const Edge = edges ?? edgeType(name, node, { nullableNodes })
    builder.objectField(Connection, 'edges', (t) =>
      t.field({ type: [Edge], description: 'The records of this page with their places.', resolve: (page) => page.edges }),
    )
  }
  return Connection
}
