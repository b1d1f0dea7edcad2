import type { JobKind } from '../jobs/job.ts'
import type { Reconciled } from '../reconcile/reconciled.ts'
import type { Syncables } from '../sync/syncable.ts'
import { topicsOfNoRow } from '../webhooks/ignored.ts'
import type { TopicRules } from '../webhooks/topics.ts'
import { createAdminsService } from './admins/service.ts'
import { adminTopics } from './admins/webhooks.ts'
import { reconciledArticles } from './articles/reconcile.ts'
import { createArticlesService } from './articles/service.ts'
import { articleTopics } from './articles/webhooks.ts'
import { createCollectionsService } from './collections/service.ts'
import { collectionTopics } from './collections/webhooks.ts'
import { createCompaniesService } from './companies/service.ts'
import { syncableCompanies } from './companies/sync.ts'
import { companyTopics } from './companies/webhooks.ts'
import { reconciledContacts } from './contacts/reconcile.ts'
import { createContactsService } from './contacts/service.ts'
import { syncableContacts } from './contacts/sync.ts'
import { syncableAttachments } from './contacts/sync-attachments.ts'
import { contactTopics } from './contacts/webhooks.ts'
import { reconciledConversations } from './conversations/reconcile.ts'
import { createConversationsService } from './conversations/service.ts'
import { conversationTopics } from './conversations/webhooks.ts'
import { createDataAttributesService } from './data-attributes/service.ts'
import { dataAttributeTopics } from './data-attributes/webhooks.ts'
import type { ResourceDeps } from './deps.ts'
import { createEventsService } from './events/service.ts'
import { trackBatch } from './events/service-batch.ts'
import { eventTopics } from './events/webhooks.ts'
import { createHelpCentersService } from './help-centers/service.ts'
import { createNotesService } from './notes/service.ts'
import { noteTopics } from './notes/webhooks.ts'
import { createSegmentsService } from './segments/service.ts'
import { segmentTopics } from './segments/webhooks.ts'
import { createSubscriptionTypesService } from './subscription-types/service.ts'
import { subscriptionTypeTopics } from './subscription-types/webhooks.ts'
import { createTagsService } from './tags/service.ts'
import { tagTopics } from './tags/webhooks.ts'
import { createTeamsService } from './teams/service.ts'
import { teamTopics } from './teams/webhooks.ts'
import { createTicketTypesService } from './ticket-types/service.ts'
import { reconciledTickets } from './tickets/reconcile.ts'
import { createTicketsService } from './tickets/service.ts'
import { ticketTopics } from './tickets/webhooks.ts'
import { createWorkspaceService } from './workspace/service.ts'

/** Every row's service: one line each, later rows may be handed earlier ones. */
export function createServices(deps: ResourceDeps) {
  const segments = createSegmentsService(deps)
  const companies = createCompaniesService(deps)
  const conversations = createConversationsService({ ...deps, companies })
  return {
    workspace: createWorkspaceService(deps),
    admins: createAdminsService(deps),
    teams: createTeamsService(deps),
    tags: createTagsService(deps),
    segments,
    dataAttributes: createDataAttributesService(deps),
    subscriptionTypes: createSubscriptionTypesService(deps),
    companies,
    contacts: createContactsService({ ...deps, companies, segments }),
    notes: createNotesService(deps),
    events: createEventsService(deps),
    helpCenters: createHelpCentersService(deps),
    collections: createCollectionsService(deps),
    articles: createArticlesService(deps),
    ticketTypes: createTicketTypesService(deps),
    conversations,
    tickets: createTicketsService({ ...deps, conversations }),
  }
}

export type Services = ReturnType<typeof createServices>

/**
 * What each row makes of Intercom's webhooks, by what its copies are of: one line each, the row whose topics they are before those that only follow them.
 */
export const topicsOf = (services: Services): Record<string, TopicRules> => ({
  admin: adminTopics(services),
  team: teamTopics(services),
  tag: tagTopics(services),
  segment: segmentTopics(services),
  'data attribute': dataAttributeTopics(services),
  'subscription type': subscriptionTypeTopics(services),
  company: companyTopics(services),
  contact: contactTopics(services),
  note: noteTopics(services),
  event: eventTopics(services),
  collection: collectionTopics(services),
  article: articleTopics(services),
  conversation: conversationTopics(services),
  ticket: ticketTopics(services),
  nothing: topicsOfNoRow,
})

/** What can be held against Intercom when webhooks were missed: one line each. */
export const reconciledOf = (services: Services): Reconciled[] => [
  reconciledContacts(services),
  reconciledArticles(services),
  reconciledConversations(services),
  reconciledTickets(services),
]

/** What is done behind answers: one line each. */
export const jobsOf = (services: Services): JobKind[] => [trackBatch(services)]

/** What can be synced with other systems: one line each. */
export const syncablesOf = (services: Services): Syncables => ({
  contact: syncableContacts(services),
  company: syncableCompanies(services),
  attachments: syncableAttachments(services),
})
