import { cacheKinds } from '../config/cache-kinds.ts'
import { InvalidInputError } from '../errors.ts'
import { builder } from './builder.ts'
import { needs } from './callers/scopes.ts'
import type { Context } from './context.ts'
import { costsCalls } from './guard/price.ts'
import { payloadType } from './mutations/payload.ts'
import { readGlobalId } from './node.ts'

const CachePurgeInput = builder.inputType('CachePurgeInput', {
  description: 'What to read anew, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    ids: t.idList({
      description:
        'Single records, by their global ids: a bare id does not say of what it is. Lists of all that they stand in, as those of tags and teammates, go with them.',
    }),
    tags: t.stringList({
      description: 'All of some kinds, by their names under `cache.kinds` in the configuration: `contact`, `contactPage`.',
    }),
    all: t.boolean({ description: 'Everything: true, and nothing else.' }),
  }),
})

const CachePurgePayload = payloadType<{ purged: number }>('CachePurgePayload', 'What taking copies out of the cache came to.')
builder.objectField(CachePurgePayload, 'purged', (t) =>
  t.int({
    description:
      'How many copies there were to take away: of what the processes share with Redis, else of this one. 0 as well when nothing was done.',
    resolve: ({ purged = 0 }) => purged,
  }),
)

builder.mutationField('cachePurge', (t) =>
  t.field({
    type: CachePurgePayload,
    authScopes: needs('ADMIN'),
    description:
      'Takes copies out of the cache of every process: whoever asks next asks Intercom. For what changed without the gateway being told, as teammates and tags do. Nothing is asked of Intercom.',
    extensions: costsCalls(0),
    args: { input: t.arg({ type: CachePurgeInput, required: true, description: 'What to read anew.' }) },
    resolve: async (_, { input }, context) => ({ purged: await context.purge(purgeOf(input, context)) }),
  }),
)

type Asked = typeof CachePurgeInput.$inferInput

function purgeOf({ ids, tags, all }: Asked, context: Context): Parameters<Context['purge']>[0] {
  if (ids) return { records: ids.flatMap((id, index) => recordsOf(id, context, index)) }
  if (tags) return { kinds: tags.map(checkKind) }
  if (all) return 'all'
  throw new InvalidInputError('"input.all" is false, which says nothing; expected true, or ids, or tags.', { path: ['input', 'all'] })
}

/** Under whose copies parts are kept: `<conversation>:<part>`. */
const wholes: Record<string, string> = {
  CommentPart: 'conversation',
  NotePart: 'conversation',
  AssignmentPart: 'conversation',
  StateChangePart: 'conversation',
  GenericPart: 'conversation',
  TicketPart: 'ticket',
}

/** A record is kept under the name of its type; a part in what it is a part of; an attribute in the list that holds those of its model. */
function recordsOf(given: string | number, context: Context, index: number): { kind: string; id: string }[] {
  const { typename, id } = readGlobalId(given, context, `input.ids.${index}`)
  const whole = wholes[typename]
  if (whole) return [{ kind: whole, id: id.split(':')[0] as string }]
  const kind = typename.charAt(0).toLowerCase() + typename.slice(1)
  if (kind === 'dataAttribute') return ['dataAttribute', 'conversationAttribute'].map((list) => ({ kind: list, id }))
  if ((cacheKinds as readonly string[]).includes(kind)) return [{ kind, id }]
  throw new InvalidInputError(`"input.ids.${index}" is the id of a ${typename}, of which no copies are kept.`, {
    path: ['input', 'ids', String(index)],
  })
}

function checkKind(kind: string, index: number): string {
  if ((cacheKinds as readonly string[]).includes(kind)) return kind
  throw new InvalidInputError(`"input.tags.${index}" is ${JSON.stringify(kind.slice(0, 60))}; expected one of ${cacheKinds.join(', ')}.`, {
    path: ['input', 'tags', String(index)],
  })
}
