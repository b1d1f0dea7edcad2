import type { GraphQLSchema } from 'graphql'
import { anyOf } from '../config/checks.ts'
import { InvalidInputError } from '../errors.ts'
import { builder } from './builder.ts'
import { checkMaySee } from './callers/scopes.ts'
import { eachOnItsOwn } from './connections/lists.ts'
import type { Context } from './context.ts'
import { costsCalls, largestPage } from './guard/price.ts'
import { at } from './mutations/paths.ts'

/** A record of the graph: it names its GraphQL type itself, so that interfaces and unions resolve without asking anybody. */
export type NodeRecord = { readonly __typename: string; readonly id: string }

type NodeKind = {
  /** Throws InvalidInputError for anything that is not an id of this type, before it can become part of a path. */
  check: (id: string) => string
  load: (id: string, context: Context) => Promise<NodeRecord | null>
  /** The id within the workspace, where it is not `record.id`: a part is `<conversation>:<part>`. */
  idOf?: (record: never) => string
}

const kinds = new Map<string, NodeKind>()
const checks = new Map<string, NodeKind['check']>()

/** Makes the ids of a type readable in arguments before the type itself is in the graph. */
export const registerId = (typename: string, check: NodeKind['check']) => void checks.set(typename, check)

/** Makes a type reachable by `node(id:)` and its ids readable in arguments. Every row does it for each of its types. */
export function registerNode<Model extends NodeRecord>(
  typename: Model['__typename'],
  kind: { check: NodeKind['check']; load: NodeKind['load']; idOf?: (record: Model) => string },
): void {
  kinds.set(typename, kind as NodeKind)
  registerId(typename, kind.check)
}

const printable = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)

const globalIdPattern = /^gid:\/\/intercom\/([^/]+)\/([A-Za-z]+)\/(.+)$/

/** `gid://intercom/<workspace>/<Type>/<id>`: unique over workspaces, since Intercom's own ids are not. */
export function globalIdOf(record: NodeRecord, workspaceId: string): string {
  const idOf = kinds.get(record.__typename)?.idOf as ((record: NodeRecord) => string) | undefined
  return `gid://intercom/${workspaceId}/${record.__typename}/${idOf ? idOf(record) : record.id}`
}

/**
 * Type and Intercom id in a global id of any type.
 *
 * @throws InvalidInputError when it is none, or of another workspace
 */
export function readGlobalId(value: string | number, context: Context, argument: string): { typename: string; id: string } {
  const [, , typename = ''] = globalIdPattern.exec(String(value)) ?? []
  if (checks.has(typename)) return { typename, id: readId(value, typename, context, argument) }
  throw new InvalidInputError(
    `Argument "${argument}" is ${printable(String(value))}; expected "gid://intercom/<workspace>/<Type>/<id>", as every id field gives it.`,
    { path: argument.split('.') },
  )
}

/**
 * The Intercom id in an argument that takes a global id or the bare Intercom id.
 *
 * @throws InvalidInputError when it is neither, of another type, or of another workspace
 */
export function readId(value: string | number, typename: string, context: Context, argument = 'id'): string {
  return at(argument.split('.'), () => idIn(String(value), typename, context, argument))
}

function idIn(text: string, typename: string, context: Context, argument: string): string {
  const global = globalIdPattern.exec(text)
  if (global?.[1] !== undefined && global[1] !== context.workspaceId) {
    throw new InvalidInputError(
      `Argument "${argument}" is an id of workspace ${printable(global[1])}; this gateway serves ${printable(context.workspaceId)}.`,
    )
  }
  if (global && global[2] !== typename) {
    throw new InvalidInputError(
      `Argument "${argument}" is an id of the type ${printable(global[2]!)}; expected one of the type ${typename}.`,
    )
  }
  return checks.get(typename)!(global?.[3] ?? text)
}

const anyIntercomId = /^(\d{1,20}|[0-9a-f]{24})$/

/**
 * The Intercom id in an argument that takes a global id of any type, or a bare Intercom id, of which the type is not known.
 *
 * @throws InvalidInputError when it is of another workspace, or no id of the type that it says
 */
export function readAnyId(value: string | number, context: Context, argument: string): { typename: string | null; id: string } {
  const [, , typename] = globalIdPattern.exec(String(value)) ?? []
  if (typename === undefined) {
    if (anyIntercomId.test(String(value))) return { typename: null, id: String(value) }
    throw new InvalidInputError(
      `Argument "${argument}" is ${printable(String(value))}; expected a global id, or the id of a record in Intercom.`,
    )
  }
  if (checks.has(typename)) return { typename, id: readId(value, typename, context, argument) }
  throw new InvalidInputError(
    `Argument "${argument}" is an id of the type ${printable(typename)}; expected one of the types ${anyOf([...checks.keys()].sort())}.`,
  )
}

/** One record by its type and Intercom id, as `node(id:)` would give it; null for a type that it does not give. */
export async function loadRecord(typename: string, id: string, context: Context, schema: GraphQLSchema): Promise<NodeRecord | null> {
  const kind = kinds.get(typename)
  if (!kind) return null
  checkMaySee(typename, context.viewer, schema)
  return kind.load(kind.check(id), context)
}

async function loadNode(value: string | number, context: Context, schema: GraphQLSchema): Promise<NodeRecord | null> {
  const [, , typename] = globalIdPattern.exec(String(value)) ?? []
  if (typename === undefined) {
    throw new InvalidInputError(
      `Argument "id" is ${printable(String(value))}; expected "gid://intercom/<workspace>/<Type>/<id>", as every id field gives it.`,
    )
  }
  const kind = kinds.get(typename)
  if (!kind) {
    throw new InvalidInputError(
      `Argument "id" is an id of the type ${printable(typename)}, of which no record is read by its id; expected one of the types ${anyOf([...kinds.keys()].sort())}.`,
    )
  }
  const id = readId(value, typename, context)
  checkMaySee(typename, context.viewer, schema)
  return kind.load(id, context)
}

export const Node = builder.interfaceRef<NodeRecord>('Node').implement({
  description: 'Anything with an id of its own.',
  fields: (t) => ({
    id: t.id({
      description: 'Unique over all types and workspaces; `node(id:)` takes it back.',
      resolve: (record, _, context) => globalIdOf(record, context.workspaceId),
    }),
  }),
})

export const IntercomObject = builder.interfaceRef<NodeRecord>('IntercomObject').implement({
  description: 'What every record that lives in Intercom has.',
  interfaces: [Node],
  fields: (t) => ({
    intercomId: t.exposeString('id', { description: "The id that Intercom's REST API and Inbox have for it." }),
  }),
})

builder.queryFields((t) => ({
  node: t.field({
    description: 'Any record by its global id.',
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'A global id, as every `id` field gives it.' }) },
    resolve: (_, { id }, context, info) => loadNode(id, context, info.schema),
  }),
  nodes: t.field({
    description: 'Many records by their global ids, in the order asked; null where there is none. One batch for each type.',
    type: t.listRef(Node, { nullable: true }),
    extensions: costsCalls(({ ids }) => Math.min(ids?.length ?? 0, largestPage)),
    args: { ids: t.arg.idList({ required: true, description: 'Global ids, as every `id` field gives them.' }) },
    resolve: (_, { ids }, context, info) => {
      if (ids.length > context.limits.maxPageSize) {
        throw new InvalidInputError(`Argument "ids" holds ${ids.length} ids; this gateway answers at most ${context.limits.maxPageSize}.`)
      }
      return eachOnItsOwn(ids.map((id) => loadNode(id, context, info.schema)))
    },
  }),
}))
