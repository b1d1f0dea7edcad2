import {
  DirectiveLocation,
  type DirectiveNode,
  GraphQLDirective,
  GraphQLError,
  GraphQLNonNull,
  type GraphQLResolveInfo,
  GraphQLString,
  getDirectiveValues,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql'
import { InvalidInputError } from '../../errors.ts'

export const idempotentDirective = new GraphQLDirective({
  name: 'idempotent',
  description:
    'Does a mutation once, however often it is sent: with the same key, by the same caller and with the same arguments it answers for 24 hours what the first came to, and sends nothing to Intercom again. Also after a crash, where the gateway looks for what was done. The same key with other arguments is refused; a repetition that comes while the first still runs waits for it. What was certainly not done lets go of its key. On an operation it holds for each of its mutations.',
  locations: [DirectiveLocation.MUTATION, DirectiveLocation.FIELD],
  args: {
    key: { type: new GraphQLNonNull(GraphQLString), description: 'Up to 255 characters that are new for each thing to do: a UUID.' },
  },
})

const named = (node: { readonly directives?: readonly DirectiveNode[] | undefined }) =>
  node.directives?.find(({ name }) => name.value === idempotentDirective.name)

/** The directive is refused wherever it would do nothing, as on a query: whoever writes it there believes that it does. */
export const onMutationsOnly: ValidationRule = (context) => ({
  Field(node) {
    const directive = named(node)
    if (!directive || context.getParentType() === context.getSchema().getMutationType()) return
    const place = `${context.getParentType()?.name}.${node.name.value}`
    context.reportError(
      new GraphQLError(`@idempotent stands on ${place}, where it does nothing; expected on a mutation, or on an operation of mutations.`, {
        nodes: directive,
      }),
    )
  },
})

/**
 * The key of one mutation of a document; undefined where it has none. A key of the whole operation is one key for each of its mutations, told apart by
 * the names that they have in the answer.
 *
 * @throws InvalidInputError for a key that is none
 */
export function keyOf(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'operation' | 'variableValues' | 'path'>): string | undefined {
  const read = (node: Parameters<typeof getDirectiveValues>[1]) => {
    const values = getDirectiveValues(idempotentDirective, node, info.variableValues)
    return values === undefined ? [] : [String(values.key)]
  }
  const own = new Set(info.fieldNodes.flatMap(read))
  const [ofField, ...more] = own
  if (more.length > 0) throw refused('comes twice with different keys; expected one for each mutation')
  const ofAll = info.operation.operation === OperationTypeNode.MUTATION ? read(info.operation)[0] : undefined
  const key = ofField ?? ofAll
  if (key === undefined) return undefined
  const length = [...key].length
  if (key.trim() === '' || length > 255 || /\p{Cc}/u.test(key) || !key.isWellFormed())
    throw refused(`has a key of ${length} characters; expected 1 to 255 that can be printed`)
  return ofField === undefined ? JSON.stringify([ofAll, info.path.key]) : JSON.stringify([ofField])
}

const refused = (what: string) => new InvalidInputError(`@idempotent ${what}.`, { constraint: 'idempotencyKey' })
