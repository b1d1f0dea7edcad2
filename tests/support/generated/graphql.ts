/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A condition on a custom attribute: its name, and one condition of its type. */
export type AttributeFilter = {
  /** For a yes or no. */
  boolean?: BooleanFilter | null | undefined;
  /** For a date. */
  date?: DateTimeFilter | null | undefined;
  /** The name of the attribute. */
  name: string;
  /** For a number. */
  number?: IntFilter | null | undefined;
  /** For a text or an option. */
  string?: StringFilter | null | undefined;
};

/** A condition on a yes or no. */
export type BooleanFilter = {
  /** Is this. */
  eq: boolean;
};

/** What the version of the Intercom API in use can do beyond 2.14. */
export type Capability =
  /** The merges a contact came from can be listed (2.16). */
  | 'MERGE_HISTORY';

/** One contact, by exactly one of these. */
export type ContactBy =
  {   /** Its e-mail address, when only one contact has it. */
  email: string; externalId?: never; id?: never; intercomId?: never; phone?: never; }
  |  { email?: never;   /** Your own id; users only. */
  externalId: string; id?: never; intercomId?: never; phone?: never; }
  |  { email?: never; externalId?: never;   /** Its id, global or as Intercom has it. */
  id: string | number; intercomId?: never; phone?: never; }
  |  { email?: never; externalId?: never; id?: never;   /** Its id as Intercom has it. */
  intercomId: string; phone?: never; }
  |  { email?: never; externalId?: never; id?: never; intercomId?: never;   /** Its phone number, when only one contact has it. */
  phone: string; };

/** Which contacts; all the conditions of one object hold. Groups nest two deep, with at most fifteen conditions each. */
export type ContactFilter = {
  /** All of these hold too. */
  and?: Array<ContactFilter> | null | undefined;
  /** By one custom attribute; several go into `and`. */
  attribute?: AttributeFilter | null | undefined;
  /** By when they were created; whole days. */
  createdAt?: DateTimeFilter | null | undefined;
  /** By e-mail address. */
  email?: StringFilter | null | undefined;
  /** By what is behind the @ of it. */
  emailDomain?: StringFilter | null | undefined;
  /** By your own id. */
  externalId?: StringFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** By when they were last written to; whole days. */
  lastContactedAt?: DateTimeFilter | null | undefined;
  /** By when they last wrote; whole days. */
  lastRepliedAt?: DateTimeFilter | null | undefined;
  /** By when they were last seen; whole days. */
  lastSeenAt?: DateTimeFilter | null | undefined;
  /** By name. */
  name?: StringFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<ContactFilter> | null | undefined;
  /** By the teammate who owns them. */
  owner?: IdFilter | null | undefined;
  /** By phone number. */
  phone?: StringFilter | null | undefined;
  /** Users or leads only. */
  role?: ContactRole | null | undefined;
  /** By segment. */
  segment?: IdFilter | null | undefined;
  /** By when they signed up; whole days. */
  signedUpAt?: DateTimeFilter | null | undefined;
  /** By tag: `eq` and `neq` only. */
  tag?: IdFilter | null | undefined;
  /** Whether they take no e-mails. */
  unsubscribedFromEmails?: BooleanFilter | null | undefined;
  /** By when they last changed; whole days. */
  updatedAt?: DateTimeFilter | null | undefined;
};

/** What a contact is. */
export type ContactRole =
  /** Someone who wrote in without one. */
  | 'LEAD'
  /** Someone with an identity of yours: an external id or an e-mail address they signed up with. */
  | 'USER';

/** Conditions on an instant; all of those given hold. Exact to the second, or refused where Intercom can only search whole days. */
export type DateTimeFilter = {
  /** Later than this. */
  after?: string | null | undefined;
  /** Earlier than this. */
  before?: string | null | undefined;
  /** Within this calendar day of the workspace's time zone. */
  on?: string | null | undefined;
  /** At this instant or later. */
  onOrAfter?: string | null | undefined;
  /** At this instant or earlier. */
  onOrBefore?: string | null | undefined;
  /** No longer ago than this. */
  withinLast?: string | null | undefined;
};

