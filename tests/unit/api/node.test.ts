import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/api/context.ts'
import { globalIdOf, readId } from '../../../src/api/node.ts'
import { InvalidInputError } from '../../../src/errors.ts'
import '../../../src/schema.ts'
import { hostileIds } from '../../support/hostile-ids.ts'

const context = { workspaceId: 'ws1' } as Context
const contactId = '0123456789abcdef01234567'

const ids: Record<string, string> = {
  Contact: contactId,
  Company: contactId,
  Admin: '42',
  Team: '42',
  Tag: '42',
  HelpCenter: '42',
  Collection: '42',
  Article: '42',
  Conversation: '42',
}

describe.each(Object.entries(ids))('the id of a %s', (typename, id) => {
  test('is taken bare, as a number, and as the global id that the graph gives', () => {
    expect(readId(id, typename, context)).toBe(id)
    if (id === '42') expect(readId(42, typename, context)).toBe('42')
    const global = globalIdOf({ __typename: typename, id }, 'ws1')
    expect(global).toBe(`gid://intercom/ws1/${typename}/${id}`)
    expect(readId(global, typename, context)).toBe(id)
  })

  test('of another workspace is refused, and says which this is', () => {
    expect(() => readId(globalIdOf({ __typename: typename, id }, 'ws2'), typename, context, 'by.id')).toThrow(
      new InvalidInputError('Argument "by.id" is an id of workspace "ws2"; this gateway serves "ws1".', { path: ['by', 'id'] }),
    )
  })

  test('of another type is refused, and says which is expected', () => {
    const other = typename === 'Admin' ? 'Team' : 'Admin'
    expect(() => readId(`gid://intercom/ws1/${other}/${id}`, typename, context)).toThrow(
      new InvalidInputError(`Argument "id" is an id of the type "${other}"; expected one of the type ${typename}.`, { path: ['id'] }),
    )
  })

  test('is nothing else, bare or inside a global id, and what came is not repeated at length', () => {
    for (const hostile of hostileIds) {
      for (const given of [hostile, `gid://intercom/ws1/${typename}/${hostile}`]) {
        const refusal = (() => {
          try {
            return readId(given, typename, context)
          } catch (error) {
            return error
          }
        })()
        expect(refusal, JSON.stringify(given.slice(0, 80))).toBeInstanceOf(InvalidInputError)
        expect((refusal as Error).message.length).toBeLessThan(400)
        expect((refusal as Error).message).not.toMatch(/[\r\n\0]/)
      }
    }
  })
})
