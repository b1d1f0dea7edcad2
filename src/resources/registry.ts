import { createAdminsService } from './admins/service.ts'
import { createArticlesService } from './articles/service.ts'
import { createCollectionsService } from './collections/service.ts'
import { createCompaniesService } from './companies/service.ts'
import { createContactsService } from './contacts/service.ts'
import { createConversationsService } from './conversations/service.ts'
import type { ResourceDeps } from './deps.ts'
import { createHelpCentersService } from './help-centers/service.ts'
import { createTagsService } from './tags/service.ts'
import { createTeamsService } from './teams/service.ts'
import { createWorkspaceService } from './workspace/service.ts'

/** Every row's service: one line each, later rows may be handed earlier ones. */
export function createServices(deps: ResourceDeps) {
  const companies = createCompaniesService(deps)
  return {
    workspace: createWorkspaceService(deps),
    admins: createAdminsService(deps),
    teams: createTeamsService(deps),
    tags: createTagsService(deps),
    companies,
    contacts: createContactsService({ ...deps, companies }),
    helpCenters: createHelpCentersService(deps),
    collections: createCollectionsService(deps),
    articles: createArticlesService(deps),
    conversations: createConversationsService(deps),
  }
}

export type Services = ReturnType<typeof createServices>
