import { type GatewayError, InvalidInputError, MergeNotAllowedError, type MergeReason, NotFoundError } from '../../errors.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Contact } from './model.ts'
import { answered, lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type Answer = Intercom.Contact | undefined

export type MergeAsked = {
  from: string
  into: string
  /** Merge them though they have nothing in common, which Intercom looks at from 2.16 on. */
  skipDuplicateValidation: boolean
}

/**
 * Why Intercom merges two contacts not: a lead goes into a user (OpenAPI 2.14, POST /contacts/merge), and from 2.16 on they have an address or a number
 * in common, unless that is not to be looked at.
 */
export function mergeReasons(from: Contact, into: Contact, { needsDuplicates }: { needsDuplicates: boolean }): MergeReason[] {
  const reasons: MergeReason[] = []
  if (from.id === into.id) return [{ code: 'SAME_CONTACT', message: 'Both are the same contact.' }]
  if (from.role !== 'LEAD')
    reasons.push({ code: 'FROM_IS_NOT_A_LEAD', message: '"from" is a user; only a lead goes into another contact.' })
  if (into.role !== 'USER') reasons.push({ code: 'INTO_IS_NOT_A_USER', message: '"into" is a lead; a contact goes into a user only.' })
  if (needsDuplicates && !areDuplicates(from, into))
    reasons.push({
      code: 'NOT_DUPLICATES',
      message: 'They have neither an e-mail address nor a phone number in common; skipDuplicateValidation merges them all the same.',
    })
  return reasons
}

const areDuplicates = (a: Contact, b: Contact) =>
  (a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase()) || (a.phone !== null && a.phone === b.phone)

/** What becomes one. Intercom answers with the one that stays. */
export function createMergeWrites(deps: WriteDeps) {
  const { intercom, writes, contacts, read, getMany } = deps
  const speaks216 = intercom.speaks('2.16')

  /** Intercom refuses with one code for all reasons, and does not say which of the two is not there: both are looked at. */
  async function explained(error: GatewayError, { from, into, skipDuplicateValidation }: MergeAsked): Promise<GatewayError> {
    const [one, other] = await getMany([from, into])
    for (const [found, path, id] of [
      [one, ['from'], from],
      [other, ['into'], into],
    ] as const)
      if (found === null) return new NotFoundError(`There is no contact ${id}.`, { path, id, cause: error })
    if (!one || !other || one instanceof Error || other instanceof Error) return error
    const reasons = mergeReasons(one, other, { needsDuplicates: speaks216 && !skipDuplicateValidation })
    const said = reasons.length > 0 ? reasons : [{ code: 'REFUSED', message: 'Intercom does not merge these two, and does not say why.' }]
    return new MergeNotAllowedError('Intercom does not merge these two contacts.', { reasons: said, cause: error })
  }

  const send = ({ from, into, skipDuplicateValidation }: MergeAsked) =>
    writes.once({
      step: 'merge',
      about: { type: 'contact', id: into },
      send: () =>
        intercom.request<Answer>({
          method: 'POST',
          route: '/contacts/merge',
          body: { from, into, ...(skipDuplicateValidation && speaks216 && { skip_duplicate_validation: true }) },
        }),
      resultOf: (answer) => ({ contactId: answered(answer, into).id, mergedId: from }),
      announcedAs: (answer) => ({
        topic: 'contact.merged',
        item: { ...answered(answer, into), merged_from: { type: 'contact', id: from } },
      }),
      take: (answer, at) => contacts.written(answered(answer, into), at),
      touches: [contacts.keyOf(from), ...touchedBy(deps, into)],
      // before 2.16 a merged contact is answered as a deleted one is
      ...(speaks216 && {
        look: {
          async find() {
            if ((await deps.movedTo(from)) !== into) return []
            const survivor = await read(into)
            return survivor ? [survivor] : []
          },
        },
      }),
      checkWith: `${lookAt(into)} Its history of merges names ${from} when it is done.`,
    })

  return {
    async merge(asked: MergeAsked) {
      if (asked.from === asked.into)
        throw new MergeNotAllowedError('A contact cannot become one with itself.', {
          reasons: [{ code: 'SAME_CONTACT', message: 'Both are the same contact.' }],
          path: ['into'],
        })
      try {
        return await send(asked)
      } catch (error) {
        if (error instanceof NotFoundError || (error instanceof InvalidInputError && error.constraint === 'invalid_merge'))
          throw await explained(error, asked)
        throw error
      }
    },
  }
}
