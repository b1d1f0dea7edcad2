import type * as Intercom from '../../intercom/types.ts'
import { textFrom } from '../../intercom/values.ts'

export type Consent = 'OPT_IN' | 'OPT_OUT'

/** A kind of messages that people can take or refuse. */
export type SubscriptionType = {
  __typename: 'SubscriptionType'
  id: string
  name: string | null
  consent: Consent
  contentTypes: readonly string[]
  /** Intercom's word: `live`, `draft`, `archived`. */
  state: string
}

export const subscriptionTypeFromIntercom = (type: Intercom.SubscriptionType): SubscriptionType => ({
  __typename: 'SubscriptionType',
  id: String(type.id),
  name: textFrom(type.default_translation?.name),
  consent: type.consent_type === 'opt_in' ? 'OPT_IN' : 'OPT_OUT',
  contentTypes: type.content_types ?? [],
  state: textFrom(type.state) ?? 'live',
})
