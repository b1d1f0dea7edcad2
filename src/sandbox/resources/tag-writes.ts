import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, flagIn, idIn, objectsIn, textIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { recordsBy } from '../store/world.ts'
import { userNotFound } from './acting.ts'
import { companyNotFound } from './companies.ts'
import { renderTag } from './tags.ts'

/**
 * Makes or renames a tag, and puts it on users and companies or takes it off companies. Before 2.16 one of them that is not there is a 404, though the
 * tag has been made; from then on it is left out.
 */
function write(call: Call) {
  const { world, actions, version, body } = call
  const fields = fieldsOf(body)
  const name = textIn(fields, 'name')?.trim()
  if (!name) throw parameterInvalid('invalid tag parameters')
  const id = idIn(fields, 'id') ?? undefined
  if (id !== undefined && !world.tags.has(id)) throw notFound()
  const { tag } = actions.workspace.upsertTag({ tag: id, name })
  const users = put(call, objectsIn(fields, 'users'), (one) => {
    const contact = world.contacts.get(idIn(one, 'id') ?? '')
    if (!contact) throw userNotFound()
    return actions.contacts.tag({ contact: contact.id, tag, isOff: flagIn(one, 'untag') === true }).contact
  })
  const companies = put(call, objectsIn(fields, 'companies'), (one) => {
    const own = idIn(one, 'company_id')
    const company = own ? recordsBy(world.companies, 'company_id', own)[0] : world.companies.get(idIn(one, 'id') ?? '')
    if (!company) throw companyNotFound()
    return actions.companies.tag({ company: company.id, tag, isOff: flagIn(one, 'untag') === true }).company
  })
  return { ...renderTag(world.tags.get(tag) ?? { id: tag, name }), ...(since(version, '2.16') ? { users, companies } : {}) }
}

function put({ version }: Call, entities: readonly Fields[], one: (entity: Fields) => string) {
  return entities.flatMap((entity) => {
    try {
      return [{ id: one(entity), tagged: entity.untag !== true }]
    } catch (error) {
      if (since(version, '2.16')) return []
      throw error
    }
  })
}

/** Empty, with 200. The refusal of a tag that a segment is made of is that of OpenAPI 2.14, DELETE /tags/{tag_id}. */
function remove({ world, actions, params: { tag_id = '' } }: Call) {
  if (!world.tags.has(tag_id)) throw notFound()
  const segments = [...world.segments.values()].filter((segment) => segment.tag_id === tag_id).map(({ name }) => name)
  if (segments.length > 0) {
    const message = `Unable to delete Tag with dependent objects. Segments: ${segments.join(', ')}.`
    throw new ApiError(400, 'tag_has_dependent_objects', message)
  }
  actions.workspace.deleteTag({ tag: tag_id })
}

export const tagWriteRoutes: Route[] = [
  { method: 'POST', path: '/tags', answer: write },
  { method: 'DELETE', path: '/tags/{tag_id}', answer: remove },
]
