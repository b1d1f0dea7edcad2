import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
  specifiedDirectives,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { enforceScopes } from '../../../../src/api/callers/scope-enforcement.ts'
import { needs } from '../../../../src/api/callers/scopes.ts'
import type { Context } from '../../../../src/api/context.ts'
import { foreseenInPayloads } from '../../../../src/api/mutations/foreseen.ts'
import { idempotentDirective } from '../../../../src/api/mutations/idempotent.ts'
import { PartlyDone } from '../../../../src/api/mutations/partly.ts'
import { InvalidInputError, RateLimitedError } from '../../../../src/errors.ts'
import { schema as whole } from '../../../../src/schema.ts'
import { aViewer } from '../../../support/viewer.ts'

const Failure = new GraphQLObjectType({
  name: 'Failure',
  fields: {
    code: { type: GraphQLString },
    path: { type: new GraphQLList(GraphQLString) },
    constraint: { type: GraphQLString },
    retryable: { type: GraphQLBoolean },
  },
})
const Payload = new GraphQLObjectType({
  name: 'Payload',
  fields: { done: { type: GraphQLInt }, errors: { type: new GraphQLList(Failure), resolve: ({ errors = [] }) => errors } },
})
const ran: string[] = []
const field = (resolve: (args: Record<string, unknown>) => unknown, extensions = {}) => ({
  type: new GraphQLNonNull(Payload),
  args: { text: { type: GraphQLString }, list: { type: new GraphQLList(GraphQLString) } },
  extensions,
  resolve: async (_: unknown, args: Record<string, unknown>) => {
    ran.push('ran')
    return resolve(args)
  },
})
const schema = foreseenInPayloads(
  enforceScopes(
    new GraphQLSchema({
      directives: [...specifiedDirectives, idempotentDirective],
      query: whole.getQueryType()!,
      types: [whole.getType('Scope')!],
      mutation: new GraphQLObjectType({
        name: 'Mutation',
        fields: {
          works: field(() => ({ done: 1 })),
          refuses: field(() => {
            throw new InvalidInputError('No.', { path: ['text'] })
          }),
          doesHalf: field(() => {
            throw new PartlyDone({ done: 1 }, new InvalidInputError('No.', { path: ['list', '1'] }))
          }),
          doesHalfForNow: field(() => {
            throw new PartlyDone({ done: 1 }, new RateLimitedError(1_000))
          }),
          breaks: field(() => {
            throw new TypeError('x is not a function')
          }),
          forSome: field(() => ({ done: 1 }), { pothosOptions: { authScopes: needs('CONVERSATIONS_WRITE') } }),
        },
      }),
    }),
  ),
)

async function mutate(source: string, viewer = aViewer(), variableValues = {}) {
  ran.length = 0
  const { data, errors } = await graphql({
    schema,
    source,
    contextValue: { viewer, writes: { run: (_: unknown, work: () => unknown) => work() }, forgetLoaded() {} } as unknown as Context,
    variableValues,
  })
  return { data: JSON.parse(JSON.stringify(data)) as Record<string, unknown> | null, errors: errors?.map(({ message }) => message) }
}

describe('a mutation', () => {
  test('that goes wrong as foreseen says so in its payload, and those before and after it are done', async () => {
    const { data, errors } = await mutate('mutation { a: works { done } b: refuses { done errors { code path } } c: works { done } }')
    expect(data).toEqual({ a: { done: 1 }, b: { done: null, errors: [{ code: 'INVALID', path: ['text'] }] }, c: { done: 1 } })
    expect(errors).toBeUndefined()
  })

  test('that is not wholly done says what is done, and why the rest is not', async () => {
    const { data, errors } = await mutate('mutation { doesHalf { done errors { code path } } }')
    expect([data, errors]).toEqual([{ doesHalf: { done: 1, errors: [{ code: 'INVALID', path: ['list', '1'] }] } }, undefined])
  })

  test('that is not wholly done may be sent again with its key only: without one, what is done would be done again', async () => {
    const half = 'doesHalfForNow { errors { retryable } }'
    const withKey = half.replace(' {', ' @idempotent(key: "k") {')
    expect((await mutate(`mutation { a: ${half} b: ${withKey} }`)).data).toEqual({
      a: { errors: [{ retryable: false }] },
      b: { errors: [{ retryable: true }] },
    })
  })

  test('that goes wrong as nobody foresaw is an error of the answer', async () => {
    expect(await mutate('mutation { breaks { done } }')).toEqual({ data: null, errors: ['x is not a function'] })
  })

  test('that the caller may not use is refused in its payload, and does not run', async () => {
    const source = 'mutation { forSome { done errors { code } } }'
    expect((await mutate(source)).data).toEqual({ forSome: { done: null, errors: [{ code: 'FORBIDDEN' }] } })
    expect((await mutate(source, aViewer({ kind: 'CONTACT', scopes: ['CONVERSATIONS_WRITE'] }))).data).toMatchObject({
      forSome: { errors: [{ code: 'FORBIDDEN' }] },
    })
    expect(ran).toEqual([])
    expect((await mutate(source, aViewer({ scopes: ['CONVERSATIONS_WRITE'] }))).data).toEqual({ forSome: { done: 1, errors: [] } })
  })

  test.each<[what: string, variables: object, path: string[], constraint: string]>([
    ['a text that is too long', { text: 'a'.repeat(100_001) }, ['text'], 'maxLength'],
    ['half of a character', { text: 'a\ud800' }, ['text'], 'wellFormed'],
    ['a null character', { list: ['a', 'b\0'] }, ['list', '1'], 'noNull'],
    ['a list that is too long', { list: Array.from({ length: 501 }, () => 'a') }, ['list'], 'maxItems'],
  ])('takes no %s, and does not run', async (_, variables, path, constraint) => {
    const { data } = await mutate(
      'mutation($text: String, $list: [String]) { works(text: $text, list: $list) { done errors { code path constraint } } }',
      aViewer(),
      variables,
    )
    expect([data, ran]).toEqual([{ works: { done: null, errors: [{ code: 'INVALID', path, constraint }] } }, []])
  })

  test('takes long texts and lists of many', async () => {
    const variables = { text: '🙂'.repeat(50_000), list: Array.from({ length: 500 }, () => '') }
    const { data } = await mutate(
      'mutation($text: String, $list: [String]) { works(text: $text, list: $list) { done } }',
      aViewer(),
      variables,
    )
    expect(data).toEqual({ works: { done: 1 } })
  })
})
