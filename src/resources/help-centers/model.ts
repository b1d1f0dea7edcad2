import type * as Intercom from '../../intercom/help-center-types.ts'
import { textFrom } from '../../intercom/values.ts'

/** A help center: the public site that collections of articles are shown on. */
export type HelpCenter = {
  __typename: 'HelpCenter'
  id: string
  identifier: string
  displayName: string | null
  url: string | null
  customDomain: string | null
  live: boolean
}

export const helpCenterFromIntercom = (helpCenter: Intercom.HelpCenter): HelpCenter => ({
  __typename: 'HelpCenter',
  id: String(helpCenter.id),
  identifier: helpCenter.identifier ?? '',
  displayName: textFrom(helpCenter.display_name),
  url: textFrom(helpCenter.url),
  customDomain: textFrom(helpCenter.custom_domain),
  live: helpCenter.website_turned_on ?? false,
})
