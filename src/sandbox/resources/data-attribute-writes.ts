import { notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, flagIn, objectsIn, textIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { DataAttributeRecord } from '../records.ts'
import { renderDataAttribute } from './data-attributes.ts'

const types: Record<string, DataAttributeRecord['data_type']> = {
  ...{ string: 'string', integer: 'integer', float: 'float', boolean: 'boolean', datetime: 'date', date: 'date', options: 'string' },
}

/** The refusals are those of OpenAPI 2.14, POST /data_attributes; that of a list with too few items is the sandbox's own. */
function create({ world, actions, body }: Call) {
  const fields = fieldsOf(body)
  const [name, model, type] = [textIn(fields, 'name')?.trim() ?? '', fields.model, textIn(fields, 'data_type') ?? '']
  if (model !== 'contact' && model !== 'company') throw parameterInvalid('The Data Attribute model field must be either contact or company')
  if (!/^[\p{L}\p{N}\p{Sc} _-]+$/u.test(name)) {
    throw parameterInvalid('Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens')
  }
  const data_type = Object.hasOwn(types, type) ? types[type] : undefined
  if (!data_type) throw parameterInvalid("Data Type isn't an option")
  const taken = [...world.data_attributes.values()].find(
    (one) => one.custom && !one.archived && one.model !== 'conversation' && one.name === name,
  )
  if (taken) {
    const [has, wanted] = [dataOf(taken.model), dataOf(model)]
    throw parameterInvalid(`You already have '${name}' in your ${has} data. To save this as new ${wanted} data, use a different name.`)
  }
  const { attribute } = actions.workspace.putAttribute({
    ...{ model, name, full_name: `custom_attributes.${name}`, label: name, description: textIn(fields, 'description') ?? '', data_type },
    ...{ options: type === 'options' ? optionsIn(fields) : null, api_writable: true, custom: true, archived: false },
  })
  return renderDataAttribute(world.data_attributes.get(attribute) as DataAttributeRecord)
}

const dataOf = (model: DataAttributeRecord['model']) => (model === 'contact' ? 'people' : model)

function update({ world, body, params: { data_attribute_id = '' } }: Call) {
  const before = world.data_attributes.get(data_attribute_id)
  if (!before?.made || before.model === 'conversation') throw notFound('field_not_found', "We couldn't find that data attribute to update")
  const fields = fieldsOf(body)
  if (fields.options !== undefined && !Array.isArray(fields.options)) throw parameterInvalid("Options isn't an array")
  const description = textIn(fields, 'description')
  const after = {
    ...before,
    ...(fields.options === undefined ? {} : { options: optionsIn(fields) }),
    ...(description === undefined ? {} : { description: description ?? '' }),
    archived: flagIn(fields, 'archived') ?? before.archived,
  }
  world.data_attributes.put(after)
  return renderDataAttribute(after)
}

function optionsIn(fields: Fields): string[] {
  const options = objectsIn(fields, 'options').map((option) => textIn(option, 'value')?.trim() ?? '')
  if (new Set(options.filter((option) => option !== '')).size < 2) throw parameterInvalid('options must have two different items at least')
  return [...new Set(options)]
}

export const dataAttributeWriteRoutes: Route[] = [
  { method: 'POST', path: '/data_attributes', answer: create },
  { method: 'PUT', path: '/data_attributes/{data_attribute_id}', answer: update },
]
