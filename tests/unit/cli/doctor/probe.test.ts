import { expect, test } from 'vitest'
import type { Question } from '../../../../src/cli/doctor/ask-intercom.ts'
import type { Probe } from '../../../../src/cli/doctor/permissions.ts'
import { askProbes } from '../../../../src/cli/doctor/probe.ts'
import { anAnswer, aRefusal } from '../../../support/doctor-answers.ts'

const probe = (path: string, more: Partial<Probe> = {}): Probe => ({
  method: 'GET',
  path,
  reads: path,
  types: [],
  isDocumented: true,
  ...more,
})
const probes = [
  probe('/contacts/{id}', { needs: 'contact' }),
  probe('/contacts/search', { method: 'POST', body: { a: 1 }, finds: 'contact' }),
  probe('/tags'),
  probe('/notes?of={id}', { needs: 'contact' }),
]

/** Answers every question with what the search is to find, and notes what was asked. */
function asking(search: ReturnType<typeof anAnswer>) {
  const asked: Question[] = []
  return {
    asked,
    ask: async (question: Question) => {
      asked.push(question)
      return question.path === '/contacts/search' ? search : anAnswer()
    },
  }
}

test('those that need an id come after the search that finds one; outcomes stand where their probes do', async () => {
  const { asked, ask } = asking(anAnswer({ body: { data: [{ id: 'a/b' }, { id: 'c' }] } }))
  const probed = await askProbes(probes, ask)
  expect(probed.map(({ probe }) => probe)).toEqual(probes)
  expect(asked).toEqual([
    { method: 'POST', path: '/contacts/search', body: { a: 1 } },
    { method: 'GET', path: '/tags' },
    { method: 'GET', path: '/contacts/a%2Fb' },
    { method: 'GET', path: '/notes?of=a%2Fb' },
  ])
})

test.each([
  [anAnswer({ body: { data: [] } }), 'there is no contact to ask about'],
  [anAnswer({ body: {} }), 'there is no contact to ask about'],
  [anAnswer({ body: { data: [{ id: null }] } }), 'there is no contact to ask about'],
  [aRefusal(403), 'no contact could be found to ask about'],
])('where the search answers %j they are not asked', async (search, untried) => {
  const { asked, ask } = asking(search)
  const [byId, , , notes] = await askProbes(probes, ask)
  expect([byId?.outcome, notes?.outcome]).toEqual([{ untried }, { untried }])
  expect(asked).toHaveLength(2)
})
