import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { textFrom } from '../../intercom/values.ts'

export const attributeModels = ['CONTACT', 'COMPANY', 'CONVERSATION'] as const

export type AttributeModel = (typeof attributeModels)[number]
/** Those whose attributes can be made and changed through the API. */
export type WritableModel = Exclude<AttributeModel, 'CONVERSATION'>

/** What can be known of every contact, company or conversation: its name and what it holds. */
export type DataAttribute = {
  __typename: 'DataAttribute'
  /** Intercom gives ids to custom ones only: the others go by their full name. */
  id: string
  model: AttributeModel
  name: string
  fullName: string
  label: string | null
  /** Intercom's word: `string`, `integer`, `float`, `boolean`, `date`; for conversations from 2.16 on also `list`, `datetime` and more. */
  dataType: string
  options: readonly string[] | null
  apiWritable: boolean
  custom: boolean
  archived: boolean
  description: string | null
}

/** How an attribute is referred to: an id of one model may be one of another too: `contact:77`, `company:plan.name`. */
export const refOf = ({ model, id }: Pick<DataAttribute, 'model' | 'id'>) => `${model.toLowerCase()}:${id}`

/** The model and the id in it; no model where it names none that we know. */
export function partsOfRef(ref: string): { model: AttributeModel | undefined; own: string } {
  const [model = '', ...rest] = ref.split(':')
  return { model: attributeModels.find((known) => known.toLowerCase() === model), own: rest.join(':') }
}

/** Null for what belongs to something that we do not know. */
export function dataAttributeFromIntercom(attribute: Intercom.DataAttribute): DataAttribute | null {
  const model = attributeModels.find((known) => known === attribute.model?.toUpperCase())
  const name = textFrom(attribute.name)
  if (!model || name === null) return null
  // an attribute of a conversation has neither a full name nor a label of its own from 2.16 on, and is always custom
  const isOfConversation = attribute.type === 'conversation_attribute'
  const fullName = textFrom(attribute.full_name) ?? (isOfConversation ? `custom_attributes.${name}` : name)
  return {
    __typename: 'DataAttribute',
    id: noneIfZero(attribute.id) ?? fullName,
    model,
    name,
    fullName,
    label: textFrom(attribute.label) ?? (isOfConversation ? name : null),
    dataType: textFrom(attribute.data_type) ?? 'string',
    options: optionsFrom(attribute.options),
    apiWritable: attribute.api_writable ?? isOfConversation,
    custom: attribute.custom ?? isOfConversation,
    archived: attribute.archived ?? false,
    description: textFrom(attribute.description),
  }
}

function optionsFrom(options: readonly Intercom.AttributeOption[] | null | undefined): readonly string[] | null {
  const words = (options ?? []).flatMap((option) => {
    if (typeof option === 'string') return option
    return option.archived ? [] : (textFrom(option.label ?? option.value) ?? [])
  })
  return words.length > 0 ? words : null
}
