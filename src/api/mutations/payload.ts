import { builder } from '../builder.ts'
import type { Batch, Context } from '../context.ts'
import { globalIdOf } from '../node.ts'
import { MutationError } from './error-types.ts'
import type { Failure } from './failures.ts'

builder.mutationType({
  description:
    'Everything that can be changed. What is foreseen to go wrong stands in the `errors` of each payload; whatever stands there, the mutations of one document run one after another, each whether the one before it went well or not. Without `@idempotent` a mutation is sent to Intercom once, and never again.',
})

/** What every payload has; the rest is null where there are errors. */
export type Failed = { readonly errors?: readonly Failure[] }

const MutationPayload = builder.interfaceRef<Failed>('MutationPayload').implement({
  description: 'What a mutation came to.',
  fields: (t) => ({
    errors: t.field({
      type: [MutationError],
      description: 'Why it was not done, or not wholly. Empty when all is well.',
      resolve: ({ errors = [] }) => [...errors],
    }),
  }),
})

/**
 * A payload: what a mutation resolves to, or nothing but errors. It names records by their ids, and its fields load them: what was written is at
 * hand by then (`context.prime`), and what a repeated mutation answers is kept in ids too, so that no store holds what customers wrote.
 */
export const payloadType = <Payload extends object>(name: string, description: string) =>
  builder.objectRef<Partial<Payload> & Failed>(name).implement({ description, interfaces: [MutationPayload] })

/** Puts what Intercom answered where the payload's fields load it from. What it did not answer is read when somebody asks for it. */
export function handOn<Value>(
  context: Pick<Context, 'prime' | 'unload'>,
  batch: Batch<string, Value>,
  id: string,
  taken: Value | undefined,
) {
  if (taken) context.prime(batch, id, taken)
  else context.unload(batch, id)
}

export const DeletePayload = payloadType<{ deletedId: string }>('DeletePayload', 'What a mutation came to that deletes a record.')
builder.objectField(DeletePayload, 'deletedId', (t) =>
  t.exposeID('deletedId', { nullable: true, description: 'The `id` of what is deleted, for a client to forget it.' }),
)

/** What a deletion answers. @param id of what is gone, as Intercom has it */
export const deletedPayload = (typename: string, id: string, { workspaceId }: Pick<Context, 'workspaceId'>) => ({
  deletedId: globalIdOf({ __typename: typename, id }, workspaceId),
})
