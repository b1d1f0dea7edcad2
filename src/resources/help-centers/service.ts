import type * as Intercom from '../../intercom/help-center-types.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { readPage } from '../../intercom/pages.ts'
import type { ResourceDeps } from '../deps.ts'
import { type HelpCenter, helpCenterFromIntercom } from './model.ts'

export function createHelpCentersService({ intercom, cache, config }: ResourceDeps) {
  const list = numberedList({
    idOf: (helpCenter: Intercom.HelpCenter) => String(helpCenter.id),
    concurrency: config.concurrency,
    fetchPage: async ({ page, perPage }) => {
      const answer = await intercom.call((sdk, options) => sdk.helpCenters.list({ page, per_page: perPage }, options))
      return readPage<Intercom.HelpCenter>(answer.response, { numbered: true })
    },
  })
  const helpCenters = cache.reference({
    kind: 'helpCenter',
    idOf: (helpCenter: Intercom.HelpCenter) => String(helpCenter.id),
    fromWire: helpCenterFromIntercom,
    fetchAll: list.all,
  })
  return {
    all: helpCenters.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: helpCenters.warm,
    /** Aligned with the ids; null for a help center that is gone. */
    getMany: async (ids: readonly string[]) => {
      const byId = await helpCenters.byId()
      return ids.map((id) => byId.get(id) ?? null)
    },
    /** The one with this name in its address, or null. */
    getByIdentifier: async (identifier: string): Promise<HelpCenter | null> =>
      (await helpCenters.all()).find((helpCenter) => helpCenter.identifier === identifier) ?? null,
  }
}
