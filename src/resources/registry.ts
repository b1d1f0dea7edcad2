import { createAdminsService } from './admins/service.ts'
import { createArticlesService } from './articles/service.ts'
import { createCollectionsService } from './collections/service.ts'
import { createCompaniesService } from './companies/service.ts'
import { createContactsService } from './contacts/service.ts'
import { createConversationsService } from './conversations/service.ts'
import { createDataAttributesService } from './data-attributes/service.ts'
import type { ResourceDeps } from './deps.ts'
import { createEventsService } from './events/service.ts'
import { createHelpCentersService } from './help-centers/service.ts'
import { createNotesService } from './notes/service.ts'
import { createSegmentsService } from './segments/service.ts'
import { createSubscriptionTypesService } from './subscription-types/service.ts'
import { createTagsService } from './tags/service.ts'
import { createTeamsService } from './teams/service.ts'
import { createTicketTypesService } from './ticket-types/service.ts'
import { createTicketsService } from './tickets/service.ts'
import { createWorkspaceService } from './workspace/service.ts'

/** Every row's service: one line each, later rows may be handed earlier ones. */
export function createServices(deps: ResourceDeps) {
  const segments = createSegmentsService(deps)
  const companies = createCompaniesService(deps)
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
    conversations: createConversationsService({ ...deps, companies }),
    tickets: createTicketsService(deps),
  }
}

export type Services = ReturnType<typeof createServices>
