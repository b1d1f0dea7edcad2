import type { Route } from '../http/router.ts'
import { adminWriteRoutes } from './admin-writes.ts'
import { adminRoutes } from './admins.ts'
import { articleSearchRoutes } from './article-search.ts'
import { articleWriteRoutes } from './article-writes.ts'
import { articleRoutes } from './articles.ts'
import { collectionWriteRoutes } from './collection-writes.ts'
import { collectionRoutes } from './collections.ts'
import { companyRoutes } from './companies.ts'
import { companyWriteRoutes } from './company-writes.ts'
import { contactLinkRoutes } from './contact-link-writes.ts'
import { contactMergeRoutes } from './contact-merges.ts'
import { contactWriteRoutes } from './contact-writes.ts'
import { contactRoutes } from './contacts.ts'
import { conversationMergeRoutes } from './conversation-merges.ts'
import { conversationParticipantRoutes } from './conversation-participants.ts'
import { conversationPartRoutes } from './conversation-parts.ts'
import { conversationReplyRoutes } from './conversation-replies.ts'
import { conversationTagRoutes } from './conversation-tags.ts'
import { conversationWriteRoutes } from './conversation-writes.ts'
import { conversationRoutes } from './conversations.ts'
import { dataAttributeWriteRoutes } from './data-attribute-writes.ts'
import { dataAttributeRoutes } from './data-attributes.ts'
import { eventWriteRoutes } from './event-writes.ts'
import { eventRoutes } from './events.ts'
import { helpCenterRoutes } from './help-centers.ts'
import { messageRoutes } from './messages.ts'
import { noteRoutes } from './notes.ts'
import { segmentRoutes } from './segments.ts'
import { subscriptionTypeRoutes } from './subscription-types.ts'
import { tagWriteRoutes } from './tag-writes.ts'
import { tagRoutes } from './tags.ts'
import { teamRoutes } from './teams.ts'
import { ticketReplyRoutes } from './ticket-replies.ts'
import { ticketTypeRoutes } from './ticket-types.ts'
import { ticketWriteRoutes } from './ticket-writes.ts'
import { ticketRoutes } from './tickets.ts'

/** Every operation of the sandbox: one line per resource. */
export const routes: readonly Route[] = [
  ...adminRoutes,
  ...adminWriteRoutes,
  ...teamRoutes,
  ...tagRoutes,
  ...tagWriteRoutes,
  ...segmentRoutes,
  ...dataAttributeRoutes,
  ...dataAttributeWriteRoutes,
  ...subscriptionTypeRoutes,
  ...companyRoutes,
  ...companyWriteRoutes,
  ...contactRoutes,
  ...contactMergeRoutes,
  ...contactWriteRoutes,
  ...contactLinkRoutes,
  ...noteRoutes,
  ...eventRoutes,
  ...eventWriteRoutes,
  ...helpCenterRoutes,
  ...collectionRoutes,
  ...collectionWriteRoutes,
  ...articleRoutes,
  ...articleWriteRoutes,
  ...articleSearchRoutes,
  ...conversationRoutes,
  ...messageRoutes,
  ...conversationWriteRoutes,
  ...conversationReplyRoutes,
  ...conversationPartRoutes,
  ...conversationParticipantRoutes,
  ...conversationTagRoutes,
  ...conversationMergeRoutes,
  ...ticketTypeRoutes,
  ...ticketRoutes,
  ...ticketWriteRoutes,
  ...ticketReplyRoutes,
]
