// every row adds its types to the builder when it is imported: one line each, in the order of the table
import './api/scalars.ts'
import './api/viewer-type.ts'
import './api/rate-limit-type.ts'
import './api/health-type.ts'
import './api/stream-types.ts'
import './resources/workspace/graphql.ts'
import './resources/admins/graphql.ts'
import './resources/teams/graphql.ts'
import './resources/tags/graphql.ts'
import './resources/segments/graphql.ts'
import './resources/data-attributes/graphql.ts'
import './resources/subscription-types/graphql.ts'
import './resources/companies/graphql.ts'
import './resources/contacts/graphql.ts'
import './resources/contacts/graphql-edges.ts'
import './resources/contacts/graphql-segments.ts'
import './resources/contacts/graphql-subscriptions.ts'
import './resources/contacts/graphql-companies.ts'
import './resources/contacts/graphql-viewer.ts'
import './resources/notes/graphql.ts'
import './resources/events/graphql.ts'
import './resources/help-centers/graphql.ts'
import './resources/collections/graphql.ts'
import './resources/articles/graphql.ts'
import './resources/articles/graphql-search.ts'
import './resources/ticket-types/graphql.ts'
import './resources/conversations/graphql.ts'
import './resources/conversations/graphql-people.ts'
import './resources/conversations/graphql-thread.ts'
import './resources/conversations/graphql-edges.ts'
import './resources/conversations/subscriptions.ts'
import './resources/tickets/graphql.ts'
import './resources/tickets/graphql-people.ts'
import './resources/tickets/graphql-parts.ts'
import './resources/tickets/graphql-edges.ts'
import { assertValidSchema, specifiedDirectives } from 'graphql'
import { builder } from './api/builder.ts'
import { enforceVersions, intercomVersionDirective } from './api/capability.ts'
import { nullMeansDefault } from './api/default-arguments.ts'
import { enforceScopes } from './api/scope-enforcement.ts'

const built = builder.toSchema({ directives: [...specifiedDirectives, intercomVersionDirective] })

/** The whole graph; it opens nothing and needs no configuration. */
export const schema = nullMeansDefault(enforceScopes(enforceVersions(built)))

// graphql-js would look through all of it when the first request comes, and let that one wait
assertValidSchema(schema)
