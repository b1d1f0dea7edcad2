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
    "query ArticleList($first: Int! = 50, $after: String, $filter: ArticleFilter) {\n  articles(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      title\n      state\n      updatedAt\n      author {\n        name\n      }\n      collection {\n        id\n        name\n      }\n    }\n  }\n}": typeof types.ArticleListDocument,
    "query Article($id: ID!, $locale: Locale! = \"en\", $as: BodyFormat! = HTML) {\n  article(id: $id) {\n    id\n    title\n    state\n    url\n    author {\n      name\n    }\n    collection {\n      name\n      ancestors {\n        name\n      }\n      helpCenter {\n        displayName\n      }\n    }\n    translation(locale: $locale) {\n      locale\n      title\n      body(as: $as)\n    }\n    translations {\n      locale\n      state\n      updatedAt\n    }\n    tags {\n      name\n    }\n    statistics {\n      views\n      conversions\n      reactions\n      happyPercentage\n    }\n  }\n}": typeof types.ArticleDocument,
    "query CollectionList($first: Int! = 150, $after: String, $helpCenter: ID, $articles: Int! = 150) {\n  collections(first: $first, after: $after, helpCenter: $helpCenter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      name\n      parent {\n        id\n      }\n      articles(first: $articles) {\n        totalCount\n        nodes {\n          id\n          title\n          state\n          author {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n}": typeof types.CollectionListDocument,
    "query CompanyList($first: Int! = 50, $after: String, $filter: CompanyFilter) {\n  companies(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      companyId\n      name\n      plan\n      userCount\n      lastRequestAt\n    }\n  }\n}": typeof types.CompanyListDocument,
    "query Company($by: CompanyBy!) {\n  company(by: $by) {\n    id\n    intercomId\n    companyId\n    name\n    plan\n    size\n    website\n    industry\n    monthlySpend\n    userCount\n    sessionCount\n    lastRequestAt\n    tags {\n      name\n    }\n    customAttributes\n  }\n}": typeof types.CompanyDocument,
    "query ContactCompanies($by: ContactBy!, $first: Int! = 10, $after: String) {\n  contact(by: $by) {\n    id\n    displayName\n    tags {\n      id\n      name\n    }\n    companies(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        plan\n        monthlySpend\n      }\n    }\n  }\n}": typeof types.ContactCompaniesDocument,
    "query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}": typeof types.ContactListDocument,
    "query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}": typeof types.ContactDocument,
    "query HelpCenter($by: HelpCenterBy!) {\n  helpCenter(by: $by) {\n    id\n    identifier\n    displayName\n    url\n    live\n    rootCollections {\n      id\n      name\n      icon\n      children {\n        id\n        name\n      }\n    }\n  }\n}": typeof types.HelpCenterDocument,
    "query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}": typeof types.WorkspaceDocument,
};
const documents: Documents = {
    "query ArticleList($first: Int! = 50, $after: String, $filter: ArticleFilter) {\n  articles(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      title\n      state\n      updatedAt\n      author {\n        name\n      }\n      collection {\n        id\n        name\n      }\n    }\n  }\n}": types.ArticleListDocument,
    "query Article($id: ID!, $locale: Locale! = \"en\", $as: BodyFormat! = HTML) {\n  article(id: $id) {\n    id\n    title\n    state\n    url\n    author {\n      name\n    }\n    collection {\n      name\n      ancestors {\n        name\n      }\n      helpCenter {\n        displayName\n      }\n    }\n    translation(locale: $locale) {\n      locale\n      title\n      body(as: $as)\n    }\n    translations {\n      locale\n      state\n      updatedAt\n    }\n    tags {\n      name\n    }\n    statistics {\n      views\n      conversions\n      reactions\n      happyPercentage\n    }\n  }\n}": types.ArticleDocument,
    "query CollectionList($first: Int! = 150, $after: String, $helpCenter: ID, $articles: Int! = 150) {\n  collections(first: $first, after: $after, helpCenter: $helpCenter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      name\n      parent {\n        id\n      }\n      articles(first: $articles) {\n        totalCount\n        nodes {\n          id\n          title\n          state\n          author {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n}": types.CollectionListDocument,
    "query CompanyList($first: Int! = 50, $after: String, $filter: CompanyFilter) {\n  companies(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      companyId\n      name\n      plan\n      userCount\n      lastRequestAt\n    }\n  }\n}": types.CompanyListDocument,
    "query Company($by: CompanyBy!) {\n  company(by: $by) {\n    id\n    intercomId\n    companyId\n    name\n    plan\n    size\n    website\n    industry\n    monthlySpend\n    userCount\n    sessionCount\n    lastRequestAt\n    tags {\n      name\n    }\n    customAttributes\n  }\n}": types.CompanyDocument,
    "query ContactCompanies($by: ContactBy!, $first: Int! = 10, $after: String) {\n  contact(by: $by) {\n    id\n    displayName\n    tags {\n      id\n      name\n    }\n    companies(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        plan\n        monthlySpend\n      }\n    }\n  }\n}": types.ContactCompaniesDocument,
    "query ContactList($first: Int! = 50, $after: String, $filter: ContactFilter) {\n  contacts(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      displayName\n      email\n      role\n      updatedAt\n      owner {\n        name\n      }\n    }\n  }\n}": types.ContactListDocument,
    "query Contact($by: ContactBy!) {\n  contact(by: $by) {\n    id\n    intercomId\n    redirectedFrom\n    displayName\n    role\n    email\n    phone\n    avatarUrl\n    createdAt\n    lastSeenAt\n    location {\n      country\n      city\n    }\n    customAttributes\n  }\n}": types.ContactDocument,
    "query HelpCenter($by: HelpCenterBy!) {\n  helpCenter(by: $by) {\n    id\n    identifier\n    displayName\n    url\n    live\n    rootCollections {\n      id\n      name\n      icon\n      children {\n        id\n        name\n      }\n    }\n  }\n}": types.HelpCenterDocument,
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
export function graphql(source: "query ArticleList($first: Int! = 50, $after: String, $filter: ArticleFilter) {\n  articles(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      title\n      state\n      updatedAt\n      author {\n        name\n      }\n      collection {\n        id\n        name\n      }\n    }\n  }\n}"): (typeof documents)["query ArticleList($first: Int! = 50, $after: String, $filter: ArticleFilter) {\n  articles(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      title\n      state\n      updatedAt\n      author {\n        name\n      }\n      collection {\n        id\n        name\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Article($id: ID!, $locale: Locale! = \"en\", $as: BodyFormat! = HTML) {\n  article(id: $id) {\n    id\n    title\n    state\n    url\n    author {\n      name\n    }\n    collection {\n      name\n      ancestors {\n        name\n      }\n      helpCenter {\n        displayName\n      }\n    }\n    translation(locale: $locale) {\n      locale\n      title\n      body(as: $as)\n    }\n    translations {\n      locale\n      state\n      updatedAt\n    }\n    tags {\n      name\n    }\n    statistics {\n      views\n      conversions\n      reactions\n      happyPercentage\n    }\n  }\n}"): (typeof documents)["query Article($id: ID!, $locale: Locale! = \"en\", $as: BodyFormat! = HTML) {\n  article(id: $id) {\n    id\n    title\n    state\n    url\n    author {\n      name\n    }\n    collection {\n      name\n      ancestors {\n        name\n      }\n      helpCenter {\n        displayName\n      }\n    }\n    translation(locale: $locale) {\n      locale\n      title\n      body(as: $as)\n    }\n    translations {\n      locale\n      state\n      updatedAt\n    }\n    tags {\n      name\n    }\n    statistics {\n      views\n      conversions\n      reactions\n      happyPercentage\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CollectionList($first: Int! = 150, $after: String, $helpCenter: ID, $articles: Int! = 150) {\n  collections(first: $first, after: $after, helpCenter: $helpCenter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      name\n      parent {\n        id\n      }\n      articles(first: $articles) {\n        totalCount\n        nodes {\n          id\n          title\n          state\n          author {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query CollectionList($first: Int! = 150, $after: String, $helpCenter: ID, $articles: Int! = 150) {\n  collections(first: $first, after: $after, helpCenter: $helpCenter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      name\n      parent {\n        id\n      }\n      articles(first: $articles) {\n        totalCount\n        nodes {\n          id\n          title\n          state\n          author {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CompanyList($first: Int! = 50, $after: String, $filter: CompanyFilter) {\n  companies(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      companyId\n      name\n      plan\n      userCount\n      lastRequestAt\n    }\n  }\n}"): (typeof documents)["query CompanyList($first: Int! = 50, $after: String, $filter: CompanyFilter) {\n  companies(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      companyId\n      name\n      plan\n      userCount\n      lastRequestAt\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Company($by: CompanyBy!) {\n  company(by: $by) {\n    id\n    intercomId\n    companyId\n    name\n    plan\n    size\n    website\n    industry\n    monthlySpend\n    userCount\n    sessionCount\n    lastRequestAt\n    tags {\n      name\n    }\n    customAttributes\n  }\n}"): (typeof documents)["query Company($by: CompanyBy!) {\n  company(by: $by) {\n    id\n    intercomId\n    companyId\n    name\n    plan\n    size\n    website\n    industry\n    monthlySpend\n    userCount\n    sessionCount\n    lastRequestAt\n    tags {\n      name\n    }\n    customAttributes\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ContactCompanies($by: ContactBy!, $first: Int! = 10, $after: String) {\n  contact(by: $by) {\n    id\n    displayName\n    tags {\n      id\n      name\n    }\n    companies(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        plan\n        monthlySpend\n      }\n    }\n  }\n}"): (typeof documents)["query ContactCompanies($by: ContactBy!, $first: Int! = 10, $after: String) {\n  contact(by: $by) {\n    id\n    displayName\n    tags {\n      id\n      name\n    }\n    companies(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        plan\n        monthlySpend\n      }\n    }\n  }\n}"];
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
export function graphql(source: "query HelpCenter($by: HelpCenterBy!) {\n  helpCenter(by: $by) {\n    id\n    identifier\n    displayName\n    url\n    live\n    rootCollections {\n      id\n      name\n      icon\n      children {\n        id\n        name\n      }\n    }\n  }\n}"): (typeof documents)["query HelpCenter($by: HelpCenterBy!) {\n  helpCenter(by: $by) {\n    id\n    identifier\n    displayName\n    url\n    live\n    rootCollections {\n      id\n      name\n      icon\n      children {\n        id\n        name\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}"): (typeof documents)["query Workspace {\n  workspace {\n    id\n    name\n    region\n    timeZone\n    apiVersion\n    capabilities\n    admins {\n      id\n      name\n      awayMode {\n        enabled\n      }\n      teams {\n        name\n      }\n    }\n    teams {\n      id\n      name\n    }\n    tags {\n      id\n      name\n    }\n  }\n  viewer {\n    id\n    kind\n    scopes\n    admin {\n      name\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;