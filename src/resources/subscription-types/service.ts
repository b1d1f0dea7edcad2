import { idReader } from '../../intercom/ids.ts'
import { readPage } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { subscriptionTypeFromIntercom } from './model.ts'

export type SubscriptionTypesService = ReturnType<typeof createSubscriptionTypesService>

export function createSubscriptionTypesService({ intercom, cache }: ResourceDeps) {
  const idOf = (type: Intercom.SubscriptionType) => String(type.id)
  const list = async () =>
    readPage<Intercom.SubscriptionType>(await intercom.call((sdk, options) => sdk.subscriptionTypes.list(options))).items

  const types = cache.listed({
    kind: 'subscriptionType',
    idOf,
    asId: idReader('subscription type'),
    fromWire: subscriptionTypeFromIntercom,
    fetchAll: list,
    // no call reads one of them, so what is newer than the cached list is found in a new one
    fetch: async (ids) => {
      const byId = new Map((await list()).map((type) => [idOf(type), type]))
      return ids.map((id) => {
        const wire = byId.get(id)
        return wire ? { wire, source: 'read' as const } : null
      })
    },
  })
  const pages = cache.pages(types.single, { scope: 'subscriptionType' })

  return {
    all: types.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: types.warm,
    /** Aligned with the ids; null for a type that is gone. */
    getMany: types.getMany,
    /** Those of which one contact has chosen other than what they begin with: opted into, or out of, as the type has it. */
    listOfContact: async (contactId: string) => {
      const page = await pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/subscriptions', contactId]),
        async () =>
          readPage<Intercom.SubscriptionType>(
            await intercom.call((sdk, options) => sdk.contacts.listAttachedSubscriptions({ contact_id: contactId }, options)),
          ),
        { scope: scopeOf(contactId) },
      )
      return page.items
    },
    /** Keys by which a Change forgets what one contact has chosen. */
    listKeysOfContact: (contactId: string) => [pages.scopeKey(scopeOf(contactId))],
  }
}

const scopeOf = (contactId: string) => `contact:${contactId}:subscriptions`
