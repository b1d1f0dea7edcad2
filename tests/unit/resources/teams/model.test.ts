import { expect, test } from 'vitest'
import { teamFromIntercom } from '../../../../src/resources/teams/model.ts'

test('a team is everything Intercom says of it, its ids as text', () => {
  expect(
    teamFromIntercom({
      type: 'team',
      id: 814_865,
      name: 'Billing',
      admin_ids: [1001, '1002'],
      distribution_method: 'round_robin',
      assignment_limit: 5,
    }),
  ).toEqual({ __typename: 'Team', id: '814865', name: 'Billing', adminIds: ['1001', '1002'], distributionMethod: 'round_robin' })
})

test('a team of which only the id is known is one without a name and without anybody', () => {
  const empty = { __typename: 'Team', id: '1', name: '', adminIds: [], distributionMethod: null }
  expect(teamFromIntercom({ id: '1' })).toEqual(empty)
  expect(teamFromIntercom({ id: 1, name: null, admin_ids: null, distribution_method: '' })).toEqual(empty)
})

test('an admin of 0 is nobody', () => {
  expect(teamFromIntercom({ id: 1, admin_ids: [0, '0', 1001] }).adminIds).toEqual(['1001'])
})
