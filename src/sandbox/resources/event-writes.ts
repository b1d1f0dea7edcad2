import { parameterInvalid } from '../http/errors.ts'
import { fieldsOf, idIn, neededText, neededWhole, objectIn, parameterNotFound } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { EventRecord } from '../records.ts'
import { namedContact, userNotFound } from './acting.ts'

/** "We ignore any further keys": OpenAPI 2.14, POST /events. */
const mostKeys = 10

/** 202 and nothing more. A lead is named by its `id` alone. */
function track(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  const event_name = neededText(fields, 'event_name')
  const created_at = neededWhole(fields, 'created_at')
  if (created_at > 100_000_000_000) throw parameterInvalid('created_at must be in seconds')
  if (!['id', 'user_id', 'email'].some((name) => fields[name])) throw parameterNotFound('id, user_id or email')
  const id = idIn(fields, 'id')
  const contact = id ? world.contacts.get(id) : namedContact(call, { user_id: fields.user_id, email: fields.email })
  if (!contact || (!id && contact.role === 'lead')) throw userNotFound()
  actions.workspace.track({ contact_id: contact.id, event_name, created_at, metadata: metadataIn(objectIn(fields, 'metadata') ?? {}) })
}

/** Texts, numbers, links and amounts; nothing is nested any further. */
function metadataIn(given: Record<string, unknown>): EventRecord['metadata'] {
  const metadata: EventRecord['metadata'] = {}
  for (const [name, value] of Object.entries(given).slice(0, mostKeys)) {
    if (!isFlat(value) && !isPair(value)) throw parameterInvalid(`metadata must not be nested: ${name}`)
    metadata[name] = value
  }
  return metadata
}

const isFlat = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

function isPair(value: unknown): value is Record<string, string | number> {
  if (typeof value !== 'object' || value === null) return false
  const names = Object.keys(value).sort().join()
  return (names === 'url,value' || names === 'amount,currency') && Object.values(value).every(isFlat)
}

export const eventWriteRoutes: Route[] = [{ method: 'POST', path: '/events', status: 202, answer: track }]
