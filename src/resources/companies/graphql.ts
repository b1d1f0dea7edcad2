import { safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { askedPage, askedPart } from '../../api/connections/asked-page.ts'
import { connect, connectArray } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import type { Context } from '../../api/context.ts'
import { IntercomObject, Node, readId, registerNode } from '../../api/node.ts'
import { referencesTo } from '../../api/references.ts'
import { InvalidInputError } from '../../errors.ts'
import { checkExternalId, checkId } from '../../intercom/ids.ts'
import { attributeFields } from '../data-attributes/graphql-values.ts'
import { SegmentType } from '../segments/graphql.ts'
import { TagType } from '../tags/graphql.ts'
import { companyCorrection } from './graphql-lately.ts'
import type { Company } from './model.ts'
import type { CompanyGroup } from './service.ts'

export const CompanyType = builder.objectRef<Company>('Company').implement({
  description: 'An organisation that contacts belong to.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    companyId: t.exposeString('companyId', { nullable: true, description: 'Your own id of it; it never changes.' }),
    name: t.exposeString('name', { nullable: true, description: 'Its name.' }),
    plan: t.exposeString('plan', { nullable: true, description: 'The plan it is on with you.' }),
    size: t.exposeInt('size', { nullable: true, description: 'How many people work there.' }),
    website: t.field({
      type: 'URL',
      nullable: true,
      description: 'Its site. Written without "https://" in Intercom, it is given with it.',
      resolve: ({ website }) => addressOf(website),
    }),
    industry: t.exposeString('industry', { nullable: true, description: 'What it is in.' }),
    monthlySpend: t.exposeInt('monthlySpend', { nullable: true, description: 'What it spends with you a month, in whole units of money.' }),
    sessionCount: t.exposeInt('sessionCount', { nullable: true, description: 'How many sessions its people had.' }),
    userCount: t.exposeInt('userCount', { nullable: true, description: 'How many users belong to it; leads are not counted.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it came into Intercom.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When anything about it last changed.' }),
    remoteCreatedAt: t.expose('remoteCreatedAt', { type: 'DateTime', nullable: true, description: 'When it was created on your side.' }),
    lastRequestAt: t.expose('lastRequestAt', { type: 'DateTime', nullable: true, description: 'When one of its people was last seen.' }),
    ...attributeFields<Company>(t, 'COMPANY'),
    tags: t.field({ type: [TagType], nullable: true, description: 'Its tags.', resolve: ({ tags }) => [...tags] }),
    segments: t.field({
      type: [SegmentType],
      nullable: true,
      description: 'The segments it is in. They cost no call.',
      resolve: ({ segments }) => [...segments],
    }),
  }),
})

export const companyReferences = referencesTo<Company>('Company', ({ companies }) => companies.getMany)

registerNode<Company>('Company', {
  check: (id) => checkId('company', id),
  load: (id, context) => context.load(context.services.companies.getMany, id),
})

export const CompanyConnection = connectionType('Company', CompanyType, { nullableNodes: true })

type CompanyBy = { id?: string | number | null; intercomId?: string | null; companyId?: string | null; name?: string | null }

const CompanyByInput = builder.inputRef<CompanyBy>('CompanyBy').implement({
  description: 'One company, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id, global or as Intercom has it.' }),
    intercomId: t.string({ description: 'Its id as Intercom has it.' }),
    companyId: t.string({ description: 'Your own id of it.' }),
    name: t.string({ description: 'Its name, whole. Of several companies with that name, Intercom chooses one.' }),
  }),
})

type CompanyFilter = { tag?: string | number | null; segment?: string | number | null; name?: string | null; companyId?: string | null }

const CompanyFilterInput = builder.inputRef<CompanyFilter>('CompanyFilter').implement({
  description: 'Which companies: by one of these, as Intercom cannot combine them.',
  fields: (t) => ({
    tag: t.id({ description: 'Those with this tag: its id, global or as Intercom has it.' }),
    segment: t.id({ description: 'Those in this segment: its id, global or as Intercom has it.' }),
    name: t.string({ description: 'The one with this name.' }),
    companyId: t.string({ description: 'The one with this id of yours.' }),
  }),
})

