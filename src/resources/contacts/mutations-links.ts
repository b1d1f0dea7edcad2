import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { tagIdArg, tagIdOf, tagRefArg } from '../tags/graphql-ref.ts'
import { survivorIn } from './graphql-by.ts'
import { ContactPayload, payloadOf } from './mutations-payloads.ts'

const mayWrite = { authScopes: needs('CONTACTS_WRITE') }
const writesOf = ({ services }: Context) => services.contacts.write
const idArg = { required: true, description: 'The contact, by its id, global or as Intercom has it.' } as const

builder.mutationFields((t) => ({
  contactTagAdd: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Puts a tag on a contact. The contact takes a call where it is asked for.',
    args: { id: t.arg.id(idArg), tag: t.arg(tagRefArg) },
    extensions: costsCalls(3),
    async resolve(_, { id, tag }, context) {
      const contactId = await survivorIn(id, context)
      const tagId = await tagIdOf(tag, context, 'tag')
      return payloadOf(await sentAs({ ...missingTag, id: ['tag'] }, () => writesOf(context).addTag(contactId, tagId)), context)
    },
  }),
  contactTagRemove: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Takes a tag off a contact. The contact takes a call where it is asked for.',
    args: { id: t.arg.id(idArg), tag: t.arg.id(tagIdArg) },
    extensions: costsCalls(2),
    async resolve(_, { id, tag }, context) {
      const contactId = await survivorIn(id, context)
      const tagId = readId(tag, 'Tag', context, 'tag')
      return payloadOf(await sentAs(missingTag, () => writesOf(context).removeTag(contactId, tagId)), context)
    },
  }),
  contactCompanyAttach: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Puts a contact into a company. The contact takes a call where it is asked for.',
    args: { contact: t.arg.id(idArg), company: t.arg.id({ required: true, description: 'The company, by its id.' }) },
    extensions: costsCalls(2),
    async resolve(_, { contact, company }, context) {
      const contactId = await survivorIn(contact, context, 'contact')
      const companyId = readId(company, 'Company', context, 'company')
      return payloadOf(await sentAs(missingCompany, () => writesOf(context).attachCompany(contactId, companyId)), context)
    },
  }),
  contactCompanyDetach: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Takes a contact out of a company. The contact takes a call where it is asked for.',
    args: { contact: t.arg.id(idArg), company: t.arg.id({ required: true, description: 'The company, by its id.' }) },
    extensions: costsCalls(2),
    async resolve(_, { contact, company }, context) {
      const contactId = await survivorIn(contact, context, 'contact')
      const companyId = readId(company, 'Company', context, 'company')
      return payloadOf(await sentAs(missingCompany, () => writesOf(context).detachCompany(contactId, companyId)), context)
    },
  }),
}))

/** Intercom says which of the two is not there by its code, or by its words for a contact. */
const missingCompany = { company_not_found: ['company'], not_found: ['contact'] }
const missingTag = { user: ['id'], tag_not_found: ['tag'], not_found: ['tag'] }
