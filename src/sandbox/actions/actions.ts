import type { Version } from '../http/versions.ts'
import { createArticleActions } from './articles.ts'
import { createCompanyActions } from './companies.ts'
import { createContactActions } from './contacts.ts'
import { createConversationActions } from './conversations.ts'
import type { ActionDeps } from './deps.ts'
import { createTicketActions } from './tickets.ts'
import { createWorkspaceActions } from './workspace.ts'

export type Actions = ReturnType<typeof createActions>

/**
 * What people do in the workspace. Each action changes the world, everything that follows from it included, and then announces it by webhook, under
 * all of its topics. An action throws an `ApiError` (404, 400) for what it cannot be done with, and then nothing has changed.
 *
 * @param version what the app is set to, by which topics and items go
 */
export function createActions(deps: ActionDeps, version: Version) {
  const contacts = createContactActions(deps)
  const tickets = createTicketActions(deps, version)
  return {
    conversations: createConversationActions(deps, { contacts, tickets, version }),
    contacts,
    companies: createCompanyActions(deps),
    tickets,
    articles: createArticleActions(deps),
    workspace: createWorkspaceActions(deps),
  }
}