builder.queryFields((t) => ({
  company: t.field({
    type: CompanyType,
    nullable: true,
    description: 'One company, or null.',
    args: { by: t.arg({ type: CompanyByInput, required: true, description: 'Which one.' }) },
    resolve: (_, { by }, context) => {
      const { companies } = context.services
      if (typeof by.companyId === 'string') return companies.getByCompanyId(checkExternalId(by.companyId))
      if (typeof by.name === 'string') return companies.getByName(checkName(by.name, 'by.name'))
      const id = readId((by.id ?? by.intercomId)!, 'Company', context, by.id === undefined ? 'by.intercomId' : 'by.id')
      return context.load(companies.getMany, id)
    },
  }),
  companies: t.field({
    type: CompanyConnection,
    nullable: true,
    description:
      'Companies, the one whose people were last seen first. Intercom lists only companies that have users, and of those only the first 10,000; any other is found by its id or name. One that was deleted is left out at once; whether one that people came to or left a moment ago is in the list is told in `extensions.intercom.overlay`, where the gateway cannot know.',
    args: { ...pageArgs(50), filter: t.arg({ type: CompanyFilterInput, description: 'Which companies; all unless said.' }) },
    resolve: async (_, { filter, ...args }, context) => {
      const { companies } = context.services
      const chosen = readFilter(filter, context)
      const list = ['Query.companies', chosen]
      if (chosen && ('companyId' in chosen || 'name' in chosen)) {
        const asked = askedPart(args, list, context)
        const company = await ('name' in chosen ? companies.getByName(chosen.name) : companies.getByCompanyId(chosen.companyId))
        return connectArray(company ? [company] : [], asked, { keyOf: ({ id }) => id })
      }
      const asked = askedPage(args, list, context)
      return connect(asked, {
        paging: 'number',
        correction: await companyCorrection(context, { isOfGroup: chosen !== null }),
        fetchPage: ({ cursor, size }) => companies.list({ size, after: cursor }, chosen),
      })
    },
  }),
}))

const narrowestFirst = ['companyId', 'name', 'tag', 'segment'] as const

type Chosen = CompanyGroup | { companyId: string } | { name: string }

/** What a filter chooses companies by, or null when it says nothing at all. */
function readFilter(filter: CompanyFilter | null | undefined, context: Context): Chosen | null {
  const given = narrowestFirst.filter((name) => filter?.[name] !== undefined)
  const [name, second] = given
  if (!filter || !name) return null
  const value = filter[name]
  if (second) {
    throw new InvalidInputError(
      `Argument "filter" names ${given.join(' and ')}; Intercom finds companies by one of them. Filter by ${name} alone and choose among what comes.`,
    )
  }
  // a variable that was not set must not list everything
  if (value === null || value === undefined) {
    throw new InvalidInputError(`Argument "filter.${name}" is null; leave it out to list companies whatever it is.`)
  }
  const text = String(value)
  if (name === 'tag') return { tag_id: readId(text, 'Tag', context, 'filter.tag') }
  if (name === 'segment') return { segment_id: readId(text, 'Segment', context, 'filter.segment') }
  return name === 'companyId' ? { companyId: checkExternalId(text) } : { name: checkName(text, 'filter.name') }
}

/** An empty name would not be understood as one, and would list everything. */
function checkName(name: string, argument: string): string {
  if (name.trim() !== '' && name.isWellFormed() && !/\p{Cc}/u.test(name)) return name
  throw new InvalidInputError(`Argument "${argument}" is not a name; expected printable characters, at least one.`)
}

/** People type "acme.com" where Intercom asks for a website. */
const addressOf = (website: string | null) =>
  safeUrl(website !== null && /^[^\s:/?#]+\.[^\s:]+$/.test(website) ? `https://${website}` : website)
