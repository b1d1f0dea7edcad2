import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { idArg, somethingIn } from '../../api/mutations/inputs.ts'
import { at } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload, handOn, payloadType } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { checkExternalId } from '../../intercom/ids.ts'
import type { Done } from '../../writes/write.ts'
import { CompanyType } from './graphql.ts'
import type { Company } from './model.ts'
import { CompanyInput, companyFieldsIn } from './mutations-inputs.ts'

type Ids = { companyId: string }
const CompanyPayload = payloadType<Ids>(
  'CompanyPayload',
  'What a mutation of a company came to. The answer of Intercom is the company: it takes no call.',
)
builder.objectField(CompanyPayload, 'company', (t) =>
  t.field({
    type: CompanyType,
    nullable: true,
    description: 'The company as it is now.',
    resolve: ({ companyId }, _, context) => (companyId === undefined ? null : context.load(context.services.companies.getMany, companyId)),
  }),
)

function payloadOf({ result, taken }: Done<Ids, Company | null>, context: Context): Ids {
  handOn(context, context.services.companies.getMany, result.companyId, taken)
  return result
}

const mayWrite = { authScopes: needs('CONTACTS_WRITE') }
const inputArg = { type: CompanyInput, required: true } as const

builder.mutationFields((t) => ({
  companyUpsert: t.field({
    ...mayWrite,
    type: CompanyPayload,
    description:
      'Changes the company with this id of yours, or makes it. Until a contact belongs to it (`contactCompanyAttach`) Intercom shows it in no list; `company(by:)` finds it.',
    args: {
      companyId: t.arg.string({ required: true, description: 'Your own id of it, which never changes.' }),
      input: t.arg({ ...inputArg, description: 'What is said of it, whether it is new or not.' }),
    },
    async resolve(_, { companyId, input }, context) {
      const ownId = at(['companyId'], () => checkExternalId(companyId))
      return payloadOf(await context.services.companies.write.upsert(ownId, companyFieldsIn(input)), context)
    },
  }),
  companyUpdate: t.field({
    ...mayWrite,
    type: CompanyPayload,
    description: 'Changes what is said of a company.',
    args: { id: t.arg.id(idArg), input: t.arg({ ...inputArg, description: 'What to change.' }) },
    async resolve(_, { id, input }, context) {
      const companyId = readId(id, 'Company', context)
      const changes = somethingIn(
        companyFieldsIn(input),
        'name, plan, size, website, industry, monthlySpend, remoteCreatedAt, customAttributes',
      )
      return payloadOf(await context.services.companies.write.update(companyId, changes), context)
    },
  }),
  companyDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description:
      'Deletes a company. Its contacts stay, and belong to it no more, which Intercom does some moments later. A tool that copies companies into Intercom may bring it back.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const { result } = await context.services.companies.write.delete(readId(id, 'Company', context))
      return deletedPayload('Company', result.deletedId, context)
    },
  }),
}))
