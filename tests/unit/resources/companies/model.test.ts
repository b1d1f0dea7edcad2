import { expect, test } from 'vitest'
import { companyFromIntercom } from '../../../../src/resources/companies/model.ts'

const id = '6512000000000000000000aa'

test('a company is everything Intercom says of it, in our words', () => {
  expect(
    companyFromIntercom({
      type: 'company',
      id,
      company_id: 'acme-1',
      app_id: 'abc',
      name: 'Acme',
      website: 'https://acme.example',
      industry: 'Anvils',
      size: 40,
      plan: { type: 'plan', id: '7', name: 'Pro' },
      monthly_spend: 120,
      session_count: 9,
      user_count: 3,
      created_at: 1_700_000_000,
      updated_at: 1_700_000_001,
      remote_created_at: 1_600_000_000,
      last_request_at: 1_700_000_002,
      custom_attributes: { tier: 'gold' },
      tags: { tags: [{ type: 'tag', id: '3001', name: 'vip' }] },
      segments: { segments: [{ type: 'segment', id: '56203d253cba154d39010062', name: 'Big', person_type: 'user' }] },
      notes: { notes: [{ type: 'note', id: 26, created_at: 1, body: 'Hm', author: { type: 'admin', id: 7, name: 'Ada', email: '' } }] },
    }),
  ).toEqual({
    __typename: 'Company',
    id,
    companyId: 'acme-1',
    name: 'Acme',
    plan: 'Pro',
    size: 40,
    website: 'https://acme.example',
    industry: 'Anvils',
    monthlySpend: 120,
    sessionCount: 9,
    userCount: 3,
    createdAt: new Date('2023-11-14T22:13:20Z'),
    updatedAt: new Date('2023-11-14T22:13:21Z'),
    remoteCreatedAt: new Date('2020-09-13T12:26:40Z'),
    lastRequestAt: new Date('2023-11-14T22:13:22Z'),
    customAttributes: { tier: 'gold' },
    tags: [{ __typename: 'Tag', id: '3001', name: 'vip' }],
    segments: [expect.objectContaining({ __typename: 'Segment', id: '56203d253cba154d39010062', name: 'Big' })],
    notes: [{ id: '26', html: 'Hm', createdAt: new Date(1000), admin: { id: '7', name: 'Ada', email: null } }],
  })
})

test('what Intercom leaves out, empties or writes as null is null; nought is a number, but not an instant', () => {
  const company = companyFromIntercom({
    id,
    name: '',
    plan: {},
    size: null,
    monthly_spend: 0,
    session_count: 0,
    last_request_at: 0,
    remote_created_at: null,
  })
  expect(company).toMatchObject({ companyId: null, name: null, plan: null, size: null, website: null, userCount: null, createdAt: null })
  expect(company).toMatchObject({ monthlySpend: 0, sessionCount: 0, lastRequestAt: null, remoteCreatedAt: null })
  expect(company).toMatchObject({ customAttributes: {}, tags: [], segments: [] })
  // no notes are something else than notes that did not come along
  expect([company.notes, companyFromIntercom({ id, notes: { notes: [] } }).notes]).toEqual([null, []])
})

test.each([
  [155.98, 155],
  [-1.5, -1],
  [2_147_483_647, 2_147_483_647],
  [2_147_483_648, null],
  ['12', null],
])('a monthly spend of %s is shown as %s', (spend, shown) => {
  expect(companyFromIntercom({ id, monthly_spend: spend as number }).monthlySpend).toBe(shown)
})
