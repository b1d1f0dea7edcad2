import type { Route } from '../http/router.ts'
import { adminRoutes } from './admins.ts'
import { articleSearchRoutes } from './article-search.ts'
import { articleRoutes } from './articles.ts'
import { collectionRoutes } from './collections.ts'
import { companyRoutes } from './companies.ts'
import { contactLinkRoutes } from './contact-link-writes.ts'
import { contactMergeRoutes } from './contact-merges.ts'
import { contactWriteRoutes } from './contact-writes.ts'
import { contactRoutes } from './contacts.ts'
import { conversationParticipantRoutes } from './conversation-participants.ts'
import { conversationPartRoutes } from './conversation-parts.ts'
import { conversationReplyRoutes } from './conversation-replies.ts'
import { conversationTagRoutes } from './conversation-tags.ts'
import { conversationWriteRoutes } from './conversation-writes.ts'
import { conversationRoutes } from './conversations.ts'
import { dataAttributeRoutes } from './data-attributes.ts'
import { eventRoutes } from './events.ts'
import { helpCenterRoutes } from './help-centers.ts'
import { noteRoutes } from './notes.ts'
import { segmentRoutes } from './segments.ts'
import { subscriptionTypeRoutes } from './subscription-types.ts'
import { tagRoutes } from './tags.ts'
import { teamRoutes } from './teams.ts'
import { ticketTypeRoutes } from './ticket-types.ts'
import { ticketRoutes } from './tickets.ts'

/** Every operation of the sandbox: one line per resource. */
export const routes: readonly Route[] = [
  ...adminRoutes,
  ...teamRoutes,
  ...tagRoutes,
  ...segmentRoutes,
  ...dataAttributeRoutes,
  ...subscriptionTypeRoutes,
  ...companyRoutes,
  ...contactRoutes,
  ...contactMergeRoutes,
  ...contactWriteRoutes,
  ...contactLinkRoutes,
  ...noteRoutes,
  ...eventRoutes,
  ...helpCenterRoutes,
  ...collectionRoutes,
  ...articleRoutes,
  ...articleSearchRoutes,
  ...conversationRoutes,
  ...conversationWriteRoutes,
  ...conversationReplyRoutes,
  ...conversationPartRoutes,
  ...conversationParticipantRoutes,
  ...conversationTagRoutes,
  ...ticketTypeRoutes,
  ...ticketRoutes,
]
