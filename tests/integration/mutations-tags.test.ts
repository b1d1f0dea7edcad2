import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'
import { aCompany, aContact, aConversation, anArticle, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Payload = { errors: { code: string; path: string[] | null }[]; tag?: { id: string; name: string } | null; deletedId?: string | null }

const failures = 'errors { __typename code path ... on ValidationError { constraint } }'
const upsert = `mutation ($name: String!) { it: tagUpsert(name: $name) { ${failures} tag { id name } } }`
const remove = `mutation ($id: ID!) { it: tagDelete(id: $id) { ${failures} deletedId } }`

/** A contact, a company, a conversation and an article, all of which have the tags 7 and 8. */
const marked = () =>
  aWorld({
    tags: [
      { id: '7', name: 'VIP' },
      { id: '8', name: 'Late' },
    ],
    segments: [{ id: hexId(9), name: 'Latecomers', person_type: 'user', created_at: 1, updated_at: 1, tag_id: '8' }],
    contacts: [aContact(1, { tag_ids: ['7', '8'] })],
    companies: [aCompany(1, { tag_ids: ['7', '8'] })],
    conversations: [
      aConversation(1, {
        contact_ids: [hexId(1)],
        tags: ['7', '8'].map((id) => ({ id, applied_at: 1, applied_by: { type: 'admin' as const, id: '1001' } })),
      }),
    ],
    articles: [anArticle('12', { tag_ids: ['7', '8'] })],
  })

const run = async ({ query }: Pick<Gateway, 'query'>, document: string, variables: Record<string, unknown>): Promise<Payload> => {
  const { data, errors } = await query<{ it: Payload }>(document, variables)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.it
}
const namesOfAll = async ({ query }: Pick<Gateway, 'query'>) =>
  (await query<{ workspace: { tags: { name: string }[] } }>('{ workspace { tags { name } } }')).data!.workspace.tags.map(({ name }) => name)

type Marked = { tags: { intercomId: string }[] }
const everywhere = `{
  contact(by: { id: "${hexId(1)}" }) { tags { intercomId } }
  company(by: { id: "${hexId(1)}" }) { tags { intercomId } }
  conversation(id: "1") { tags { intercomId } }
  article(id: "12") { tags { intercomId } }
}`
const idsEverywhere = async ({ query }: Pick<Gateway, 'query'>) => {
  const { data, errors } = await query<Record<string, Marked>>(everywhere)
  if (!data || errors) throw new Error(JSON.stringify(errors))
  return Object.fromEntries(Object.entries(data).map(([name, { tags }]) => [name, tags.map(({ intercomId }) => intercomId).join()]))
}
const all = (ids: string) => ({ contact: ids, company: ids, conversation: ids, article: ids })

describe('a tag', () => {
  test('is made at one call, found again whatever its letters, and deleted; the list of all shows it at once', async () => {
    await using gateway = await startTestGateway({ world: marked() })
    expect(await namesOfAll(gateway)).toEqual(['VIP', 'Late'])
    gateway.forgetRequests()
    const made = await run(gateway, upsert, { name: '  Refund ' })
    expect(made).toMatchObject({ errors: [], tag: { name: 'Refund' } })
    expect(gateway.calls).toEqual(['POST /tags'])
    expect(await namesOfAll(gateway)).toEqual(['VIP', 'Late', 'Refund'])
    expect((await run(gateway, upsert, { name: 'refund' })).tag).toEqual(made.tag)

    const { id } = made.tag!
    gateway.forgetRequests()
    expect(await run(gateway, remove, { id })).toEqual({ errors: [], deletedId: id })
    expect(gateway.calls).toEqual(['DELETE /tags/{tag_id}'])
    expect(await namesOfAll(gateway)).toEqual(['VIP', 'Late'])
  })

  test('that is deleted is at once on nothing any more, and one that is made is at once there, in every process', async () => {
    await using redis = await startRedis()
    await using gateway = await startTestGateway({ world: marked(), env: { REDIS_URL: redis.url } })
    await using second = await startTestGateway({ sandbox: gateway.sandbox, env: { REDIS_URL: redis.url } })
    const processes = [gateway, second]
    for (const one of processes) expect(await idsEverywhere(one)).toEqual(all('7,8'))
    gateway.forgetRequests()
    for (const one of processes) expect(await idsEverywhere(one)).toEqual(all('7,8'))
    expect(gateway.calls).toEqual([])
    expect((await run(second, remove, { id: '7' })).errors).toEqual([])
    for (const one of processes) {
      expect(await idsEverywhere(one)).toEqual(all('8'))
      expect(await namesOfAll(one)).toEqual(['Late'])
    }
    expect((await run(gateway, upsert, { name: 'VIP' })).errors).toEqual([])
    for (const one of processes) expect(await namesOfAll(one)).toEqual(['Late', 'VIP'])
  })

  test.each([
    ['made without a word', upsert, { name: ' ' }, { __typename: 'ValidationError', code: 'INVALID', path: ['name'] }],
    ['deleted by what is no id', remove, { id: '../me' }, { __typename: 'ValidationError', code: 'INVALID', path: ['id'] }],
    [
      'deleted while a segment is made of it',
      remove,
      { id: '8' },
      { __typename: 'ValidationError', code: 'INVALID', path: ['id'], constraint: 'tag_has_dependent_objects' },
    ],
    ['deleted where it is not', remove, { id: '404' }, { __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'] }],
  ] as const)('is not %s', async (_, document, variables, failure) => {
    await using gateway = await startTestGateway({ world: marked() })
    const before = JSON.stringify([...gateway.sandbox.world.tags.values()])
    expect((await run(gateway, document, variables)).errors).toMatchObject([failure])
    expect(JSON.stringify([...gateway.sandbox.world.tags.values()])).toBe(before)
  })
})
