import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import type { DataAttributeRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/** OpenAPI 2.14, schema `data_attribute`: an id only where the customer made it, options only where it has them. */
export function renderDataAttribute({ id, made, options, ...rest }: DataAttributeRecord) {
  return {
    type: 'data_attribute',
    ...(made ? { id: Number(id), ...made, updated_at: made.created_at } : {}),
    ...rest,
    ...(options ? { options } : {}),
    ui_writable: made !== null,
    messenger_writable: rest.api_writable,
  }
}

const conversationTypes = { string: 'string', integer: 'integer', float: 'decimal', boolean: 'boolean', date: 'datetime' } as const

/** OpenAPI 2.16, schema `conversation_attribute`: other words for the types, and options with ids of their own. */
function renderConversationAttribute({ id, name, description, data_type, options, archived, made }: DataAttributeRecord) {
  return {
    type: 'conversation_attribute',
    id: Number(id),
    name,
    description,
    data_type: options ? 'list' : conversationTypes[data_type],
    required: false,
    visible_to_team_ids: [],
    archived,
    ...made,
    updated_at: made?.created_at,
    ...(options ? { options: options.map((label, at) => ({ id: optionId(id, at), label, archived: false })) } : {}),
    ...(data_type === 'string' && !options ? { multiline: false } : {}),
  }
}

const optionId = (id: string, at: number) => `a1b2c3d4-0000-4000-8000-${id.slice(-8).padStart(8, '0')}${String(at).padStart(4, '0')}`

/** Those that a request asks for: archived ones only when it says so. */
function listed(world: LiveWorld, query: URLSearchParams) {
  const withArchived = query.get('include_archived') === 'true'
  return [...world.data_attributes.values()].filter(({ archived }) => withArchived || !archived)
}

const models = ['contact', 'company', 'conversation']

/** Without a model, those of every one; from 2.16 on not those of conversations, which then have a list of their own. */
function listDataAttributes({ world, version, query }: Call) {
  const model = query.get('model')
  const isApart = since(version, '2.16')
  if (isApart && model === 'conversation') {
    throw new ApiError(422, 'parameter_invalid', 'Conversation attributes are at /conversations/attributes')
  }
  if (model !== null && !models.includes(model)) throw parameterInvalid('model must be contact, company or conversation')
  const chosen = listed(world, query).filter(
    (attribute) => (model === null || attribute.model === model) && !(isApart && attribute.model === 'conversation'),
  )
  return { type: 'list', data: chosen.map(renderDataAttribute) }
}

function listConversationAttributes({ world, version, query }: Call) {
  if (!since(version, '2.16')) throw notFound()
  const chosen = listed(world, query).filter(({ model }) => model === 'conversation')
  return { type: 'list', data: chosen.map(renderConversationAttribute) }
}

export const dataAttributeRoutes: Route[] = [
  { method: 'GET', path: '/data_attributes', answer: listDataAttributes },
  { method: 'GET', path: '/conversations/attributes', answer: listConversationAttributes },
]
