import { expect, test } from 'vitest'
import { adminFromIntercom } from '../../../../src/resources/admins/model.ts'

test('an admin is everything Intercom says of a teammate, in our words', () => {
  expect(
    adminFromIntercom({
      type: 'admin',
      id: '1001',
      name: 'Grace',
      email: 'grace@example.com',
      job_title: 'Support',
      away_mode_enabled: true,
      away_mode_reassign: true,
      away_status_reason_id: 12,
      has_inbox_seat: true,
      team_ids: [2001, '2002'],
      avatar: 'https://example.com/grace.png',
    }),
  ).toEqual({
    __typename: 'Admin',
    id: '1001',
    name: 'Grace',
    email: 'grace@example.com',
    jobTitle: 'Support',
    avatarUrl: 'https://example.com/grace.png',
    awayMode: { enabled: true, reassign: true, reason: '12' },
    hasInboxSeat: true,
    teamIds: ['2001', '2002'],
  })
})

test('an admin of whom nothing is known but the id is one without a name', () => {
  const nobody = { email: null, jobTitle: null, avatarUrl: null, awayMode: { enabled: false, reassign: false, reason: null } }
  expect(adminFromIntercom({ id: 1001 })).toMatchObject({ id: '1001', name: '', ...nobody, hasInboxSeat: false, teamIds: [] })
  const allNull = {
    name: null,
    email: '',
    job_title: null,
    avatar: null,
    away_mode_enabled: null,
    away_status_reason_id: null,
    team_ids: null,
  }
  expect(adminFromIntercom({ id: '1001', ...allNull, has_inbox_seat: null })).toMatchObject({ name: '', ...nobody, teamIds: [] })
})

test('an avatar is an address or an object with one, and a team of 0 is none', () => {
  expect(adminFromIntercom({ id: 1, avatar: { image_url: 'https://example.com/a.png' } }).avatarUrl).toBe('https://example.com/a.png')
  expect(adminFromIntercom({ id: 1, avatar: { image_url: null } }).avatarUrl).toBeNull()
  expect(adminFromIntercom({ id: 1, team_ids: [0, 2001] }).teamIds).toEqual(['2001'])
})
