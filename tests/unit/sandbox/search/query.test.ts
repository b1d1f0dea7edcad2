import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { codeOf, search } from '../ask.ts'
import { aContact, aConversation, aWorld, hexId } from '../small-world.ts'

const filter = { field: 'id', operator: '!=', value: 'x' }
const group = (...value: unknown[]) => ({ operator: 'AND', value })
const repeated = (count: number, value: unknown) => Array.from({ length: count }, () => value)
const world = () => aWorld({ contacts: [aContact(1)], conversations: [aConversation(1)] })

test.each(['contacts', 'conversations'] as const)(
  'a search of %s takes two levels of groups and fifteen filters in each, and no more',
  async (resource) => {
    await using sandbox = await startSandbox({ world: world() })
    const status = async (query: unknown) => {
      const answer = await search(sandbox, resource, query)
      return answer.status === 200 ? 200 : codeOf(answer)
    }
    expect(await status(group(group(filter), group(filter)))).toBe(200)
    expect(await status(group(group(group(filter))))).toBe('parameter_invalid')
    expect(await status(group(...repeated(15, filter)))).toBe(200)
    expect(await status(group(...repeated(16, filter)))).toBe('parameter_invalid')
    expect(await status(group(...repeated(15, group(...repeated(15, filter)))))).toBe(200)
    expect(await status(group(group(...repeated(16, filter))))).toBe('parameter_invalid')
  },
)

test('an IN of fifty ids is one filter', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const ids = { field: 'id', operator: 'IN', value: Array.from({ length: 50 }, (_, at) => hexId(at)) }
  expect((await search(sandbox, 'contacts', group(...repeated(14, filter), ids))).body).toMatchObject({ total_count: 1 })
})
