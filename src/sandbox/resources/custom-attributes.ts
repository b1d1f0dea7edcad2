import { ApiError, parameterInvalid } from '../http/errors.ts'
import { type Fields, objectIn } from '../http/fields.ts'
import type { AttributeValue, DataAttributeRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/**
 * The custom attributes that a body sets, of those that the workspace has. Two that are called alike are refused (OpenAPI 2.14, the text of
 * PUT /conversations/{conversation_id}); the words for one that is not there, or is of another kind, are not published.
 */
export function customAttributesIn(world: LiveWorld, model: DataAttributeRecord['model'], fields: Fields): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {}
  for (const [name, value] of Object.entries(objectIn(fields, 'custom_attributes') ?? {})) {
    const [known, another] = [...world.data_attributes.values()].filter(
      (one) => one.model === model && one.custom && !one.archived && one.name === name,
    )
    if (!known) throw parameterInvalid(`Custom attribute '${name}' does not exist`)
    if (another) throw new ApiError(400, 'INVALID_PARAMETER', `There are several custom attributes named '${name}'`)
    attributes[name] = valid(known, value)
  }
  return attributes
}

function valid({ name, data_type, options }: DataAttributeRecord, value: unknown): AttributeValue {
  if (value === null) return null
  if (!fits(data_type, value)) throw parameterInvalid(`Custom attribute '${name}' must be of type ${data_type}`)
  if (options && !options.includes(value as string))
    throw parameterInvalid(`Custom attribute '${name}' must be one of ${options.join(', ')}`)
  return value as AttributeValue
}

function fits(type: DataAttributeRecord['data_type'], value: unknown): boolean {
  if (type === 'integer' || type === 'date') return Number.isSafeInteger(value)
  if (type === 'float') return typeof value === 'number'
  return typeof value === type
}
