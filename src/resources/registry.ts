import { createAdminsService } from './admins/service.ts'
import { createContactsService } from './contacts/service.ts'
import type { ResourceDeps } from './deps.ts'
import { createTagsService } from './tags/service.ts'
import { createTeamsService } from './teams/service.ts'
import { createWorkspaceService } from './workspace/service.ts'

/** Every row's service: one line each, later rows may be handed earlier ones. */
export function createServices(deps: ResourceDeps) {
  return {
    workspace: createWorkspaceService(deps),
    admins: createAdminsService(deps),
    teams: createTeamsService(deps),
    tags: createTagsService(deps),
    contacts: createContactsService(deps),
  }
}

export type Services = ReturnType<typeof createServices>