/** Conditions on the id of a record, global or as Intercom has it; all of those given hold. */
export type IdFilter = {
  /** Is this one. */
  eq?: string | number | null | undefined;
  /** Is one of these. */
  in?: Array<string | number> | null | undefined;
  /** Is not this one. */
  neq?: string | number | null | undefined;
  /** Is none of these. */
  nin?: Array<string | number> | null | undefined;
};

/** Conditions on a number; all of those given hold. */
export type IntFilter = {
  /** Is this. */
  eq?: number | null | undefined;
  /** Is greater. */
  gt?: number | null | undefined;
  /** Is this or greater. */
  gte?: number | null | undefined;
  /** Is one of these. */
  in?: Array<number> | null | undefined;
  /** Is less. */
  lt?: number | null | undefined;
  /** Is this or less. */
  lte?: number | null | undefined;
  /** Is not this. */
  neq?: number | null | undefined;
};

/** Where the workspace's data lives. */
export type Region =
  /** Australia. */
  | 'AU'
  /** Europe. */
  | 'EU'
  /** United States. */
  | 'US';

/** What a caller may do. */
export type Scope =
  /** Write in the name of another teammate. */
  | 'ACT_AS_ADMIN'
  /** Operate the gateway. */
  | 'ADMIN'
  /** Read contacts and companies. */
  | 'CONTACTS_READ'
  /** Write contacts and companies. */
  | 'CONTACTS_WRITE'
  /** Read the help center, drafts included. */
  | 'CONTENT_READ'
  /** Write the help center. */
  | 'CONTENT_WRITE'
  /** Read conversations. */
  | 'CONVERSATIONS_READ'
  /** Write conversations. */
  | 'CONVERSATIONS_WRITE'
  /** Track data events. */
  | 'EVENTS_WRITE'
  /** Read what teammates write for each other only. */
  | 'NOTES_READ'
  /** Plan and run syncs. */
  | 'SYNC_RUN'
  /** Read tickets. */
  | 'TICKETS_READ'
  /** Write tickets. */
  | 'TICKETS_WRITE';

/** Conditions on a text; all of those given hold. Not every field can do every one. */
export type StringFilter = {
  /** Has this in it. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is this. */
  eq?: string | null | undefined;
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is not this. */
  neq?: string | null | undefined;
  /** Is none of these. */
  nin?: Array<string> | null | undefined;
  /** Does not have this in it. */
  notContains?: string | null | undefined;
  /** Begins with this. */
  startsWith?: string | null | undefined;
};

/** What kind of caller this is. */
export type ViewerKind =
  /** A program with an API key, or anyone at a gateway in development without keys. */
  | 'SERVICE';

export type ContactListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ContactFilter | null | undefined;
}>;


export type ContactListQuery = { contacts: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, displayName: string, email: string | null, role: ContactRole, updatedAt: string, owner: { name: string } | null } | null> } | null };

export type ContactQueryVariables = Exact<{
  by: ContactBy;
}>;


export type ContactQuery = { contact: { id: string, intercomId: string, redirectedFrom: string | null, displayName: string, role: ContactRole, email: string | null, phone: string | null, avatarUrl: string | null, createdAt: string, lastSeenAt: string | null, customAttributes: Record<string, unknown>, location: { country: string | null, city: string | null } | null } | null };

export type WorkspaceQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceQuery = { workspace: { id: string, name: string | null, region: Region, timeZone: string | null, apiVersion: string, capabilities: Array<Capability>, admins: Array<{ id: string, name: string, awayMode: { enabled: boolean }, teams: Array<{ name: string }> | null }> | null, teams: Array<{ id: string, name: string }> | null, tags: Array<{ id: string, name: string }> | null }, viewer: { id: string, kind: ViewerKind, scopes: Array<Scope>, admin: { name: string } | null } };


export const ContactListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactListQuery, ContactListQueryVariables>;
export const ContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"redirectedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"city"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customAttributes"}}]}}]}}]} as unknown as DocumentNode<ContactQuery, ContactQueryVariables>;
export const WorkspaceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"apiVersion"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"admins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"awayMode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"admin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<WorkspaceQuery, WorkspaceQueryVariables>;