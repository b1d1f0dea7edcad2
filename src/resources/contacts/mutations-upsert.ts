import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { PartlyDone } from '../../api/mutations/partly.ts'
import { at, sentAs } from '../../api/mutations/paths.ts'
import { payloadType } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { AmbiguousMatchError, ConflictError, InvalidInputError, NotFoundError, OutcomeUnknownError } from '../../errors.ts'
import { checkExternalId } from '../../intercom/ids.ts'
import { ContactType } from './graphql.ts'
import type { Contact } from './model.ts'
import { type ContactFields, hasFields, nameOf } from './model-fields.ts'
import { ContactCreateInput, ContactUpdateInput, contactFieldsIn, newContactIn, sentUnder } from './mutations-inputs.ts'
import { callsOfNew, linkNew, newLinksIn } from './mutations-new-links.ts'
import { payloadOf } from './mutations-payloads.ts'

const ContactMatchKeyEnum = builder.enumType('ContactMatchKey', {
  description: 'What a contact can be found by.',
  values: {
    ID: { description: 'Its id in Intercom.' },
    EXTERNAL_ID: { description: 'Your own id of it; users only.' },
    EMAIL: { description: 'Its e-mail address, which several may have.' },
    PHONE: { description: 'Its phone number, which several may have.' },
  } as const,
})
type MatchKey = typeof ContactMatchKeyEnum.$inferType

const everyKey: MatchKey[] = ['ID', 'EXTERNAL_ID', 'EMAIL', 'PHONE']

const ContactMatchInput = builder.inputType('ContactMatchInput', {
  description: 'Which contact is meant, if it is there. At least one has to be given; one that is given and finds nobody is passed over.',
  fields: (t) => ({
    id: t.id({ description: 'Its id, global or as Intercom has it.' }),
    externalId: t.string({ description: 'Your own id of it; users only.' }),
    email: t.field({ type: 'EmailAddress', description: 'Its e-mail address. When several contacts have it, nobody is written to.' }),
    phone: t.string({ description: 'Its phone number. When several contacts have it, nobody is written to.' }),
    order: t.field({
      type: [ContactMatchKeyEnum],
      defaultValue: everyKey,
      description: 'Which is tried first; what is not named here is not tried.',
    }),
  }),
})

const results = {
  CREATED: { description: 'There was nobody: a contact was made.' },
  UPDATED: { description: 'Somebody was found, and changed.' },
  UNCHANGED: { description: 'Somebody was found who is so already. Nothing was sent.' },
  UNARCHIVED_AND_UPDATED: { description: 'Somebody was found who was archived, and was brought back, and changed.' },
} as const
const UpsertResultEnum = builder.enumType('UpsertResult', { description: 'What an upsert came to.', values: results })

type Upserted = { contactId: string; result: keyof typeof results; matchedBy: MatchKey | null }

const ContactUpsertPayload = payloadType<Upserted>('ContactUpsertPayload', 'What became of a contact that was to be there.')
builder.objectFields(ContactUpsertPayload, (t) => ({
  contact: t.field({
    type: ContactType,
    nullable: true,
    description: 'The contact as it is now, at no call.',
    extensions: costsCalls(0),
    resolve: ({ contactId }, _, context) => (contactId === undefined ? null : context.load(context.services.contacts.getMany, contactId)),
  }),
  result: t.field({
    type: UpsertResultEnum,
    nullable: true,
    description: 'What was done; null where it was not, or not wholly: somebody was brought back, and could not be changed.',
    resolve: ({ result }) => result,
  }),
  matchedBy: t.field({
    type: ContactMatchKeyEnum,
    nullable: true,
    description: 'By what it was found; null when it was made.',
    resolve: ({ matchedBy }) => matchedBy,
  }),
}))

type Asked = { onCreate?: typeof ContactCreateInput.$inferInput }

type Match = { id?: string; externalId?: string; email?: string; phone?: string; order: readonly MatchKey[] }

function matchIn(input: typeof ContactMatchInput.$inferInput, context: Context): Match {
  const { id, externalId, email, phone, order } = input
  const match: Match = {
    ...(id !== null && id !== undefined && { id: readId(id, 'Contact', context, 'match.id') }),
    ...(externalId && { externalId: at(['match', 'externalId'], () => checkExternalId(externalId)) }),
    ...(email && { email }),
    ...(phone?.trim() && { phone }),
    order: order ?? everyKey,
  }
  const isTried = match.order.some((key) => match[fieldOf[key]] !== undefined)
  if (isTried) return match
  throw new InvalidInputError('"match" says nobody; expected an id, externalId, email or phone that "order" names.', { path: ['match'] })
}

const fieldOf = { ID: 'id', EXTERNAL_ID: 'externalId', EMAIL: 'email', PHONE: 'phone' } as const

type Found = { contact: Contact; matchedBy: MatchKey; wasArchived?: boolean }

/** The first who is found, by the keys in their order. */
async function find(match: Match, context: Context): Promise<Found | null> {
  const { finding } = context.services.contacts
  for (const matchedBy of match.order) {
    const field = fieldOf[matchedBy]
    const value = match[field]
    if (value === undefined) continue
    const found =
      field === 'id'
        ? [await finding.byId(value)]
        : field === 'externalId'
          ? [await finding.byExternalId(value)]
          : await finding.having(field, value)
    const [contact, ...others] = found.filter((one) => one !== null)
    if (contact && others.length > 0)
      throw new AmbiguousMatchError(`${found.length} contacts have this ${field}; say which is meant, by its id.`, {
        path: ['match', field],
        candidates: [contact, ...others].map(({ id }) => id),
      })
    if (contact) return { contact, matchedBy }
  }
  return null
}

