import { readPage } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { type AttributeModel, type DataAttribute, dataAttributeFromIntercom, partsOfRef, refOf } from './model.ts'
import { createDataAttributeWrites } from './service-writes.ts'

const isKnown = (attribute: DataAttribute | null): attribute is DataAttribute => attribute !== null

export type DataAttributesService = ReturnType<typeof createDataAttributesService>

/** One list for everything, archived ones too, whatever is asked of it: until 2.15. From 2.16 on conversations have one of their own. */
export function createDataAttributesService({ intercom, cache, writes }: ResourceDeps) {
  const fromWire = dataAttributeFromIntercom
  const idOf = ({ model, id, full_name, name }: Intercom.DataAttribute) => JSON.stringify([model, id ?? full_name ?? name])
  const query = { include_archived: true }

  const fetchCommon = async () =>
    readPage<Intercom.DataAttribute>(await intercom.call((sdk, options) => sdk.dataAttributes.list(query, options))).items
  const common = cache.reference({ kind: 'dataAttribute', idOf, fromWire, fetchAll: fetchCommon })
  const ofConversations = cache.reference({
    kind: 'conversationAttribute',
    idOf,
    fromWire,
    fetchAll: async () => {
      const answer = await intercom.request({ method: 'GET', route: '/conversations/attributes', query })
      return readPage<Intercom.DataAttribute>(answer).items.map((attribute) => ({ ...attribute, model: 'conversation' }))
    },
  })
  const isApart = intercom.speaks('2.16')
  const listOf = (model: AttributeModel) => (isApart && model === 'CONVERSATION' ? ofConversations : common)
  const all = async (model: AttributeModel) => (await listOf(model).all()).filter(isKnown).filter((each) => each.model === model)

  const definitionsOf = (model: AttributeModel) => async (names: readonly string[]) => {
    const byName = customByName(await listOf(model).all())
    return names.map((name) => byName.get(keyOf(model, name)) ?? null)
  }

  return {
    /** The definitions of these, in Intercom's order, archived ones too. */
    list: async (models: readonly AttributeModel[]) => (await Promise.all(models.map(all))).flat(),
    /** Starts the list that holds them for whoever will ask; no call while it is fresh. */
    warm: (model: AttributeModel) => listOf(model).warm(),
    /** How the custom attributes of these names are defined, aligned; null for what nothing defines. */
    definitionsOf: {
      CONTACT: definitionsOf('CONTACT'),
      COMPANY: definitionsOf('COMPANY'),
      CONVERSATION: definitionsOf('CONVERSATION'),
    } as const satisfies Record<AttributeModel, unknown>,
    /** Aligned with what `refOf` calls them; null for one that is not there. */
    getMany: async (refs: readonly string[]) => {
      const models = [...new Set(refs.flatMap((ref) => partsOfRef(ref).model ?? []))]
      const byRef = new Map((await Promise.all(models.map(all))).flat().map((each) => [refOf(each), each]))
      return refs.map((ref) => byRef.get(ref) ?? null)
    },
    write: createDataAttributeWrites({ intercom, writes, readAll: fetchCommon, listKey: common.keyOf }),
    /** The key by which a Change forgets the list of those of contacts and companies. */
    listKey: common.keyOf,
  }
}

const keyOf = (model: AttributeModel, name: string) => `${model} ${name}`

type List = readonly (DataAttribute | null)[]

/** By the list they stand in, which is kept and shared: made once, not for every value of every record. */
const indexes = new WeakMap<List, ReadonlyMap<string, DataAttribute>>()

function customByName(list: List) {
  const known = indexes.get(list)
  if (known) return known
  const index = new Map<string, DataAttribute>()
  for (const attribute of list) {
    if (!attribute?.custom) continue
    const key = keyOf(attribute.model, attribute.name)
    // of two with one name the one that is still used says what the values are
    if (!index.has(key) || !attribute.archived) index.set(key, attribute)
  }
  indexes.set(list, index)
  return index
}
