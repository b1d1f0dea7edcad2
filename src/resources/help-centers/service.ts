import type * as Intercom from '../../intercom/help-center-types.ts'
import { asSdkNumber, idReader } from '../../intercom/ids.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type { ResourceDeps } from '../deps.ts'
import { type HelpCenter, helpCenterFromIntercom } from './model.ts'

export function createHelpCentersService({ intercom, cache, config }: ResourceDeps) {
  const idOf = (helpCenter: Intercom.HelpCenter) => String(helpCenter.id)
  const list = numberedList({
    idOf,
    concurrency: config.concurrency,
    fetchPage: async ({ page, perPage }) => {
      const answer = await intercom.call((sdk, options) => sdk.helpCenters.list({ page, per_page: perPage }, options))
      return readPage<Intercom.HelpCenter>(answer.response, { numbered: true })
    },
  })
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.HelpCenter> => sdk.helpCenters.find({ help_center_id: asSdkNumber(id) }, options))
  const helpCenters = cache.listed({
    kind: 'helpCenter',
    idOf,
    asId: idReader('help center'),
    fromWire: helpCenterFromIntercom,
    fetchAll: list.all,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  return {
    all: helpCenters.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: helpCenters.warm,
    /** Aligned with the ids; null for a help center that is gone. */
    getMany: helpCenters.getMany,
    /** The one with this name in its address, or null. */
    getByIdentifier: async (identifier: string): Promise<HelpCenter | null> =>
      (await helpCenters.all()).find((helpCenter) => helpCenter.identifier === identifier) ?? null,
  }
}
