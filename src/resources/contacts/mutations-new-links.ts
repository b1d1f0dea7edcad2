import type { Context } from '../../api/context.ts'
import { PartlyDone } from '../../api/mutations/partly.ts'
import { at, sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { readTagRef, type TagRef, tagIdOf } from '../tags/graphql-ref.ts'

type Given = { tags?: readonly TagRef[] | null; companies?: readonly (string | number)[] | null }
type Links = { tags: readonly TagRef[]; companyIds: readonly string[]; path: readonly string[] }

/** Each takes a call, so that there are not many. */
const mostOfEach = 10

/** The calls that somebody new may take: two for each tag, of which one is to make it, one for each company, and a read of them. */
export const callsOfNew = (given: Given | null | undefined): number => {
  const [tags, companies] = [given?.tags?.length ?? 0, given?.companies?.length ?? 0]
  return tags + companies === 0 ? 1 : 3 + Math.min(tags, mostOfEach) * 2 + Math.min(companies, mostOfEach)
}

/** What somebody new is to have, checked; undefined for nothing. @param path where it stands */
export function newLinksIn(given: Given, context: Context, path: readonly string[]): Links | undefined {
  const tags = few(given.tags, [...path, 'tags'])
  const companies = few(given.companies, [...path, 'companies'])
  for (const [place, tag] of tags.entries()) readTagRef(tag, context, [...path, 'tags', place].join('.'))
  const companyIds = companies.map((id, place) => readId(id, 'Company', context, [...path, 'companies', place].join('.')))
  return tags.length + companyIds.length === 0 ? undefined : { tags, companyIds, path }
}

/**
 * Puts them on whom was made. Tags that are named by words that there are not yet are made.
 *
 * @throws PartlyDone where one cannot be put on: the contact is there, with those before it
 */
export async function linkNew<Payload extends { contactId: string }>(payload: Payload, links: Links | undefined, context: Context) {
  if (!links) return payload
  const { contactId } = payload
  const { addTag, attachCompany } = context.services.contacts.write
  context.unload(context.services.contacts.getMany, contactId)
  try {
    for (const [place, tag] of links.tags.entries()) {
      const path = [...links.path, 'tags', String(place)]
      const tagId = await tagIdOf(tag, context, path.join('.'), `tag upsert ${place}`)
      await put(path, () => addTag(contactId, tagId, `tag ${place}`))
    }
    for (const [place, companyId] of links.companyIds.entries())
      await put([...links.path, 'companies', String(place)], () => attachCompany(contactId, companyId, `attach ${place}`))
  } catch (error) {
    throw new PartlyDone(payload, error)
  }
  return payload
}

/** Whatever goes wrong with one is about its place in the input: the contact has just been made. */
const put = <T>(path: readonly string[], write: () => Promise<T>) => at(path, () => sentAs({ id: path }, write))

function few<Item>(list: readonly Item[] | null | undefined, path: readonly string[]): readonly Item[] {
  if (!list || list.length <= mostOfEach) return list ?? []
  throw new InvalidInputError(`"${path.join('.')}" holds ${list.length} entries; expected at most ${mostOfEach}, as each takes a call.`, {
    path,
    constraint: 'maxItems',
  })
}
