import { expect, test } from 'vitest'
import { subscriptionTypeFromIntercom } from '../../../../src/resources/subscription-types/model.ts'

test('a subscription type is everything Intercom says of it, in our words', () => {
  expect(
    subscriptionTypeFromIntercom({
      type: 'subscription',
      id: 91,
      state: 'draft',
      consent_type: 'opt_in',
      content_types: ['sms_message'],
      default_translation: { name: 'Alerts', description: 'When something is down', locale: 'en' },
    }),
  ).toEqual({ __typename: 'SubscriptionType', id: '91', name: 'Alerts', consent: 'OPT_IN', contentTypes: ['sms_message'], state: 'draft' })
})

test.each([{}, { default_translation: null, content_types: null, consent_type: null, state: null }, { default_translation: { name: '' } }])(
  'what %j leaves out is what most have',
  (wire) => {
    const type = subscriptionTypeFromIntercom({ id: '91', ...wire })
    expect(type).toMatchObject({ name: null, consent: 'OPT_OUT', contentTypes: [], state: 'live' })
  },
)