/**
 * Somebody who is archived is found by an id alone, and answered only once they are back. Null when there is nobody.
 *
 * @throws PartlyDone where they are back, and cannot be read
 */
async function bringBack(id: string, matchedBy: MatchKey, context: Context): Promise<Found | null> {
  const { finding, write } = context.services.contacts
  const there = await finding.byId(id)
  if (there) return { contact: there, matchedBy }
  try {
    await write.unarchive(id)
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
  const contact = await finding.byId(id).catch((error: unknown) => {
    throw new PartlyDone({ contactId: id, matchedBy }, error)
  })
  return contact && { contact, matchedBy, wasArchived: true }
}

/** Whether this mutation has brought them back, now or when it was sent first. */
const isBack = ({ wasArchived = false }: Found, { writes }: Context) => wasArchived || writes.hasBegun('unarchive')

/** Where a mutation is repeated that has brought them back, or changed them, that is what it came to. */
async function update(found: Found, fields: ContactFields, context: Context): Promise<Upserted> {
  const { contact, matchedBy } = found
  const { getMany, write } = context.services.contacts
  const done = (result: Upserted['result']): Upserted => ({
    contactId: contact.id,
    result: isBack(found, context) ? 'UNARCHIVED_AND_UPDATED' : result,
    matchedBy,
  })
  if (hasFields(contact, fields) && !context.writes.hasBegun('update')) {
    context.prime(getMany, contact.id, contact)
    return done('UNCHANGED')
  }
  payloadOf(await write.update(contact.id, fields), context)
  return done('UPDATED')
}

/** One after another for each of these keys, always in this order, so that of two who find nobody one finds whom the other has made. */
function alone<T>({ id, externalId, email, phone }: Match, context: Context, work: () => Promise<T>): Promise<T> {
  const names = [
    ...(email === undefined ? [] : [nameOf('email', email)]),
    ...(externalId === undefined ? [] : [JSON.stringify(['contact', 'externalId', externalId])]),
    ...(id === undefined ? [] : [JSON.stringify(['contact', 'id', id])]),
    ...(phone === undefined ? [] : [nameOf('phone', phone)]),
  ]
  return names.reduceRight<() => Promise<T>>((inner, name) => () => context.writes.alone(name, inner), work)()
}

builder.mutationField('contactUpsert', (t) =>
  t.field({
    authScopes: needs('CONTACTS_WRITE'),
    type: ContactUpsertPayload,
    description:
      'Finds a contact and changes it, or makes one. Who is archived is brought back. Sent at the same time, by however many callers and to however many gateways on one Redis, it makes one contact.',
    args: {
      match: t.arg({ type: ContactMatchInput, required: true, description: 'Who is meant.' }),
      onCreate: t.arg({
        type: ContactCreateInput,
        required: true,
        description: 'Who is made, if nobody is found. `externalId`, `email` and `phone` are those of `match`, unless said.',
      }),
      onUpdate: t.arg({ type: ContactUpdateInput, required: true, description: 'What is changed of whoever is found.' }),
    },
    extensions: costsCalls((args) => 7 + callsOfNew((args as Asked).onCreate)),
    async resolve(_, { match: asked, onCreate, onUpdate }, context) {
      const match = matchIn(asked, context)
      const { externalId, email, phone } = match
      const given = { ...(externalId && { externalId }), ...(email && { email }), ...(phone && { phone }), ...onCreate }
      const newFields = newContactIn(given, context, ['onCreate'])
      const changes = contactFieldsIn(onUpdate, context, ['onUpdate'])
      async function change(found: Found) {
        try {
          return await sentAs(sentUnder(onUpdate, ['onUpdate']), () => update(found, changes, context))
        } catch (error) {
          if (!isBack(found, context)) throw error
          context.unload(context.services.contacts.getMany, found.contact.id)
          throw new PartlyDone({ contactId: found.contact.id, matchedBy: found.matchedBy }, error)
        }
      }
      const links = newLinksIn(onCreate, context, ['onCreate'])

      return alone(match, context, async () => {
        await context.renew()
        const found =
          (await find(match, context)) ?? (match.id && match.order.includes('ID') ? await bringBack(match.id, 'ID', context) : null)
        // whom this very mutation has made is made, and is still to get what somebody new gets
        if (found && !context.writes.hasBegun('create')) return change(found)
        try {
          const create = () => context.services.contacts.write.create(newFields)
          const { contactId } = payloadOf(await sentAs(sentUnder(given, ['onCreate']), create), context)
          return await linkNew({ contactId, result: 'CREATED' as const, matchedBy: null }, links, context)
        } catch (error) {
          // whoever made them, they are there
          if (found && !links && error instanceof OutcomeUnknownError) return change(found)
          const inTheWay = error instanceof ConflictError ? error.existing : undefined
          if (!inTheWay) throw error
          const back = await bringBack(inTheWay.id, externalId === undefined ? 'EMAIL' : 'EXTERNAL_ID', context)
          if (!back) throw error
          const isByExternalId = externalId !== undefined && back.contact.externalId === externalId
          return change({ ...back, matchedBy: isByExternalId ? 'EXTERNAL_ID' : 'EMAIL' })
        }
      })
    },
  }),
)
