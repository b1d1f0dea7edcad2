import { expect, test } from 'vitest'
import type { DataAttributeRecord } from '../../../../src/sandbox/records.ts'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, type Body, codeOf } from '../ask.ts'
import { aWorld, noon } from '../small-world.ts'

const attribute = (id: string, model: DataAttributeRecord['model'], rest: Partial<DataAttributeRecord> = {}): DataAttributeRecord => ({
  ...{ id, model, name: `a${id}`, full_name: `custom_attributes.a${id}`, label: `A ${id}`, description: '', data_type: 'string' },
  ...{ options: null, api_writable: true, custom: true, archived: false, made: { admin_id: '1001', created_at: noon } },
  ...rest,
})
const world = () =>
  aWorld({
    data_attributes: [
      attribute('contact.email', 'contact', { name: 'email', full_name: 'email', custom: false, made: null }),
      attribute('1', 'contact', { archived: true }),
      attribute('2', 'company', { options: ['gold', 'silver'] }),
      attribute('3', 'conversation', { options: ['yes', 'no'] }),
      attribute('4', 'conversation', { data_type: 'date' }),
    ],
  })
const names = ({ body }: { body: Body }) => body.data.map(({ name }) => name)

test('without a model all are listed; archived ones only when asked for; from 2.16 on those of conversations are elsewhere', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect(names(await ask(sandbox, '/data_attributes'))).toEqual(['email', 'a2', 'a3', 'a4'])
  expect(names(await ask(sandbox, '/data_attributes?model=contact&include_archived=true'))).toEqual(['email', 'a1'])
  expect(names(await ask(sandbox, '/data_attributes?model=conversation'))).toEqual(['a3', 'a4'])
  const newest = { version: '2.16' }
  expect(names(await ask(sandbox, '/data_attributes', newest))).toEqual(['email', 'a2'])
  expect((await ask(sandbox, '/data_attributes?model=conversation', newest)).status).toBe(422)
  expect((await ask(sandbox, '/conversations/attributes')).status).toBe(404)
  expect((await ask(sandbox, '/conversations/attributes', newest)).body.data).toMatchObject([
    { id: 3, name: 'a3', data_type: 'list', options: [{ label: 'yes' }, { label: 'no' }] },
    { id: 4, name: 'a4', data_type: 'datetime' },
  ])
})

test('only what a customer made has an id', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const [email, tier] = (await ask(sandbox, '/data_attributes')).body.data
  expect(email).not.toHaveProperty('id')
  expect(tier).toMatchObject({ id: 2, custom: true, options: ['gold', 'silver'], created_at: noon })
})

test('a model that nobody has heard of is refused', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const answer = await ask(sandbox, '/data_attributes?model=ticket')
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
})
