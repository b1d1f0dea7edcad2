/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}": typeof types.ContactListDocument,
    "query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}": typeof types.ContactDocument,
    "query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}": typeof types.WorkspaceDocument,
};
const documents: Documents = {
    "query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}": types.ContactListDocument,
    "query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}": types.ContactDocument,
    "query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}": types.WorkspaceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}"): (typeof documents)["query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}"): (typeof documents)["query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}"): (typeof documents)["query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;