import { builder } from '../../api/builder.ts'
import { instantAfterEpoch, neededText, unlessNull } from '../../api/mutations/inputs.ts'
import type { CompanyFields } from './model-fields.ts'

export const CompanyInput = builder.inputType('CompanyInput', {
  description: 'What is said of a company. What is left out stays as it is; null takes it away, an attribute by its name.',
  fields: (t) => ({
    name: t.string({ description: 'Its name. A company cannot be without one.' }),
    plan: t.string({ description: 'The plan it is on with you, by its name; a new name is a new plan.' }),
    size: t.int({ description: 'How many people work there.' }),
    website: t.field({ type: 'URL', description: 'Its site.' }),
    industry: t.string({ description: 'What it is in.' }),
    monthlySpend: t.int({
      description: 'What it spends with you a month, in whole units of money. Null is the same as 0: Intercom knows no other nothing.',
    }),
    remoteCreatedAt: t.field({
      type: 'DateTime',
      description:
        'When it was created on your side, to the second. Intercom describes it for `companyUpsert` alone; whether `companyUpdate` changes it, the answer shows.',
    }),
    customAttributes: t.field({
      type: 'JSONObject',
      description: 'Attributes of your own, each by its name, which must be defined in Intercom; those that are not named stay.',
    }),
  }),
})

/** What is given of a company, checked. */
export function companyFieldsIn(input: typeof CompanyInput.$inferInput): CompanyFields {
  const { plan, size, website, industry, monthlySpend, remoteCreatedAt, customAttributes } = input
  const name = unlessNull(input.name, ['input', 'name'])
  return {
    ...(name !== undefined && { name: neededText(name, ['input', 'name']) }),
    ...(plan !== undefined && { plan }),
    ...(size !== undefined && { size }),
    ...(website !== undefined && { website }),
    ...(industry !== undefined && { industry }),
    ...(monthlySpend !== undefined && { monthlySpend }),
    ...(remoteCreatedAt !== undefined && { remoteCreatedAt: instantAfterEpoch(remoteCreatedAt, ['input', 'remoteCreatedAt']) }),
    ...(customAttributes && { customAttributes }),
  }
}
