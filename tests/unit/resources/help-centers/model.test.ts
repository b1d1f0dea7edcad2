import { expect, test } from 'vitest'
import { helpCenterFromIntercom } from '../../../../src/resources/help-centers/model.ts'

test('a help center as Intercom describes it', () => {
  expect(
    helpCenterFromIntercom({
      id: 123,
      workspace_id: 'hfi1bx4l',
      identifier: 'intercom',
      website_turned_on: true,
      display_name: 'Intercom Help Center',
      url: 'https://help.mycompany.com',
      custom_domain: 'help.mycompany.com',
      created_at: 1672928359,
      updated_at: 1672928610,
    }),
  ).toEqual({
    __typename: 'HelpCenter',
    id: '123',
    identifier: 'intercom',
    displayName: 'Intercom Help Center',
    url: 'https://help.mycompany.com',
    customDomain: 'help.mycompany.com',
    live: true,
  })
})

test('what is missing, null or empty is none', () => {
  expect(helpCenterFromIntercom({ id: '9', custom_domain: null, display_name: '' })).toEqual({
    __typename: 'HelpCenter',
    id: '9',
    identifier: '',
    displayName: null,
    url: null,
    customDomain: null,
    live: false,
  })
})
