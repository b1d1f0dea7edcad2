import { builder } from '../../api/builder.ts'
import { maySee, visible } from '../../api/callers/scopes.ts'
import { askedPart } from '../../api/connections/asked-page.ts'
import { type Connection, connectArray, type Edge } from '../../api/connections/connection.ts'
import { connectionType, edgeType } from '../../api/connections/connection-types.ts'
import { encodeCursor } from '../../api/connections/cursor.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { registerNode } from '../../api/node.ts'
import { needsMoreThan } from '../../api/selection.ts'
import { InvalidInputError } from '../../errors.ts'
import { checkId } from '../../intercom/ids.ts'
import { ConversationType } from './graphql.ts'
import { ConversationPartInterface, ConversationPartTypeEnum } from './graphql-parts.ts'
import type { ConversationPart, PartType } from './model-part.ts'

export const ConversationPartEdgeType = edgeType('ConversationPart', ConversationPartInterface)
const ConversationPartConnection = connectionType('ConversationPart', ConversationPartInterface, { edges: ConversationPartEdgeType })

type PartPage = Connection<ConversationPart> & { truncatedUpstream: boolean }

builder.objectField(ConversationPartConnection, 'truncatedUpstream', (t) =>
  t.boolean({
    description: 'Older parts exist, or may, that Intercom does not give: it answers the 500 newest of a conversation.',
    resolve: (page) => (page as PartPage).truncatedUpstream,
  }),
)

const PartInclude = builder.enumType('PartInclude', {
  description: 'How much of a thread to answer.',
  values: {
    MESSAGES_ONLY: { description: 'What people and bots wrote: comments, notes, and the words that came with an assignment or a closing.' },
    MESSAGES_AND_EVENTS: { description: 'All that happened.' },
  } as const,
})

function isMessage(part: ConversationPart): boolean {
  if (part.__typename === 'GenericPart') return false
  if (part.__typename === 'CommentPart' || part.__typename === 'NotePart') return true
  return part.html !== null || part.attachments.length > 0
}

type Narrowed = { types?: readonly PartType[] | null | undefined; include?: typeof PartInclude.$inferType }

/** What the cursors of `Conversation.parts` belong to. */
const listOf = (conversationId: string, { types, include = 'MESSAGES_AND_EVENTS' }: Narrowed = {}) => [
  'Conversation.parts',
  conversationId,
  types,
  include,
]

/** A part in its place in the whole thread: `Conversation.parts` without arguments that narrow it down. */
export const partEdge = (part: ConversationPart, context: Context): Edge<ConversationPart> => {
  const { binding } = askedPart({}, listOf(part.conversationId), context)
  return { node: part, cursor: () => encodeCursor(binding, [part.id]) }
}

builder.objectFields(ConversationType, (t) => ({
  parts: t.field({
    type: ConversationPartConnection,
    nullable: true,
    description:
      'Its thread, the newest last, without the message it began with, which is `source`. A call for each conversation whose thread is not cached; `totalCount` alone costs none.',
    args: {
      first: t.arg.int({ description: 'This many from the start.' }),
      last: t.arg.int({ description: 'This many from the end.' }),
      after: t.arg.string({ description: 'Only what is behind this cursor.' }),
      before: t.arg.string({ description: 'Only what is before this cursor.' }),
      types: t.arg({ type: [ConversationPartTypeEnum], description: 'Only parts of these types.' }),
      include: t.arg({
        type: PartInclude,
        required: true,
        defaultValue: 'MESSAGES_AND_EVENTS',
        description: 'Messages only, or events too.',
      }),
    },
    extensions: costsCalls(1),
    resolve: async ({ id, statistics }, { types, include, ...args }, context, info) => {
      const isWhole = !types && include === 'MESSAGES_AND_EVENTS' && maySee('NotePart', context.viewer, info.schema)
      const asked = askedPart(args, listOf(id, { types, include }), context)
      const keyOf = (part: ConversationPart) => part.id
      const partCount = statistics?.partCount ?? null
      if (isWhole && partCount !== null && !args.after && !args.before && !needsMoreThan(info, ['totalCount'])) {
        return { ...connectArray([], asked, { keyOf, totalCount: partCount }), truncatedUpstream: false }
      }
      const thread = await context.load(context.services.conversations.getThreads, id)
      if (thread === null) return null
      const parts = visible(thread.parts, context.viewer, info.schema).filter(
        (part) => (include === 'MESSAGES_AND_EVENTS' || isMessage(part)) && (types?.includes(part.type) ?? true),
      )
      // what Intercom does not give cannot be told apart, so only all of it has a number
      const totalCount = isWhole ? thread.totalCount : thread.isTruncated ? null : parts.length
      return { ...connectArray(parts, asked, { keyOf, totalCount }), truncatedUpstream: thread.isTruncated }
    },
  }),
  lastPart: t.field({
    type: ConversationPartInterface,
    nullable: true,
    description: 'The newest part. A call for each conversation whose thread is not cached.',
    extensions: costsCalls(1),
    resolve: async ({ id }, _, context, info) => {
      const thread = await context.load(context.services.conversations.getThreads, id)
      return (thread && visible(thread.parts, context.viewer, info.schema).at(-1)) ?? null
    },
  }),
}))

/** A part is known by its conversation: `<conversation>:<part>`. Nothing else reads it. */
const idOf = ({ conversationId, id }: ConversationPart) => `${conversationId}:${id}`

function check(value: string): string {
  const [conversation = '', part = '', ...more] = value.split(':')
  if (more.length > 0) throw new InvalidInputError('The id of a conversation part is "<conversation>:<part>"; more than that came.')
  return `${checkId('conversation', conversation)}:${checkId('conversation part', part)}`
}

async function load(typename: ConversationPart['__typename'], id: string, context: Context): Promise<ConversationPart | null> {
  const part = await context.load(context.services.conversations.getParts, id)
  return part?.__typename === typename ? part : null
}

for (const typename of ['CommentPart', 'NotePart', 'AssignmentPart', 'StateChangePart', 'GenericPart'] as const) {
  registerNode<ConversationPart>(typename, { check, idOf, load: (id, context) => load(typename, id, context) })
}
