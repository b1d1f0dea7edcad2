import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { isWithin } from '../../writes/window.ts'
import type { Window } from '../../writes/write.ts'
import type { ResourceDeps } from '../deps.ts'
import { type DataAttribute, dataAttributeFromIntercom, refOf, type WritableModel } from './model.ts'

export type NewDataAttribute = {
  model: WritableModel
  name: string
  /** Intercom's word; `options` for one that is chosen out of a list. */
  dataType: string
  description?: string
  options?: readonly string[]
}
/** What is given is changed, and null takes it away; what is not given stays. */
export type DataAttributeChanges = { description?: string | null; options?: readonly string[]; archived?: boolean }

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  /** Every attribute of contacts and companies that Intercom has, archived ones too, read anew. */
  readAll(): Promise<readonly Intercom.DataAttribute[]>
  /** The key by which a Change forgets the list of all. */
  listKey(): string
}

const attributeId = idReader('data attribute')

/** What can be done with data attributes. Each is one call, sent once, and answered with the attribute: OpenAPI 2.14, `/data_attributes`. */
export function createDataAttributeWrites({ intercom, writes, readAll, listKey }: Deps) {
  type Answer = Intercom.DataAttribute | undefined

  const written = {
    resultOf: (answer: Answer) => ({ ref: refOf(attributeIn(answer)) }),
    announcedAs: (answer: Answer) => ({ topic: ownTopic('data_attribute.written'), item: { id: answer?.id } }),
    // the list of all is what is kept of attributes, and is read anew
    take: attributeIn,
    touches: [listKey()],
  }

  return {
    create: (attribute: NewDataAttribute) =>
      writes.once({
        ...written,
        step: 'create',
        about: { type: 'data attribute', id: 'new' },
        send: () => intercom.request<Answer>({ method: 'POST', route: '/data_attributes', body: toIntercom(attribute) }),
        look: {
          find: async (window) => (await readAll()).filter((one) => isMadeAs(one, attribute, window)),
          alike: {
            as: JSON.stringify(['data attribute', attribute.model, attribute.name]),
            madeOf: (answer: Answer) => attributeId(answer?.id),
          },
        },
        checkWith: `Look for the attribute ${JSON.stringify(attribute.name.slice(0, 80))} among those of the workspace.`,
      }),

    update: (id: string, changes: DataAttributeChanges) =>
      writes.once({
        ...written,
        step: 'update',
        about: { type: 'data attribute', id },
        send: () =>
          intercom.request<Answer>({
            method: 'PUT',
            route: '/data_attributes/{data_attribute_id}',
            params: { data_attribute_id: id },
            body: toIntercom(changes),
          }),
        resultOf(answer) {
          if (attributeId(answer?.id) !== id) throw new Error(`The answer is not data attribute ${id}.`)
          return written.resultOf(answer)
        },
        look: { find: async () => (await readAll()).filter((one) => attributeId(one.id) === id && isAs(one, changes)) },
        checkWith: `Look at data attribute ${id} among those of the workspace.`,
      }),
  }
}

function attributeIn(answer: Intercom.DataAttribute | undefined): DataAttribute {
  const attribute = answer && dataAttributeFromIntercom(answer)
  if (!attribute || attributeId(attribute.id) === null) throw new Error('The answer does not name the data attribute.')
  return attribute
}

/** A description is text, and empty where there is none; options are objects in what is written. */
const toIntercom = ({
  model,
  dataType,
  options,
  description,
  ...rest
}: Omit<Partial<NewDataAttribute>, 'description'> & DataAttributeChanges) => ({
  ...rest,
  ...(model !== undefined && { model: model.toLowerCase() }),
  ...(dataType !== undefined && { data_type: dataType }),
  ...(description !== undefined && { description: description ?? '' }),
  ...(options !== undefined && { options: options.map((value) => ({ value })) }),
})

/** Intercom has one of a name, of those that are in use. */
const isMadeAs = (wire: Intercom.DataAttribute, { model, name }: NewDataAttribute, window: Window) =>
  wire.custom === true &&
  wire.archived !== true &&
  wire.model?.toUpperCase() === model &&
  wire.name === name &&
  isWithin(wire.created_at, window)

/** Whether an attribute is as a change leaves it. */
function isAs(wire: Intercom.DataAttribute, { description, options, archived }: DataAttributeChanges): boolean {
  const attribute = dataAttributeFromIntercom(wire)
  return (
    attribute !== null &&
    (description === undefined || (attribute.description ?? '') === (description ?? '')) &&
    (options === undefined || JSON.stringify(attribute.options) === JSON.stringify(options)) &&
    (archived === undefined || attribute.archived === archived)
  )
}
