import { isNonNullType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../../../src/schema.ts'

test('nothing that is loaded, or not for everybody, is never null in what a mutation answers: it would take away what others have done', () => {
  const answers = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'MutationPayload' || name === 'MutationError'),
  )
  const loaded = answers.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter(({ extensions }) => extensions.calls !== undefined)
          .map(({ name, type: its }) => ({ name: `${type.name}.${name}`, isNonNull: isNonNullType(its) }))
      : [],
  )
  expect(loaded.length).toBeGreaterThan(5)
  expect(loaded.filter(({ isNonNull }) => isNonNull).map(({ name }) => name)).toEqual([])
})
