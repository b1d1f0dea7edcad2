/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A new article, in the default language of the help center and in others. */
export type ArticleCreateInput = {
  /** The teammate who is named as its author. */
  author: string | number;
  /** Its text, in HTML. What a browser would run, and what shows other pages inside (`iframe`), is taken out. */
  body?: string | null | undefined;
  /** The collection it stands in; none unless said. */
  collection?: string | number | null | undefined;
  /** What it is about, in a line. */
  description?: string | null | undefined;
  /** Whether visitors can read it. */
  state?: ArticleState | null | undefined;
  /** Its title. */
  title: string;
  /** The article in other languages, each once. */
  translations?: Array<ArticleTranslationInput> | null | undefined;
};

/** Which articles; all of these hold. Intercom cannot list articles so: they are found in an index of all of them, kept for some minutes. Its search, `articleSearch`, knows help centers and states, and the collection is looked at here. */
export type ArticleFilter = {
  /** Directly in this collection, not in those below it: its id, global or as Intercom has it. */
  collection?: string | number | null | undefined;
  /** In any collection of this help center: its id, global or as Intercom has it. */
  helpCenter?: string | number | null | undefined;
  /** Published ones or drafts only. */
  state?: ArticleState | null | undefined;
};

/** Whether visitors can read an article. */
export type ArticleState =
  /** Teammates only. */
  | 'DRAFT'
  /** They can. */
  | 'PUBLISHED';

/** An article in one language. What is left out stays as it is; null takes a description or a text away. */
export type ArticleTranslationInput = {
  /** Its text in this language, in HTML. What a browser would run, and what shows other pages inside (`iframe`), is taken out. */
  body?: string | null | undefined;
  /** Its description in this language. */
  description?: string | null | undefined;
  /** The language, one of those of the help center: `pt-BR`. */
  locale: string;
  /** Whether visitors can read it in this language. In a new article a draft unless said. */
  state?: ArticleState | null | undefined;
  /** Its title in this language. */
  title?: string | null | undefined;
};

/** What is to be changed. What is left out stays as it is; null takes it away where an article can be without it. */
export type ArticleUpdateInput = {
  /** The teammate who is named as its author. */
  author?: string | number | null | undefined;
  /** Its text, in HTML. What a browser would run, and what shows other pages inside (`iframe`), is taken out. */
  body?: string | null | undefined;
  /** The collection it stands in. Null takes it out of all. */
  collection?: string | number | null | undefined;
  /** What it is about, in a line. */
  description?: string | null | undefined;
  /** Whether visitors can read it. */
  state?: ArticleState | null | undefined;
  /** Its title. */
  title?: string | null | undefined;
  /** Languages to add or to change, each once; the others stay. */
  translations?: Array<ArticleTranslationInput> | null | undefined;
};

/** Who it is given to, by exactly one of these. */
export type AssignInput =
  {   /** A teammate. */
  admin: string | number; team?: never; unassign?: never; }
  |  { admin?: never;   /** A team. */
  team: string | number; unassign?: never; }
  |  { admin?: never; team?: never;   /** Nobody: true, and nothing else. Whether a team that has it beside a teammate keeps it, Intercom does not publish: the answer shows. */
  unassign: boolean; };

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

/** What an attribute is known of. */
export type AttributeModel =
  /** Companies. */
  | 'COMPANY'
  /** People. */
  | 'CONTACT'
  /** Conversations. */
  | 'CONVERSATION';

/** What kind of author this is. */
export type AuthorKind =
  /** A teammate. */
  | 'ADMIN'
  /** A bot, Fin among them, or a workflow that speaks as one. */
  | 'BOT'
  /** A user or a lead. */
  | 'CONTACT'
  /** A team as a whole. */
  | 'TEAM'
  /** Something else; `rawKind` has the word for it. */
  | 'UNKNOWN';

/** How to render a text that Intercom stores as HTML. */
export type BodyFormat =
  /** Sanitised HTML: text, links, lists, tables, images and code; no scripts, styles, frames, forms or event handlers. */
  | 'HTML'
  /** CommonMark. */
  | 'MARKDOWN'
  /** Plain text, links in brackets behind their words. */
  | 'TEXT';

/** A condition on a yes or no. */
export type BooleanFilter = {
  /** Is this. */
  eq: boolean;
};

/** What to read anew, by exactly one of these. */
export type CachePurgeInput =
  {   /** Everything: true, and nothing else. */
  all: boolean; ids?: never; tags?: never; }
  |  { all?: never;   /** Single records, by their global ids: a bare id does not say of what it is. Lists of all that they stand in, as those of tags and teammates, go with them. */
  ids: Array<string | number>; tags?: never; }
  |  { all?: never; ids?: never;   /** All of some kinds, by their names under `cache.kinds` in the configuration: `contact`, `contactPage`. */
  tags: Array<string>; };

/** What the version of the Intercom API in use can do beyond 2.14. */
export type Capability =
  /** The merges a contact came from can be listed (2.16). */
  | 'MERGE_HISTORY';

/** A new collection. */
export type CollectionCreateInput = {
  /** What stands in it, in a line. */
  description?: string | null | undefined;
  /** The help center it is in; the first unless said. One that stands in another is where that is. */
  helpCenter?: string | number | null | undefined;
  /** Its name in the default language. */
  name: string;
  /** The collection it stands in; on the top level unless said. */
  parent?: string | number | null | undefined;
  /** The collection in other languages, each once. */
  translations?: Array<CollectionTranslationInput> | null | undefined;
};

/** A collection in one language. What is left out stays as it is; null takes the description away. */
export type CollectionTranslationInput = {
  /** Its description in this language. */
  description?: string | null | undefined;
  /** The language, one of those of the help center: `pt-BR`. */
  locale: string;
  /** Its name in this language. */
  name?: string | null | undefined;
};

/** One company, by exactly one of these. */
export type CompanyBy =
  {   /** Your own id of it. */
  companyId: string; id?: never; intercomId?: never; name?: never; }
  |  { companyId?: never;   /** Its id, global or as Intercom has it. */
  id: string | number; intercomId?: never; name?: never; }
  |  { companyId?: never; id?: never;   /** Its id as Intercom has it. */
  intercomId: string; name?: never; }
  |  { companyId?: never; id?: never; intercomId?: never;   /** Its name, whole. Of several companies with that name, Intercom chooses one. */
  name: string; };

/** Which companies: by one of these, as Intercom cannot combine them. */
export type CompanyFilter = {
  /** The one with this id of yours. */
  companyId?: string | null | undefined;
  /** The one with this name. */
  name?: string | null | undefined;
  /** Those in this segment: its id, global or as Intercom has it. */
  segment?: string | number | null | undefined;
  /** Those with this tag: its id, global or as Intercom has it. */
  tag?: string | number | null | undefined;
};

/** What is said of a company. What is left out stays as it is; null takes it away, an attribute by its name. */
export type CompanyInput = {
  /** Attributes of your own, each by its name, which must be defined in Intercom; those that are not named stay. */
  customAttributes?: Record<string, unknown> | null | undefined;
  /** What it is in. */
  industry?: string | null | undefined;
  /** What it spends with you a month, in whole units of money. Null is the same as 0: Intercom knows no other nothing. */
  monthlySpend?: number | null | undefined;
  /** Its name. A company cannot be without one. */
  name?: string | null | undefined;
  /** The plan it is on with you, by its name; a new name is a new plan. */
  plan?: string | null | undefined;
  /** When it was created on your side, to the second. Intercom describes it for `companyUpsert` alone; whether `companyUpdate` changes it, the answer shows. */
  remoteCreatedAt?: string | null | undefined;
  /** How many people work there. */
  size?: number | null | undefined;
  /** Its site. */
  website?: string | null | undefined;
};

/** Whose value counts. */
export type ConflictChoice =
  /** Intercom's. */
  | 'INTERCOM'
  /** The CRM's. */
  | 'SOURCE';

/** Which of two values counts. */
export type ConflictRule =
  /** Only what is empty is written. */
  | 'FILL_EMPTY'
  /** Intercom's. */
  | 'INTERCOM_WINS'
  /** A person decides. */
  | 'MANUAL'
  /** The one that was changed last. */
  | 'NEWEST'
  /** The CRM's. */
  | 'SOURCE_WINS'
  /** Both get all parts of both. */
  | 'UNION';

/** Whether people have to agree to messages, or to refuse them. */
export type Consent =
  /** They get them once they agreed. */
  | 'OPT_IN'
  /** They get them until they refuse. */
  | 'OPT_OUT';

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

/** Who is made. One of `externalId`, `email` and `role` has to be there. */
export type ContactCreateInput = {
  /** The address of their picture. */
  avatarUrl?: string | null | undefined;
  /** Up to ten companies that they belong to, by their ids, at a call for each. */
  companies?: Array<string | number> | null | undefined;
  /** Attributes of your own, each by its name, which must be defined in Intercom; those that are not named stay. */
  customAttributes?: Record<string, unknown> | null | undefined;
  /** Their e-mail address. */
  email?: string | null | undefined;
  /** Your own id of them. No two contacts have the same. */
  externalId?: string | null | undefined;
  /** When they were last seen in your app or site, to the second. */
  lastSeenAt?: string | null | undefined;
  /** Their name. */
  name?: string | null | undefined;
  /** The teammate who owns the relation. */
  owner?: string | number | null | undefined;
  /** Their phone number, with the code of its country: `+353871234567`. */
  phone?: string | null | undefined;
  /** User or lead. A user cannot become a lead. Null is the same as nothing. */
  role?: ContactRole | null | undefined;
  /** When they signed up with you, to the second. */
  signedUpAt?: string | null | undefined;
  /** Up to ten tags that they get, at a call for each, and one more for each that is made. */
  tags?: Array<TagRef> | null | undefined;
  /** They take no e-mails. Null is the same as nothing. */
  unsubscribedFromEmails?: boolean | null | undefined;
};

/** Which contacts; all the conditions of one object hold. Instants are exact to the second: where one lies inside a day, Intercom is asked for the whole day and the rest is left out by the gateway, which then knows no `totalCount` and says in `extensions.intercom.rewrites` what it asked for. */
export type ContactFilter = {
  /** All of these hold too. */
  and?: Array<ContactFilter> | null | undefined;
  /** By one custom attribute; several go into `and`. */
  attribute?: AttributeFilter | null | undefined;
  /** By when they were created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** By e-mail address. */
  email?: StringFilter | null | undefined;
  /** By what is behind the @ of it. */
  emailDomain?: StringFilter | null | undefined;
  /** By your own id. */
  externalId?: StringFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** By when they were last written to. */
  lastContactedAt?: DateTimeFilter | null | undefined;
  /** By when they last wrote. */
  lastRepliedAt?: DateTimeFilter | null | undefined;
  /** By when they were last seen. */
  lastSeenAt?: DateTimeFilter | null | undefined;
  /** By name. */
  name?: StringFilter | null | undefined;
  /** This does not hold. A record without a value does not have the value either. */
  not?: ContactFilter | null | undefined;
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
  /** By when they signed up. */
  signedUpAt?: DateTimeFilter | null | undefined;
  /** By tag. */
  tag?: IdFilter | null | undefined;
  /** Whether they take no e-mails. */
  unsubscribedFromEmails?: BooleanFilter | null | undefined;
  /** By when they last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
};

/** Which contact is meant, if it is there. At least one has to be given; one that is given and finds nobody is passed over. */
export type ContactMatchInput = {
  /** Its e-mail address. When several contacts have it, nobody is written to. */
  email?: string | null | undefined;
  /** Your own id of it; users only. */
  externalId?: string | null | undefined;
  /** Its id, global or as Intercom has it. */
  id?: string | number | null | undefined;
  /** Which is tried first; what is not named here is not tried. */
  order?: Array<ContactMatchKey> | null | undefined;
  /** Its phone number. When several contacts have it, nobody is written to. */
  phone?: string | null | undefined;
};

/** What a contact can be found by. */
export type ContactMatchKey =
  /** Its e-mail address, which several may have. */
  | 'EMAIL'
  /** Your own id of it; users only. */
  | 'EXTERNAL_ID'
  /** Its id in Intercom. */
  | 'ID'
  /** Its phone number, which several may have. */
  | 'PHONE';

/** What a contact is. */
export type ContactRole =
  /** Someone who wrote in without one. */
  | 'LEAD'
  /** Someone with an identity of yours: an external id or an e-mail address they signed up with. */
  | 'USER';

/** What is to be changed. What is left out stays as it is; null takes it away, an attribute by its name. */
export type ContactUpdateInput = {
  /** The address of their picture. */
  avatarUrl?: string | null | undefined;
  /** Attributes of your own, each by its name, which must be defined in Intercom; those that are not named stay. */
  customAttributes?: Record<string, unknown> | null | undefined;
  /** Their e-mail address. */
  email?: string | null | undefined;
  /** Your own id of them. No two contacts have the same. */
  externalId?: string | null | undefined;
  /** When they were last seen in your app or site, to the second. */
  lastSeenAt?: string | null | undefined;
  /** Their name. */
  name?: string | null | undefined;
  /** The teammate who owns the relation. */
  owner?: string | number | null | undefined;
  /** Their phone number, with the code of its country: `+353871234567`. */
  phone?: string | null | undefined;
  /** User or lead. A user cannot become a lead. Null is the same as nothing. */
  role?: ContactRole | null | undefined;
  /** When they signed up with you, to the second. */
  signedUpAt?: string | null | undefined;
  /** They take no e-mails. Null is the same as nothing. */
  unsubscribedFromEmails?: boolean | null | undefined;
};

/** Which conversations; all the conditions of one object hold. A filter that is too large for one search of Intercom's is answered by several, one after the other, and then knows no `totalCount`. */
export type ConversationFilter = {
  /** By the teammate it is assigned to. */
  admin?: IdFilter | null | undefined;
  /** By what came of the AI agent's answer: "assumed_resolution", "confirmed_resolution", "escalated", "negative_feedback", "procedure_handoff". */
  aiResolution?: StringFilter | null | undefined;
  /** All of these hold too. */
  and?: Array<ConversationFilter> | null | undefined;
  /** Whether it is assigned to a teammate or a team. */
  assigned?: BooleanFilter | null | undefined;
  /** By the e-mail address of who wrote the first message. */
  authorEmail?: StringFilter | null | undefined;
  /** The first message has this word in it; several words go into `and`. */
  bodyWord?: string | null | undefined;
  /** By a contact who takes part. */
  contact?: IdFilter | null | undefined;
  /** By when it began. */
  createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** This does not hold. A record without a value does not have the value either. */
  not?: ConversationFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<ConversationFilter> | null | undefined;
  /** Whether it is marked as urgent in any degree. */
  priority?: BooleanFilter | null | undefined;
  /** By the contact's rating, 1 to 5. */
  rating?: IntFilter | null | undefined;
  /** Whether a teammate has read it. */
  read?: BooleanFilter | null | undefined;
  /** By how often it was opened again. */
  reopenCount?: IntFilter | null | undefined;
  /** By until when it is put off. */
  snoozedUntil?: DateTimeFilter | null | undefined;
  /** By the channel it came through: "conversation", "email", "whatsapp" ... */
  sourceType?: StringFilter | null | undefined;
  /** In one of these states. */
  state?: Array<ConversationState> | null | undefined;
  /** By the subject of the first message. */
  subject?: StringFilter | null | undefined;
  /** By tag. */
  tag?: IdFilter | null | undefined;
  /** By the team it is assigned to. */
  team?: IdFilter | null | undefined;
  /** By when anything about it last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** By since when the contact waits for an answer. */
  waitingSince?: DateTimeFilter | null | undefined;
};

/** What kind of thing happened in a conversation. */
export type ConversationPartType =
  /** It was given to a teammate or a team, or taken from them. */
  | 'ASSIGNMENT'
  /** One of its attributes changed. */
  | 'ATTRIBUTE'
  /** Somebody wrote to the others. */
  | 'COMMENT'
  /** A teammate wrote to the other teammates only. */
  | 'NOTE'
  /** Anything else. */
  | 'OTHER'
  /** Somebody joined or left. */
  | 'PARTICIPANT'
  /** The contact rated it. */
  | 'RATING'
  /** It was opened, closed or put off. */
  | 'STATE_CHANGE'
  /** Its tags changed. */
  | 'TAG';

/** Where a conversation stands. */
export type ConversationState =
  /** Nobody has to, until the contact writes again. */
  | 'CLOSED'
  /** Somebody should look at it. */
  | 'OPEN'
  /** Put off: it opens again at `snoozedUntil`, or when the contact writes. */
  | 'SNOOZED';

/** A new attribute of contacts or of companies. */
export type DataAttributeInput = {
  /** What it holds, in Intercom's words: `string`, `integer`, `float`, `boolean`, `date`, `datetime`, or `options`. It cannot be changed afterwards. */
  dataType: string;
  /** What it is for. */
  description?: string | null | undefined;
  /** What it is known of: `CONTACT` or `COMPANY`. */
  model: AttributeModel;
  /** Its name: letters, digits, currency signs, hyphens, underscores and spaces. No two that are in use have the same. */
  name: string;
  /** What it can be, two at least: for `options`, and for `string`, which is then the same. Intercom shows such an attribute as a `string` with options. */
  options?: Array<string> | null | undefined;
};

/** Something that a contact did. */
export type DataEventInput = {
  /** Who, users and leads. */
  contact: ContactBy;
  /** What else there is to say of it, under up to ten keys: texts, numbers, `{ url, value }` for a link, `{ amount, currency }` for money, in cents. Under keys that end in `_date` numbers are unix seconds. */
  metadata?: Record<string, unknown> | null | undefined;
  /** What, as a verb in the past and a noun: "created-booking". A new name is a new kind of event. */
  name: string;
  /** When, to the second, within the last 90 days; now unless said. Say it where the same event may be sent again: it is one then. */
  occurredAt?: string | null | undefined;
};

/** Conditions on an instant; all of those given hold. Exact to the second, also where Intercom only knows days: it is then asked for whole days, and the rest is filtered by the gateway. */
export type DateTimeFilter = {
  /** Later than this. */
  after?: string | null | undefined;
  /** Earlier than this. */
  before?: string | null | undefined;
  /** There is none; with false: there is one. */
  isNull?: boolean | null | undefined;
  /** Within this calendar day of the workspace's time zone. */
  on?: string | null | undefined;
  /** At this instant or later. */
  onOrAfter?: string | null | undefined;
  /** At this instant or earlier. */
  onOrBefore?: string | null | undefined;
  /** No longer ago than this. All pages of a list mean the same by it. */
  withinLast?: string | null | undefined;
};

/** What went wrong, for programs. More may be added. */
export type ErrorCode =
  /** It is so already, and cannot be done twice. */
  | 'ALREADY_DONE'
  /** Several records fit where one was meant. */
  | 'AMBIGUOUS_MATCH'
  /** The gateway has no call to Intercom left for it in time. Nothing was sent. */
  | 'BUDGET_EXCEEDED'
  /** It needs a newer version of the Intercom API than the gateway speaks. */
  | 'CAPABILITY_UNAVAILABLE'
  /** Something else is in the way: another record, or another request that is not done yet. */
  | 'CONFLICT'
  /** The caller may not do this. */
  | 'FORBIDDEN'
  /** The input cannot be served as it stands: the message says what came and what was expected. */
  | 'INVALID'
  /** These two cannot become one. */
  | 'MERGE_NOT_ALLOWED'
  /** There is nothing (any more) under an id of the input. */
  | 'NOT_FOUND'
  /** It was sent, and whether it was done cannot be told. */
  | 'OUTCOME_UNKNOWN'
  /** Intercom's rate limit was reached. Nothing was done. */
  | 'RATE_LIMITED'
  /** Intercom failed, or refuses the gateway. Nothing was done. */
  | 'UPSTREAM_ERROR'
  /** Intercom was late. Nothing was done. */
  | 'UPSTREAM_TIMEOUT'
  /** Intercom, or what the gateway keeps keys in, could not be reached. Nothing was done. */
  | 'UPSTREAM_UNREACHABLE';

/** How the gateway learned of an event. */
export type EventOrigin =
  /** It was done through this gateway. */
  | 'GATEWAY_WRITE'
  /** Nobody announced it; the gateway found it when it looked. */
  | 'RECONCILED'
  /** Intercom announced it. */
  | 'WEBHOOK';

/** How something is doing. */
export type HealthStatus =
  /** It serves, with less than it should have. */
  | 'DEGRADED'
  /** It does not answer; the gateway as a whole: it starts or stops. */
  | 'DOWN'
  /** All is well. */
  | 'OK';

/** One help center, by exactly one of these. */
export type HelpCenterBy =
  {   /** Its id, global or as Intercom has it. */
  id: string | number; identifier?: never; }
  |  { id?: never;   /** Its name in its address. */
  identifier: string; };

/** Conditions on the id of a record, global or as Intercom has it; all of those given hold. */
export type IdFilter = {
  /** Is this one. */
  eq?: string | number | null | undefined;
  /** Is one of these. */
  in?: Array<string | number> | null | undefined;
  /** There is none; with false: there is one. */
  isNull?: boolean | null | undefined;
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

/** Where a job stands. */
export type JobStatus =
  /** Somebody ended it. What was done until then stays done. */
  | 'CANCELLED'
  /** It was given up, for the last reason in `errors`. What was done until then stays done. */
  | 'FAILED'
  /** Somebody holds it: it goes on from its last checkpoint when somebody lets it, and is kept for 30 days. */
  | 'PAUSED'
  /** It waits for its turn, for another try, or for the gateway to start again. */
  | 'QUEUED'
  /** It is being done. */
  | 'RUNNING'
  /** All of its items were dealt with. `progress.failed` says how many were not done, `errors` why. */
  | 'SUCCEEDED';

/** How a message reaches a contact. */
export type MessageChannel =
  /** By e-mail, in a plain style. */
  | 'EMAIL'
  /** In the messenger of your app or site. */
  | 'IN_APP';

/** A message that a teammate begins with. */
export type MessageSendInput = {
  /** The words. */
  body: string;
  /** How it reaches them. */
  channel: MessageChannel;
  /** The teammate in whose name it is done; by default the one of `viewer.admin`. Another than that needs the scope ACT_AS_ADMIN. */
  from?: string | number | null | undefined;
  /** The subject of an e-mail, which has to have one. */
  subject?: string | null | undefined;
  /** To whom, a user or a lead. Intercom may not find somebody who was made a moment ago. */
  to: ContactBy;
};

/** How much of a thread to answer. */
export type PartInclude =
  /** All that happened. */
  | 'MESSAGES_AND_EVENTS'
  /** What people and bots wrote: comments, notes, and the words that came with an assignment or a closing. */
  | 'MESSAGES_ONLY';

/** Where the workspace's data lives. */
export type Region =
  /** Australia. */
  | 'AU'
  /** Europe. */
  | 'EU'
  /** United States. */
  | 'US';

/** Who writes, by exactly one of these. */
export type ReplyAuthor =
  {   /** The teammate in whose name it is done; by default the one of `viewer.admin`. Another than that needs the scope ACT_AS_ADMIN. */
  admin: string | number; contact?: never; }
  |  { admin?: never;   /** A contact who takes part. What they write is text: tags of HTML are taken out. */
  contact: ContactBy; };

/** Something that is written to the others. */
export type ReplyInput = {
  /** Who writes; by default the teammate of `viewer.admin`. */
  as?: ReplyAuthor | null | undefined;
  /** Addresses of up to ten images that are added. */
  attachmentUrls?: Array<string> | null | undefined;
  /** Up to ten files that are added. */
  attachments?: Array<UploadRef> | null | undefined;
  /** The words. */
  body: string;
  /** Up to ten answers that the contact may choose from; a teammate’s reply only. */
  quickReplies?: Array<string> | null | undefined;
  /** Tell nobody of it. */
  skipNotifications?: boolean | null | undefined;
};

/** What a caller may do. */
export type Scope =
  /** Write in the name of another teammate. */
  | 'ACT_AS_ADMIN'
  /** Operate the gateway. */
  | 'ADMIN'
  /** Read contacts and companies, and what is known of them: segments, subscriptions, events. */
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
  /** Read what teammates write for each other only, about what the caller may read anyway. */
  | 'NOTES_READ'
  /** Plan and run syncs, and see what they read and would write. */
  | 'SYNC_RUN'
  /** Read tickets. */
  | 'TICKETS_READ'
  /** Write tickets. */
  | 'TICKETS_WRITE';

/** Conditions on a text; all of those given hold. Not every field can do every one. `neq`, `nin` and `notContains` hold where there is no text at all, too. */
export type StringFilter = {
  /** Has this in it. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Is this. */
  eq?: string | null | undefined;
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is not there, or is empty; with false: is there. */
  isNull?: boolean | null | undefined;
  /** Is not this. */
  neq?: string | null | undefined;
  /** Is none of these. */
  nin?: Array<string> | null | undefined;
  /** Does not have this in it. */
  notContains?: string | null | undefined;
  /** Begins with this. */
  startsWith?: string | null | undefined;
};

/** How much is meant to be done: with more nothing is. */
export type SyncConfirmInput = {
  /** So many records that are made. Any number unless said. */
  expectCreatesAtMost?: number | null | undefined;
  /** So many deletes and archives together. 0 unless said. */
  expectDeletesAtMost?: number | null | undefined;
};

/** Where values go. */
export type SyncDirection =
  /** Both: the rule of each field says whose value counts. */
  | 'BIDIRECTIONAL'
  /** What the CRM has is written to Intercom. */
  | 'CRM_TO_INTERCOM'
  /** What Intercom has is written to the CRM. */
  | 'INTERCOM_TO_CRM';

/** What is to be done with something. */
export type SyncItemAction =
  /** A contact is archived. */
  | 'ARCHIVE'
  /** A contact joins a company. */
  | 'ATTACH'
  /** Nothing, until somebody decides with `syncConflictResolve`, or makes it unambiguous in the CRM or in Intercom. */
  | 'CONFLICT'
  /** It is made: a contact, a company, or a custom attribute that the mapping needs. */
  | 'CREATE'
  /** It is deleted. */
  | 'DELETE'
  /** A contact leaves a company. */
  | 'DETACH'
  /** A lead becomes part of a user. */
  | 'MERGE'
  /** Nothing: `error` and `reasons` say why. */
  | 'SKIP'
  /** Fields of it are written. */
  | 'UPDATE';

/** How far an item of a plan is. */
export type SyncItemState =
  /** It is done, or was so already. */
  | 'DONE'
  /** It was tried and is not done: `error` says why. `syncRunRetryFailed` tries it again. */
  | 'FAILED'
  /** No run of the plan has come to it yet. */
  | 'PENDING';

/** What a sync keeps alike. */
export type SyncObject =
  /** Companies. */
  | 'COMPANY'
  /** People. */
  | 'CONTACT';

/** What to look at. */
export type SyncPlanInput = {
  /** Only records that were changed since the last run, where the CRM can tell, and whoever was changed in Intercom. */
  changedOnly?: boolean | null | undefined;
  /** Only the first so many records of the CRM: for a look at what a mapping makes of them. At least 1; all unless said. */
  limit?: number | null | undefined;
  /** Only records that were changed then or later, where the CRM can tell; all others come anyway. With it `changedOnly` is true. */
  since?: string | null | undefined;
  /** The name of a sync of the configuration. */
  sync: string;
  /** Everything is compared, also what has not changed in the CRM since it was last seen to agree: somebody may have changed it unheard. */
  verify?: boolean | null | undefined;
};

/** What a plan looks at. */
export type SyncPlanMode =
  /** Records that changed since the last run, where the CRM can tell, and whoever was changed in Intercom. */
  | 'CHANGED'
  /** Whoever was changed in Intercom, and nothing else. */
  | 'INTERCOM'
  /** Records that were sent to the gateway, and nothing else. */
  | 'RECORDS'
  /** All records of the CRM, and whoever was changed in Intercom. */
  | 'WHOLE';

/** One of the two that are kept alike. */
export type SyncSide =
  /** The CRM. */
  | 'CRM'
  /** Intercom. */
  | 'INTERCOM';

/** A tag, by exactly one of these. */
export type TagRef =
  {   /** Its id, global or as Intercom has it. */
  id: string | number; name?: never; }
  |  { id?: never;   /** The word. A tag that there is not yet is made, at one call more. */
  name: string; };

/** Whom a ticket is for. */
export type TicketCategory =
  /** Only the team sees it. */
  | 'BACK_OFFICE'
  /** The customer sees it and is told how it goes. */
  | 'CUSTOMER'
  /** One cause behind many tickets and conversations, which are told together. */
  | 'TRACKER';

/** A new ticket. */
export type TicketCreateInput = {
  /** Who it is given to. */
  assignTo?: AssignInput | null | undefined;
  /** Attributes by name, as the type of ticket defines them: texts, numbers, yes or no, instants as `DateTime`, and of a list one of its options. Title and description are "_default_title_" and "_default_description_". */
  attributes?: Record<string, unknown> | null | undefined;
  /** The company it is for. */
  company?: string | number | null | undefined;
  /** Whom it is for: one contact, as Intercom takes no more. */
  contacts: Array<ContactBy>;
  /** A conversation that it hangs together with. */
  linkConversation?: string | number | null | undefined;
  /** The type of ticket. */
  type: string | number;
};

/** Which tickets; all the conditions of one object hold. A filter that is too large for one search of Intercom's is answered by several, one after the other, and then knows no `totalCount`. */
export type TicketFilter = {
  /** By the teammate they are assigned to. */
  admin?: IdFilter | null | undefined;
  /** All of these hold too. */
  and?: Array<TicketFilter> | null | undefined;
  /** By one attribute, of whichever types of tickets have one of that name; several go into `and`. One call for all types of tickets. */
  attribute?: AttributeFilter | null | undefined;
  /** By whom they are for. */
  category?: TicketCategory | null | undefined;
  /** By a contact whom they are for. */
  contact?: IdFilter | null | undefined;
  /** By when they were made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** This does not hold. A record without a value does not have the value either. */
  not?: TicketFilter | null | undefined;
  /** Whether they are open. */
  open?: BooleanFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<TicketFilter> | null | undefined;
  /** By the state that they are in. */
  state?: IdFilter | null | undefined;
  /** By the team they are assigned to. */
  team?: IdFilter | null | undefined;
  /** By type. */
  type?: IdFilter | null | undefined;
  /** By when anything about them last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
};

/** What is to be changed. What is left out stays as it is; null takes it away, an attribute by its name. */
export type TicketUpdateInput = {
  /** Who it is given to. Null takes it from the teammate who has it, as `unassign` does. */
  assignTo?: AssignInput | null | undefined;
  /** Attributes by name, as the type of ticket defines them: texts, numbers, yes or no, instants as `DateTime`, and of a list one of its options. Title and description are "_default_title_" and "_default_description_". */
  attributes?: Record<string, unknown> | null | undefined;
  /** The company it is for. */
  company?: string | number | null | undefined;
  /** Whether it is open. Null is the same as nothing. */
  open?: boolean | null | undefined;
  /** Whether the customer can see it. Null is the same as nothing. */
  shared?: boolean | null | undefined;
  /** Until when it is put off, to the second. */
  snoozedUntil?: string | null | undefined;
  /** The state that it comes to, one of those of its type. */
  state?: string | number | null | undefined;
};

/** A file that is sent along. All of a request together, files too, may be as large as a request may be. */
export type UploadRef = {
  /** What is in it, in Base64. */
  base64: string;
  /** What it is: `application/pdf`. */
  contentType: string;
  /** How it is called: `invoice.pdf`. */
  name: string;
};

/** What an upsert came to. */
export type UpsertResult =
  /** There was nobody: a contact was made. */
  | 'CREATED'
  /** Somebody was found who was archived, and was brought back, and changed. */
  | 'UNARCHIVED_AND_UPDATED'
  /** Somebody was found who is so already. Nothing was sent. */
  | 'UNCHANGED'
  /** Somebody was found, and changed. */
  | 'UPDATED';

/** What kind of caller this is. */
export type ViewerKind =
  /** A teammate, with a token of their own. */
  | 'ADMIN'
  /** An end customer, with a token of their own. They may ask for `viewer` only. */
  | 'CONTACT'
  /** A program, or anyone at a gateway in development that asks nobody who they are. */
  | 'SERVICE';

/** Which deliveries: those of which all of this is true. */
export type WebhookDeliveryFilter = {
  /** About this record: its global id, or Intercom's id, of whatever type. */
  entity?: string | number | null | undefined;
  /** That came then or later. */
  since?: string | null | undefined;
  /** Of which this has become. */
  status?: WebhookStatus | null | undefined;
  /** Of this topic: `conversation.user.replied`. */
  topic?: string | null | undefined;
};

/** What became of a delivery. */
export type WebhookStatus =
  /** It is in the log of changes; the process that answers you has not read that far yet. */
  | 'ACCEPTED'
  /** It could not be handled, and is not tried any more. `webhookReplay` tries it once again. */
  | 'DEAD_LETTER'
  /** The same notification was written down before. It changed nothing. */
  | 'DUPLICATE'
  /** It could not be handled; it is kept, and will be tried again. */
  | 'FAILED'
  /** That process has read it: what it touches is forgotten, and subscribers are told. */
  | 'PROCESSED'
  /** It never came: the gateway found out what it should have told when it looked. */
  | 'RECONCILED'
  /** It is older than the gateway remembers notifications, so nobody can tell whether it came before. It changed nothing. */
  | 'STALE';

export type AdminAwaySetMutationVariables = Exact<{
  id: string | number;
  away: boolean;
  reassign?: boolean | null | undefined;
}>;


export type AdminAwaySetMutation = { adminAwaySet: { admin: { id: string, name: string, awayMode: { enabled: boolean, reassign: boolean } } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type ArticleCreateMutationVariables = Exact<{
  input: ArticleCreateInput;
  key: string;
}>;


export type ArticleCreateMutation = { articleCreate: { article: { id: string, title: string, state: ArticleState, url: string | null } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ArticleListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
}>;


export type ArticleListQuery = { articles: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, title: string, state: ArticleState, updatedAt: string, author: { name: string } | null, collection: { id: string, name: string } | null }> } | null };

export type ArticleSearchQueryVariables = Exact<{
  phrase: string;
  first?: number;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
}>;


export type ArticleSearchQuery = { articleSearch: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ titleHighlights: Array<string>, bodyHighlights: Array<string>, article: { id: string, title: string, url: string | null } }> } | null };

export type ArticleUpdateMutationVariables = Exact<{
  id: string | number;
  input: ArticleUpdateInput;
  key: string;
}>;


export type ArticleUpdateMutation = { articleUpdate: { article: { id: string, title: string, state: ArticleState, url: string | null, updatedAt: string } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ArticleQueryVariables = Exact<{
  id: string | number;
  locale?: string;
  as?: BodyFormat;
}>;


export type ArticleQuery = { article: { id: string, title: string, state: ArticleState, url: string | null, author: { name: string } | null, collection: { name: string, ancestors: Array<{ name: string }>, helpCenter: { displayName: string | null } | null } | null, translation: { locale: string, title: string | null, body: string | null } | null, translations: Array<{ locale: string, state: ArticleState, updatedAt: string | null }>, tags: Array<{ name: string }> | null, statistics: { views: number, conversions: number, reactions: number, happyPercentage: number | null } | null } | null };

export type CachePurgeMutationVariables = Exact<{
  input: CachePurgeInput;
}>;


export type CachePurgeMutation = { cachePurge: { purged: number, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    > } };

export type CollectionCreateMutationVariables = Exact<{
  input: CollectionCreateInput;
}>;


export type CollectionCreateMutation = { collectionCreate: { collection: { id: string, name: string, description: string | null } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type CollectionListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  helpCenter?: string | number | null | undefined;
  articles?: number;
}>;


export type CollectionListQuery = { collections: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, parent: { id: string } | null, articles: { totalCount: number | null, nodes: Array<{ id: string, title: string, state: ArticleState, author: { id: string, name: string } | null }> } | null }> } | null };

export type CompanyListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: CompanyFilter | null | undefined;
}>;


export type CompanyListQuery = { companies: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, companyId: string | null, name: string | null, plan: string | null, userCount: number | null, lastRequestAt: string | null } | null> } | null };

export type CompanyNotesQueryVariables = Exact<{
  by: CompanyBy;
  first?: number;
  after?: string | null | undefined;
}>;


export type CompanyNotesQuery = { company: { id: string, notes: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, body: string, createdAt: string, author: { kind: AuthorKind, displayName: string | null } | null }> } | null } | null };

export type CompanyPeopleQueryVariables = Exact<{
  by: CompanyBy;
  first?: number;
  after?: string | null | undefined;
}>;


export type CompanyPeopleQuery = { company: { id: string, name: string | null, segments: Array<{ id: string, name: string }> | null, contacts: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, displayName: string, role: ContactRole } | null> } | null } | null };

export type CompanyUpsertMutationVariables = Exact<{
  companyId: string;
  input: CompanyInput;
}>;


export type CompanyUpsertMutation = { companyUpsert: { company: { id: string, companyId: string | null, name: string | null, plan: string | null, customAttributes: Record<string, unknown> } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type CompanyQueryVariables = Exact<{
  by: CompanyBy;
}>;


export type CompanyQuery = { company: { id: string, intercomId: string, companyId: string | null, name: string | null, plan: string | null, size: number | null, website: string | null, industry: string | null, monthlySpend: number | null, userCount: number | null, sessionCount: number | null, lastRequestAt: string | null, customAttributes: Record<string, unknown>, tags: Array<{ name: string }> | null } | null };

export type ContactCompaniesQueryVariables = Exact<{
  by: ContactBy;
  first?: number;
  after?: string | null | undefined;
}>;


export type ContactCompaniesQuery = { contact: { id: string, displayName: string, tags: Array<{ id: string, name: string }> | null, companies: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, plan: string | null, monthlySpend: number | null } | null> } | null } | null };

export type ContactEventsQueryVariables = Exact<{
  by: ContactBy;
  first?: number;
  after?: string | null | undefined;
  since?: string | null | undefined;
}>;


export type ContactEventsQuery = { contact: { id: string, events: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ name: string, occurredAt: string, metadata: Record<string, unknown>, contact: { id: string } | null }> } | null, eventSummaries: Array<{ name: string, first: string | null, last: string | null, count: number, description: string | null }> | null } | null };

export type ContactListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ContactFilter | null | undefined;
}>;


export type ContactListQuery = { contacts: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, displayName: string, email: string | null, role: ContactRole, updatedAt: string, owner: { name: string } | null } | null> } | null };

export type ContactMergePreviewQueryVariables = Exact<{
  from: string | number;
  into: string | number;
}>;


export type ContactMergePreviewQuery = { contactMergePreview: { allowed: boolean, reasons: Array<{ code: string, message: string }>, changes: Array<{ field: string, after: unknown }>, moves: Array<{ object: string, from: number }> | null } | null };

export type ContactMergeMutationVariables = Exact<{
  from: string | number;
  into: string | number;
  key: string;
}>;


export type ContactMergeMutation = { contactMerge: { mergedContactId: string | null, contact: { id: string, displayName: string, role: ContactRole } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean, reasons: Array<{ code: string, message: string }> }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ContactNotesQueryVariables = Exact<{
  by: ContactBy;
  first?: number;
  after?: string | null | undefined;
}>;


export type ContactNotesQuery = { contact: { id: string, notes: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, intercomId: string, body: string, createdAt: string, author: { kind: AuthorKind, displayName: string | null } | null, contact: { id: string } | null }> } | null } | null };

export type ContactProfileQueryVariables = Exact<{
  by: ContactBy;
  attribute: string;
}>;


export type ContactProfileQuery = { contact: { id: string, displayName: string, segments: Array<{ id: string, name: string }> | null, subscriptions: Array<{ optedIn: boolean, type: { id: string, name: string | null } }> | null, attribute:
      | { __typename: 'BooleanAttribute', boolean: boolean }
      | { __typename: 'DateAttribute', date: string }
      | { __typename: 'NumberAttribute', number: number }
      | { __typename: 'ObjectAttribute', object: Record<string, unknown> }
      | { __typename: 'OptionAttribute', option: string }
      | { __typename: 'StringAttribute', string: string }
     | null } | null };

export type ContactTicketsQueryVariables = Exact<{
  by: ContactBy;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
}>;


export type ContactTicketsQuery = { contact: { id: string, displayName: string, tickets: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, intercomId: string, title: string | null, open: boolean, state: { internalLabel: string }, type: { name: string } }> } | null } | null };

export type ContactUpsertMutationVariables = Exact<{
  match: ContactMatchInput;
  onCreate: ContactCreateInput;
  onUpdate: ContactUpdateInput;
  key: string;
}>;


export type ContactUpsertMutation = { contactUpsert: { result: UpsertResult | null, matchedBy: ContactMatchKey | null, contact: { id: string, displayName: string, role: ContactRole } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean, candidates: Array<{ id: string, displayName: string }> | null }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ContactQueryVariables = Exact<{
  by: ContactBy;
}>;


export type ContactQuery = { contact: { id: string, intercomId: string, externalId: string | null, redirectedFrom: string | null, displayName: string, role: ContactRole, email: string | null, phone: string | null, avatarUrl: string | null, createdAt: string, lastSeenAt: string | null, customAttributes: Record<string, unknown>, location: { country: string | null, city: string | null } | null } | null };

export type ConversationListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ConversationFilter | null | undefined;
}>;


export type ConversationListQuery = { conversations: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, intercomId: string, inboxUrl: string | null, title: string | null, state: ConversationState, priority: boolean, updatedAt: string, waitingSince: string | null, contacts: { nodes: Array<{ id: string, displayName: string, email: string | null } | null> } | null, adminAssignee: { id: string, name: string } | null }> } | null };

export type ConversationReplyMutationVariables = Exact<{
  id: string | number;
  input: ReplyInput;
  key: string;
}>;


export type ConversationReplyMutation = { conversationReply: { conversation: { id: string, state: ConversationState, waitingSince: string | null } | null, partEdge: { cursor: string, node:
        | { id: string, createdAt: string, author: { displayName: string | null } | null }
        | { body: string | null, id: string, createdAt: string, author: { displayName: string | null } | null }
        | { id: string, createdAt: string, author: { displayName: string | null } | null }
        | { id: string, createdAt: string, author: { displayName: string | null } | null }
        | { id: string, createdAt: string, author: { displayName: string | null } | null }
       } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ConversationCloseMutationVariables = Exact<{
  id: string | number;
  body?: string | null | undefined;
  key: string;
}>;


export type ConversationCloseMutation = { conversationClose: { conversation: { id: string, state: ConversationState } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ConversationAssignMutationVariables = Exact<{
  id: string | number;
  to: AssignInput;
  note?: string | null | undefined;
  key: string;
}>;


export type ConversationAssignMutation = { conversationAssign: { conversation: { id: string, adminAssignee: { id: string } | null, teamAssignee: { id: string } | null } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

type MutationFailure_AmbiguousMatchError_Fragment = { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_ConflictError_Fragment = { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_MergeNotAllowedError_Fragment = { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_OutcomeUnknownError_Fragment = { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_RateLimitedError_Fragment = { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_UpstreamError_Fragment = { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

type MutationFailure_ValidationError_Fragment = { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean };

export type MutationFailureFragment =
  | MutationFailure_AmbiguousMatchError_Fragment
  | MutationFailure_ConflictError_Fragment
  | MutationFailure_MergeNotAllowedError_Fragment
  | MutationFailure_NotFoundError_Fragment
  | MutationFailure_OutcomeUnknownError_Fragment
  | MutationFailure_RateLimitedError_Fragment
  | MutationFailure_UpstreamError_Fragment
  | MutationFailure_ValidationError_Fragment
;

export type ConversationThreadQueryVariables = Exact<{
  id: string | number;
  last?: number | null | undefined;
  before?: string | null | undefined;
  include?: PartInclude;
}>;


export type ConversationThreadQuery = { conversation: { id: string, inboxUrl: string | null, title: string | null, state: ConversationState, createdAt: string, source: { type: string, subject: string | null, body: string | null, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null, attachments: Array<{ name: string, url: string }> } | null, contacts: { nodes: Array<{ id: string, displayName: string, email: string | null, companies: { nodes: Array<{ id: string, name: string | null, plan: string | null } | null> } | null } | null> } | null, tags: Array<{ id: string, name: string }> | null, parts: { totalCount: number | null, truncatedUpstream: boolean, pageInfo: { hasPreviousPage: boolean, startCursor: string | null }, nodes: Array<
        | { __typename: 'AssignmentPart', body: string | null, id: string, type: ConversationPartType, createdAt: string, redacted: boolean, assignedTo:
            | { __typename: 'Admin', id: string }
            | { __typename: 'Team', id: string }
           | null, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null }
        | { __typename: 'CommentPart', body: string | null, isAiAnswer: boolean, id: string, type: ConversationPartType, createdAt: string, redacted: boolean, attachments: Array<{ name: string, url: string, contentType: string | null }>, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null }
        | { __typename: 'GenericPart', rawType: string, details: Record<string, unknown> | null, id: string, type: ConversationPartType, createdAt: string, redacted: boolean, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null }
        | { __typename: 'NotePart', body: string | null, id: string, type: ConversationPartType, createdAt: string, redacted: boolean, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null }
        | { __typename: 'StateChangePart', newState: ConversationState, snoozedUntil: string | null, id: string, type: ConversationPartType, createdAt: string, redacted: boolean, author: { kind: AuthorKind, displayName: string | null, isAiAgent: boolean } | null }
      > } | null } | null };

export type AuthorFragment = { kind: AuthorKind, displayName: string | null, isAiAgent: boolean };

export type ConversationTicketsQueryVariables = Exact<{
  id: string | number;
}>;


export type ConversationTicketsQuery = { conversation: { id: string, linkedTickets: Array<{ id: string, title: string | null, category: TicketCategory, state: { category: string }, linkedConversations: Array<{ id: string, state: ConversationState }> | null }> | null } | null };

export type DataAttributeCreateMutationVariables = Exact<{
  input: DataAttributeInput;
}>;


export type DataAttributeCreateMutation = { dataAttributeCreate: { dataAttribute: { id: string, name: string, dataType: string, options: Array<string> | null } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type DataEventTrackBatchMutationVariables = Exact<{
  input: Array<DataEventInput> | DataEventInput;
  key: string;
}>;


export type DataEventTrackBatchMutation = { dataEventTrackBatch: { job: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null } | null, errors: Array<
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
        | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      > } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { job: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } | null };

export type JobStateFragment = { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null } | null, errors: Array<
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
  > };

export type DataEventTrackMutationVariables = Exact<{
  input: DataEventInput;
}>;


export type DataEventTrackMutation = { dataEventTrack: { accepted: boolean, warnings: Array<string>, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { health: { status: HealthStatus, checks: Array<{ name: string, status: HealthStatus, detail: string | null, latencyMs: number | null }>, topicCoverage: Array<{ topic: string, neededBy: Array<string>, lastSeenAt: string | null, status: string }> } };

export type HelpCenterQueryVariables = Exact<{
  by: HelpCenterBy;
}>;


export type HelpCenterQuery = { helpCenter: { id: string, identifier: string, displayName: string | null, url: string | null, live: boolean, rootCollections: Array<{ id: string, name: string, icon: string | null, children: Array<{ id: string, name: string }> }> | null } | null };

export type MessageSendMutationVariables = Exact<{
  input: MessageSendInput;
  key: string;
}>;


export type MessageSendMutation = { messageSend: { messageId: string | null, conversation: { id: string } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type RateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type RateLimitQuery = { rateLimit: { budget: { limit: number, remaining: number, resetAt: string } } };

export type ReferenceDataQueryVariables = Exact<{
  model?: AttributeModel | null | undefined;
  includeArchived?: boolean;
  includeCount?: boolean;
}>;


export type ReferenceDataQuery = { workspace: { segments: Array<{ id: string, intercomId: string, name: string, personType: string, createdAt: string | null, updatedAt: string | null }> | null, dataAttributes: Array<{ id: string, intercomId: string, model: AttributeModel, name: string, fullName: string, label: string | null, dataType: string, options: Array<string> | null, apiWritable: boolean, custom: boolean, archived: boolean, description: string | null }> | null, subscriptionTypes: Array<{ id: string, intercomId: string, name: string | null, consent: Consent, contentTypes: Array<string>, state: string }> | null } };

export type FollowConversationSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type FollowConversationSubscription = { conversationUpdates:
    | { __typename: 'ConversationAssigned', cursor: string, occurredAt: string, origin: EventOrigin, assignee:
        | { id: string, name: string }
        | { id: string, name: string }
       | null }
    | { __typename: 'ConversationChanged', cursor: string, occurredAt: string, origin: EventOrigin }
    | { __typename: 'ConversationCreated', cursor: string, occurredAt: string, origin: EventOrigin }
    | { __typename: 'ConversationDeleted', cursor: string }
    | { __typename: 'ConversationPartAdded', cursor: string, occurredAt: string, origin: EventOrigin, partEdge: { cursor: string, node:
          | { __typename: 'AssignmentPart', id: string, createdAt: string, author: { displayName: string | null } | null }
          | { __typename: 'CommentPart', body: string | null, id: string, createdAt: string, author: { displayName: string | null } | null }
          | { __typename: 'GenericPart', id: string, createdAt: string, author: { displayName: string | null } | null }
          | { __typename: 'NotePart', body: string | null, id: string, createdAt: string, author: { displayName: string | null } | null }
          | { __typename: 'StateChangePart', id: string, createdAt: string, author: { displayName: string | null } | null }
         } | null }
    | { __typename: 'ConversationRated', cursor: string, occurredAt: string, origin: EventOrigin }
    | { __typename: 'ConversationStateChanged', cursor: string, occurredAt: string, origin: EventOrigin, state: ConversationState }
    | { __typename: 'PartRedacted', cursor: string, partId: string | null }
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
   };

export type FollowConversationsSubscriptionVariables = Exact<{
  filter?: ConversationFilter | null | undefined;
  types?: Array<ConversationPartType> | ConversationPartType | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowConversationsSubscription = { conversationEvents:
    | { __typename: 'ConversationAssigned', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'ConversationChanged', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'ConversationCreated', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'ConversationDeleted', cursor: string, deletedId: string }
    | { __typename: 'ConversationPartAdded', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'ConversationRated', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'ConversationStateChanged', cursor: string, topic: string, conversationId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, title: string | null, state: ConversationState, updatedAt: string } } | null }
    | { __typename: 'PartRedacted', cursor: string }
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
   };

export type FollowContactsSubscriptionVariables = Exact<{
  filter?: ContactFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowContactsSubscription = { contactEvents:
    | { __typename: 'ContactChanged', cursor: string, contactId: string, matches: boolean | null, edge: { cursor: string, node: { id: string, displayName: string, email: string | null } | null } | null }
    | { __typename: 'ContactDeleted', cursor: string, deletedId: string }
    | { __typename: 'ContactMerged', cursor: string, contactId: string, mergedId: string | null }
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
   };

export type FollowCompaniesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowCompaniesSubscription = { companyEvents:
    | { __typename: 'CompanyChanged', cursor: string, topic: string, deletedId: string | null, company: { id: string, name: string | null } | null }
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
   };

export type FollowTicketsSubscriptionVariables = Exact<{
  filter?: TicketFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowTicketsSubscription = { ticketEvents:
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
    | { __typename: 'TicketChanged', cursor: string, topic: string, ticketId: string, matches: boolean | null, ticket: { title: string | null, state: { category: string } } | null }
   };

export type FollowArticlesSubscriptionVariables = Exact<{
  filter?: ArticleFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowArticlesSubscription = { articleEvents:
    | { __typename: 'ArticleChanged', cursor: string, topic: string, deletedId: string | null, article: { id: string, title: string, state: ArticleState } | null }
    | { __typename: 'StreamCaughtUp', cursor: string }
    | { __typename: 'StreamGap', cursor: string, from: string, to: string, reason: string }
   };

export type GapFragment = { from: string, to: string, reason: string };

export type SyncConflictResolveMutationVariables = Exact<{
  plan: string | number;
  key: string;
  choice: ConflictChoice;
}>;


export type SyncConflictResolveMutation = { syncConflictResolve: { plan: { id: string, counts: { update: number, conflict: number } } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    > } };

export type SyncListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SyncListQuery = { syncs: Array<{ name: string, object: SyncObject, direction: SyncDirection, source: string, nextChangedAt: string | null, nextWholeAt: string | null, follows: boolean, unreviewedDeletesAtMost: number, unreviewedCreatesAtMost: number | null, lastWholeAt: string | null, lastChangedAt: string | null, schedule: { changed: string | null, whole: string | null, timeZone: string } | null }> | null, syncPlans: { nodes: Array<{ id: string, sync: string, direction: SyncDirection, mode: SyncPlanMode, partial: boolean, status: JobStatus, createdAt: string, expiresAt: string, records: number, unchanged: number, estimatedCalls: number, estimatedSeconds: number | null, warnings: Array<string>, runs: Array<{ id: string, status: JobStatus }>, progress: { done: number, total: number | null, perMinute: number | null, eta: string | null }, counts: { create: number, update: number, merge: number, attach: number, detach: number, archive: number, delete: number, skip: number, conflict: number }, errors: Array<
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
      > }> } | null, syncRuns: { nodes: Array<{ id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, plan: { id: string } | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
      > }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SyncPlanCreateMutationVariables = Exact<{
  input: SyncPlanInput;
  key: string;
}>;


export type SyncPlanCreateMutation = { syncPlanCreate: { plan: { id: string, sync: string, direction: SyncDirection, mode: SyncPlanMode, partial: boolean, status: JobStatus, createdAt: string, expiresAt: string, records: number, unchanged: number, estimatedCalls: number, estimatedSeconds: number | null, warnings: Array<string>, progress: { done: number, total: number | null, perMinute: number | null, eta: string | null }, counts: { create: number, update: number, merge: number, attach: number, detach: number, archive: number, delete: number, skip: number, conflict: number }, errors: Array<
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
      > } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type SyncPlanQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  action?: SyncItemAction | null | undefined;
}>;


export type SyncPlanQuery = { syncPlan: { id: string, sync: string, direction: SyncDirection, mode: SyncPlanMode, partial: boolean, status: JobStatus, createdAt: string, expiresAt: string, records: number, unchanged: number, estimatedCalls: number, estimatedSeconds: number | null, warnings: Array<string>, items: { totalCount: number, nodes: Array<{ key: string, action: SyncItemAction, state: SyncItemState | null, row: number | null, line: number | null, reasons: Array<string>, changes: Array<{ field: string, column: string, side: SyncSide, from: unknown, to: unknown, rule: ConflictRule }>, error:
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, progress: { done: number, total: number | null, perMinute: number | null, eta: string | null }, counts: { create: number, update: number, merge: number, attach: number, detach: number, archive: number, delete: number, skip: number, conflict: number }, errors: Array<
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
    > } | null };

export type SyncPlanStateFragment = { id: string, sync: string, direction: SyncDirection, mode: SyncPlanMode, partial: boolean, status: JobStatus, createdAt: string, expiresAt: string, records: number, unchanged: number, estimatedCalls: number, estimatedSeconds: number | null, warnings: Array<string>, progress: { done: number, total: number | null, perMinute: number | null, eta: string | null }, counts: { create: number, update: number, merge: number, attach: number, detach: number, archive: number, delete: number, skip: number, conflict: number }, errors: Array<
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
  > };

export type SyncItemStateFragment = { key: string, action: SyncItemAction, state: SyncItemState | null, row: number | null, line: number | null, reasons: Array<string>, error:
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
   | null };

export type FollowSyncRunSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type FollowSyncRunSubscription = { syncRunProgress: { id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
    > } };

export type FollowSyncPlanSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type FollowSyncPlanSubscription = { syncPlanProgress: { id: string, sync: string, direction: SyncDirection, mode: SyncPlanMode, partial: boolean, status: JobStatus, createdAt: string, expiresAt: string, records: number, unchanged: number, estimatedCalls: number, estimatedSeconds: number | null, warnings: Array<string>, progress: { done: number, total: number | null, perMinute: number | null, eta: string | null }, counts: { create: number, update: number, merge: number, attach: number, detach: number, archive: number, delete: number, skip: number, conflict: number }, errors: Array<
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
    > } };

export type SyncPlanApplyMutationVariables = Exact<{
  plan: string | number;
  confirm?: SyncConfirmInput | null | undefined;
  key: string;
}>;


export type SyncPlanApplyMutation = { syncPlanApply: { run: { id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
      > } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type SyncRunQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  failedOnly?: boolean | null | undefined;
}>;


export type SyncRunQuery = { syncRun: { id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, items: { totalCount: number, nodes: Array<{ key: string, action: SyncItemAction, state: SyncItemState | null, row: number | null, line: number | null, reasons: Array<string>, error:
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
          | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
      | { code: ErrorCode, message: string }
    > } | null };

export type SyncRunPauseMutationVariables = Exact<{
  id: string | number;
}>;


export type SyncRunPauseMutation = { syncRunPause: { run: { id: string, status: JobStatus } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    > } };

export type SyncRunResumeMutationVariables = Exact<{
  id: string | number;
}>;


export type SyncRunResumeMutation = { syncRunResume: { run: { id: string, status: JobStatus } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    > } };

export type SyncRunCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type SyncRunCancelMutation = { syncRunCancel: { run: { id: string, status: JobStatus } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    > } };

export type SyncRunRetryFailedMutationVariables = Exact<{
  id: string | number;
  key: string;
}>;


export type SyncRunRetryFailedMutation = { syncRunRetryFailed: { run: { id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
        | { code: ErrorCode, message: string }
      > } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type SyncRunStateFragment = { id: string, sync: string, retriesFailed: boolean, status: JobStatus, createdAt: string, startedAt: string | null, finishedAt: string | null, checkpoint: string | null, progress: { done: number, total: number | null, failed: number, perMinute: number | null, eta: string | null }, errors: Array<
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
  > };

export type TagConversationsQueryVariables = Exact<{
  first?: number | null | undefined;
  filter?: ConversationFilter | null | undefined;
}>;


export type TagConversationsQuery = { workspace: { tags: Array<{ id: string, name: string, conversations: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, intercomId: string, title: string | null, state: ConversationState }> } | null }> | null } };

export type TagUpsertMutationVariables = Exact<{
  name: string;
}>;


export type TagUpsertMutation = { tagUpsert: { tag: { id: string, name: string } | null, errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
      | { code: ErrorCode, message: string, path: Array<string> | null, retryable: boolean }
    > } };

export type TicketCreateMutationVariables = Exact<{
  input: TicketCreateInput;
  key: string;
}>;


export type TicketCreateMutation = { ticketCreate: { ticket: { id: string, displayNumber: string, title: string | null, state: { externalLabel: string } } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type TicketUpdateMutationVariables = Exact<{
  id: string | number;
  input: TicketUpdateInput;
}>;


export type TicketUpdateMutation = { ticketUpdate: { ticket: { id: string, open: boolean, attributes: Record<string, unknown>, state: { id: string, category: string }, adminAssignee: { id: string } | null } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type TicketListQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
}>;


export type TicketListQuery = { tickets: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, intercomId: string, displayNumber: string, title: string | null, category: TicketCategory, open: boolean, updatedAt: string, type: { name: string }, state: { internalLabel: string }, contacts: { nodes: Array<{ displayName: string } | null> } | null, adminAssignee: { name: string } | null }> } | null };

export type TicketReplyMutationVariables = Exact<{
  id: string | number;
  input: ReplyInput;
  key: string;
}>;


export type TicketReplyMutation = { ticketReply: { ticket: { id: string, parts: { nodes: Array<{ id: string, body: string | null }> } | null } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type ConversationConvertToTicketMutationVariables = Exact<{
  id: string | number;
  ticketType: string | number;
  attributes?: Record<string, unknown> | null | undefined;
  key: string;
}>;


export type ConversationConvertToTicketMutation = { conversationConvertToTicket: { ticket: { id: string, displayNumber: string, type: { name: string } } | null, errors: Array<
      | { __typename: 'AmbiguousMatchError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ConflictError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'MergeNotAllowedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'NotFoundError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'OutcomeUnknownError', checkWith: string, message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'RateLimitedError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'UpstreamError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
      | { __typename: 'ValidationError', message: string, userMessage: string | null, code: ErrorCode, path: Array<string> | null, retryable: boolean }
    > } };

export type TicketTypesQueryVariables = Exact<{ [key: string]: never; }>;


export type TicketTypesQuery = { workspace: { ticketTypes: Array<{ id: string, intercomId: string, name: string, category: TicketCategory, icon: string | null, archived: boolean, attributes: Array<{ id: string, name: string, dataType: string, required: boolean, options: Array<string> | null }>, states: Array<{ id: string, category: string, internalLabel: string, externalLabel: string }> }> | null } };

export type TicketQueryVariables = Exact<{
  id: string | number;
  attribute: string;
  last?: number | null | undefined;
}>;


export type TicketQuery = { ticket: { id: string, intercomId: string, displayNumber: string, category: TicketCategory, open: boolean, title: string | null, description: string | null, shared: boolean, attributes: Record<string, unknown>, createdAt: string, updatedAt: string, snoozedUntil: string | null, type: { id: string, name: string, icon: string | null, states: Array<{ id: string, internalLabel: string }> }, state: { id: string, category: string, internalLabel: string, externalLabel: string }, attribute:
      | { __typename: 'BooleanAttribute' }
      | { __typename: 'DateAttribute' }
      | { __typename: 'NumberAttribute', number: number }
      | { __typename: 'ObjectAttribute' }
      | { __typename: 'OptionAttribute', option: string }
      | { __typename: 'StringAttribute', string: string }
     | null, contacts: { nodes: Array<{ id: string, displayName: string } | null> } | null, adminAssignee: { id: string, name: string } | null, teamAssignee: { id: string, name: string } | null, company: { id: string, name: string | null } | null, linkedConversations: Array<{ id: string, title: string | null }> | null, parts: { totalCount: number | null, nodes: Array<{ id: string, rawType: string, body: string | null, createdAt: string, previousState: string | null, newState: string | null, redacted: boolean, author: { kind: AuthorKind, displayName: string | null } | null }> } | null } | null };

export type WebhookDeliveriesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: WebhookDeliveryFilter | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhookDeliveries: { nodes: Array<{ id: string, notificationId: string, topic: string, createdAt: string, receivedAt: string, attempts: number, status: WebhookStatus, failure: string | null, ackMs: number, cursor: string | null, payload: Record<string, unknown> | null, workspace: { id: string } | null, entity:
        | { __typename: 'Admin', id: string }
        | { __typename: 'Article', id: string }
        | { __typename: 'AssignmentPart', id: string }
        | { __typename: 'Collection', id: string }
        | { __typename: 'CommentPart', id: string }
        | { __typename: 'Company', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'Conversation', id: string }
        | { __typename: 'DataAttribute', id: string }
        | { __typename: 'GenericPart', id: string }
        | { __typename: 'HelpCenter', id: string }
        | { __typename: 'Job', id: string }
        | { __typename: 'Note', id: string }
        | { __typename: 'NotePart', id: string }
        | { __typename: 'Segment', id: string }
        | { __typename: 'StateChangePart', id: string }
        | { __typename: 'SubscriptionType', id: string }
        | { __typename: 'SyncPlan', id: string }
        | { __typename: 'SyncRun', id: string }
        | { __typename: 'Tag', id: string }
        | { __typename: 'Team', id: string }
        | { __typename: 'Ticket', id: string }
        | { __typename: 'TicketPart', id: string }
        | { __typename: 'TicketType', id: string }
        | { __typename: 'WebhookDelivery', id: string }
        | { __typename: 'Workspace', id: string }
       | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type WebhookReplayMutationVariables = Exact<{
  delivery: string | number;
}>;


export type WebhookReplayMutation = { webhookReplay: { errors: Array<
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
      | { code: ErrorCode, message: string, path: Array<string> | null }
    >, delivery: { id: string, topic: string, status: WebhookStatus, attempts: number, failure: string | null, cursor: string | null } | null } };

export type WorkspaceQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspaceQuery = { workspace: { id: string, name: string | null, region: Region, timeZone: string | null, apiVersion: string, capabilities: Array<Capability>, admins: Array<{ id: string, name: string, awayMode: { enabled: boolean }, teams: Array<{ name: string }> | null }> | null, teams: Array<{ id: string, name: string }> | null, tags: Array<{ id: string, name: string }> | null }, viewer: { id: string, kind: ViewerKind, scopes: Array<Scope>, admin: { name: string } | null } };

export const MutationFailureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<MutationFailureFragment, unknown>;
export const AuthorFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Author"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Author"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isAiAgent"}}]}}]} as unknown as DocumentNode<AuthorFragment, unknown>;
export const JobStateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<JobStateFragment, unknown>;
export const GapFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<GapFragment, unknown>;
export const SyncPlanStateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncPlanState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"partial"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"create"}},{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"attach"}},{"kind":"Field","name":{"kind":"Name","value":"detach"}},{"kind":"Field","name":{"kind":"Name","value":"archive"}},{"kind":"Field","name":{"kind":"Name","value":"delete"}},{"kind":"Field","name":{"kind":"Name","value":"skip"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncPlanStateFragment, unknown>;
export const SyncItemStateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncItemState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<SyncItemStateFragment, unknown>;
export const SyncRunStateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncRunStateFragment, unknown>;
export const AdminAwaySetDocument = {"__meta__":{"hash":"sha256:eb80f7ae81b62e56d618dc48358aa0174826ef4ee598adbe14029aa8e623d14d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AdminAwaySet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"away"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reassign"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"adminAwaySet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"away"},"value":{"kind":"Variable","name":{"kind":"Name","value":"away"}}},{"kind":"Argument","name":{"kind":"Name","value":"reassign"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reassign"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"admin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"awayMode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"reassign"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<AdminAwaySetMutation, AdminAwaySetMutationVariables>;
export const ArticleCreateDocument = {"__meta__":{"hash":"sha256:716b31906ac51d34dcc1b9e8a83bd17be76b1d88eefabbbf1b2ae93a3178db5a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ArticleCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleCreateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"articleCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ArticleCreateMutation, ArticleCreateMutationVariables>;
export const ArticleListDocument = {"__meta__":{"hash":"sha256:d9882eaf74efbfe8a9aa77cebe4d08a74e275aacf7b87438c0ddbebd1176d2d9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ArticleList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"articles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"collection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ArticleListQuery, ArticleListQueryVariables>;
export const ArticleSearchDocument = {"__meta__":{"hash":"sha256:e0c8777b1231e58634e6950b4c6fdcb445a8da5ed2de1105e9557000234c9ea7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ArticleSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"phrase"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"articleSearch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"phrase"},"value":{"kind":"Variable","name":{"kind":"Name","value":"phrase"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"titleHighlights"}},{"kind":"Field","name":{"kind":"Name","value":"bodyHighlights"}},{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ArticleSearchQuery, ArticleSearchQueryVariables>;
export const ArticleUpdateDocument = {"__meta__":{"hash":"sha256:32f7713d632b70cecc807005077f73ad87a3efbac8ccfeb7b24f1fbad8bba9a7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ArticleUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleUpdateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"articleUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ArticleUpdateMutation, ArticleUpdateMutationVariables>;
export const ArticleDocument = {"__meta__":{"hash":"sha256:646c0dedfcb3d94e9f9383b2835dc7629063dde0cd75f92ed84bff667bd19f65"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Article"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}},"defaultValue":{"kind":"StringValue","value":"en","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"as"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BodyFormat"}}},"defaultValue":{"kind":"EnumValue","value":"HTML"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"article"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"collection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ancestors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"helpCenter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"translation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"as"},"value":{"kind":"Variable","name":{"kind":"Name","value":"as"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"translations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"views"}},{"kind":"Field","name":{"kind":"Name","value":"conversions"}},{"kind":"Field","name":{"kind":"Name","value":"reactions"}},{"kind":"Field","name":{"kind":"Name","value":"happyPercentage"}}]}}]}}]}}]} as unknown as DocumentNode<ArticleQuery, ArticleQueryVariables>;
export const CachePurgeDocument = {"__meta__":{"hash":"sha256:3ace45f0d2e85aa32c3253e25ec79a76b0471902dbd2fc27d523e2a0559c5eb2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CachePurge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CachePurgeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cachePurge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purged"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CachePurgeMutation, CachePurgeMutationVariables>;
export const CollectionCreateDocument = {"__meta__":{"hash":"sha256:bd2b69245a0056b0376e08e96ef3ad7eb0022d8e53b0185a7e7971db87239f25"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CollectionCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CollectionCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"collectionCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"collection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<CollectionCreateMutation, CollectionCreateMutationVariables>;
export const CollectionListDocument = {"__meta__":{"hash":"sha256:8c73609f92a95a26c60df1548acca8ac00644924cf017f9744bab9bdf542281b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CollectionList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"150"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"helpCenter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"articles"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"150"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"collections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"helpCenter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"helpCenter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"articles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"articles"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CollectionListQuery, CollectionListQueryVariables>;
export const CompanyListDocument = {"__meta__":{"hash":"sha256:2f13ebba077cfc3552aeacce5236b4a38c1b27355a3619fbcab7b730e84e018d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompanyList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"companyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"}},{"kind":"Field","name":{"kind":"Name","value":"userCount"}},{"kind":"Field","name":{"kind":"Name","value":"lastRequestAt"}}]}}]}}]}}]} as unknown as DocumentNode<CompanyListQuery, CompanyListQueryVariables>;
export const CompanyNotesDocument = {"__meta__":{"hash":"sha256:83d504f144117a984c14bae3ba7cc2a02463f9de62810424be87615869253924"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompanyNotes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CompanyNotesQuery, CompanyNotesQueryVariables>;
export const CompanyPeopleDocument = {"__meta__":{"hash":"sha256:d16f064ada6cdd4c6c0c5da81751b47d87e1a482232a475ce150397220688ff4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompanyPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CompanyPeopleQuery, CompanyPeopleQueryVariables>;
export const CompanyUpsertDocument = {"__meta__":{"hash":"sha256:83a3becd25ffa15aa901a908f5203f8f5b48c2a791ab3f2f53e85a12d00eaf8e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CompanyUpsert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companyUpsert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"companyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"companyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"}},{"kind":"Field","name":{"kind":"Name","value":"customAttributes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<CompanyUpsertMutation, CompanyUpsertMutationVariables>;
export const CompanyDocument = {"__meta__":{"hash":"sha256:933bf962933a2a8ba02c405fb18ba6b8cfda7872cf60bb429cb59b952005da86"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Company"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"companyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"website"}},{"kind":"Field","name":{"kind":"Name","value":"industry"}},{"kind":"Field","name":{"kind":"Name","value":"monthlySpend"}},{"kind":"Field","name":{"kind":"Name","value":"userCount"}},{"kind":"Field","name":{"kind":"Name","value":"sessionCount"}},{"kind":"Field","name":{"kind":"Name","value":"lastRequestAt"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customAttributes"}}]}}]}}]} as unknown as DocumentNode<CompanyQuery, CompanyQueryVariables>;
export const ContactCompaniesDocument = {"__meta__":{"hash":"sha256:e9e3f3e1b0c63931e4f8fbbb929d49c33cf1262b8070eb168fc7df0e0a076bda"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactCompanies"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"companies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"}},{"kind":"Field","name":{"kind":"Name","value":"monthlySpend"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactCompaniesQuery, ContactCompaniesQueryVariables>;
export const ContactEventsDocument = {"__meta__":{"hash":"sha256:075900aed5a983add206b1fd083d8c9ff03e231f8cbb7f036634beb8c1e172d7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"eventSummaries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}}]}}]}}]} as unknown as DocumentNode<ContactEventsQuery, ContactEventsQueryVariables>;
export const ContactListDocument = {"__meta__":{"hash":"sha256:0badf7e31573a79bb305d236abf9363901908d9ca62608c0a316d1778df65642"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactListQuery, ContactListQueryVariables>;
export const ContactMergePreviewDocument = {"__meta__":{"hash":"sha256:c51f344ed3231f5aeb806f8aa87b77393a36cb134492d87973b9c7b6dfbe7ed2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactMergePreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"into"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactMergePreview"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"into"},"value":{"kind":"Variable","name":{"kind":"Name","value":"into"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}},{"kind":"Field","name":{"kind":"Name","value":"moves"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"object"}},{"kind":"Field","name":{"kind":"Name","value":"from"}}]}}]}}]}}]} as unknown as DocumentNode<ContactMergePreviewQuery, ContactMergePreviewQueryVariables>;
export const ContactMergeDocument = {"__meta__":{"hash":"sha256:a42e5d8055a5d88f1535f592fdb0d55864195d43e13a9e2e75c64fa12003a948"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ContactMerge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"into"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactMerge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"into"},"value":{"kind":"Variable","name":{"kind":"Name","value":"into"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mergedContactId"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MergeNotAllowedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ContactMergeMutation, ContactMergeMutationVariables>;
export const ContactNotesDocument = {"__meta__":{"hash":"sha256:d7f1463a005319ead4149b83aec516a76d41e44ae522984c5251316ca329bba2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactNotes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactNotesQuery, ContactNotesQueryVariables>;
export const ContactProfileDocument = {"__meta__":{"hash":"sha256:2584a2cb89073bffc6be9d3273aa1706caa2ac4ad57b3a31dc0fc11cd0c2a297"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"attribute"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"optedIn"}},{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"attribute"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"attribute"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StringAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"string"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NumberAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BooleanAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"boolean"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DateAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OptionAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"option"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"object"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactProfileQuery, ContactProfileQueryVariables>;
export const ContactTicketsDocument = {"__meta__":{"hash":"sha256:e5c998df843dfd8c2a2bd07eb0aaff4764d420ff5c477d29cc5b5e3ddf70980d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactTickets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"internalLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactTicketsQuery, ContactTicketsQueryVariables>;
export const ContactUpsertDocument = {"__meta__":{"hash":"sha256:0f6ddfc88f8fbd1047e8892325054ff5dbb61858741bc8861907a7e6a7361519"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ContactUpsert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"match"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactMatchInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"onCreate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactCreateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"onUpdate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactUpdateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactUpsert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"match"},"value":{"kind":"Variable","name":{"kind":"Name","value":"match"}}},{"kind":"Argument","name":{"kind":"Name","value":"onCreate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"onCreate"}}},{"kind":"Argument","name":{"kind":"Name","value":"onUpdate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"onUpdate"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"matchedBy"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AmbiguousMatchError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ContactUpsertMutation, ContactUpsertMutationVariables>;
export const ContactDocument = {"__meta__":{"hash":"sha256:f81e8213022477cd6a8144b683425aca411513c22b3a6531f83e319423474005"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"redirectedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"city"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customAttributes"}}]}}]}}]} as unknown as DocumentNode<ContactQuery, ContactQueryVariables>;
export const ConversationListDocument = {"__meta__":{"hash":"sha256:2750bac87ba4beb3ef8d0c8edcc719ca2561f67d190043023c93fa1403cc3c10"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConversationList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"inboxUrl"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"waitingSince"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adminAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConversationListQuery, ConversationListQueryVariables>;
export const ConversationReplyDocument = {"__meta__":{"hash":"sha256:1fd7433e03c36a55fc635443185be7ed5c396d5773bba35b18f602c65c1d8a64"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConversationReply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplyInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationReply"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"waitingSince"}}]}},{"kind":"Field","name":{"kind":"Name","value":"partEdge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentPart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ConversationReplyMutation, ConversationReplyMutationVariables>;
export const ConversationCloseDocument = {"__meta__":{"hash":"sha256:68cdce658df16fc106be4a707e1e4c3501adf433be4a0859b7a1ca56f056feb8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConversationClose"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"body"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"HTML"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationClose"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"body"},"value":{"kind":"Variable","name":{"kind":"Name","value":"body"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ConversationCloseMutation, ConversationCloseMutationVariables>;
export const ConversationAssignDocument = {"__meta__":{"hash":"sha256:23e9f944820d2e2e8adef261f15cb4380ab2cc038b21f9ff4cd1e060bc4c35ff"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConversationAssign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"note"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"HTML"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationAssign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"note"},"value":{"kind":"Variable","name":{"kind":"Name","value":"note"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"adminAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teamAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ConversationAssignMutation, ConversationAssignMutationVariables>;
export const ConversationThreadDocument = {"__meta__":{"hash":"sha256:f51b65c0b3f38351f4fada895d0cc6185eb4df24d6b8f81ab8d155e62e0be622"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConversationThread"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"include"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PartInclude"}}},"defaultValue":{"kind":"EnumValue","value":"MESSAGES_AND_EVENTS"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inboxUrl"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Author"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"companies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"include"},"value":{"kind":"Variable","name":{"kind":"Name","value":"include"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"truncatedUpstream"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"redacted"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Author"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentPart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"isAiAnswer"}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotePart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentPart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"assignedTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Admin"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Team"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StateChangePart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"newState"}},{"kind":"Field","name":{"kind":"Name","value":"snoozedUntil"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenericPart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rawType"}},{"kind":"Field","name":{"kind":"Name","value":"details"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Author"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Author"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isAiAgent"}}]}}]} as unknown as DocumentNode<ConversationThreadQuery, ConversationThreadQueryVariables>;
export const ConversationTicketsDocument = {"__meta__":{"hash":"sha256:a11dd9f00bacca8a65ff89445a44cdffdc5060464f37fce6ed04accf2057ed04"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConversationTickets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"linkedTickets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linkedConversations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConversationTicketsQuery, ConversationTicketsQueryVariables>;
export const DataAttributeCreateDocument = {"__meta__":{"hash":"sha256:1520c497646415368d4bb963823d9250d10e2236b543165401494e5d7a70d806"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DataAttributeCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DataAttributeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataAttributeCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataAttribute"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataType"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<DataAttributeCreateMutation, DataAttributeCreateMutationVariables>;
export const DataEventTrackBatchDocument = {"__meta__":{"hash":"sha256:59d9a858d197ec95b72e2d7385e5c19c400a829a73c32523ea856e3bfd27306d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DataEventTrackBatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DataEventInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataEventTrackBatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<DataEventTrackBatchMutation, DataEventTrackBatchMutationVariables>;
export const JobDocument = {"__meta__":{"hash":"sha256:650db7858fa8a1eb75d97a3752e0c98476915701584ad1833eba375fdd5da76c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Job"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobState"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<JobQuery, JobQueryVariables>;
export const DataEventTrackDocument = {"__meta__":{"hash":"sha256:4a3b7deed9bf677146066ce0c977746e7e429851f1bc15953ba47daefc1af628"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DataEventTrack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DataEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataEventTrack"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<DataEventTrackMutation, DataEventTrackMutationVariables>;
export const HealthDocument = {"__meta__":{"hash":"sha256:7c44cc63fcfdcddf7b2ad5b48fe99ff61e0a5fae72c84bf6a773ed6faa4b85ad"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topicCoverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"neededBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<HealthQuery, HealthQueryVariables>;
export const HelpCenterDocument = {"__meta__":{"hash":"sha256:f5f8f7fe362a60ca415939db84d80f1b3ffccc11eb5396a110779c940aa5c88b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HelpCenter"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HelpCenterBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"helpCenter"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identifier"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"live"}},{"kind":"Field","name":{"kind":"Name","value":"rootCollections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"icon"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<HelpCenterQuery, HelpCenterQueryVariables>;
export const MessageSendDocument = {"__meta__":{"hash":"sha256:ff7fedf746cc1ee4a10b6a53f8bef582176e1f144217df00df5574b5c31bbfc0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MessageSend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageSendInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageSend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageId"}},{"kind":"Field","name":{"kind":"Name","value":"conversation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MessageSendMutation, MessageSendMutationVariables>;
export const RateLimitDocument = {"__meta__":{"hash":"sha256:6011002a81303dffa9f63192555cc0b94f947241f7684c3474c6c94d5773d034"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"resetAt"}}]}}]}}]}}]} as unknown as DocumentNode<RateLimitQuery, RateLimitQueryVariables>;
export const ReferenceDataDocument = {"__meta__":{"hash":"sha256:22380cbe423d426019b080cd0c8b1c2c5ac7afb314fad4a81ed96ca958f7049d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReferenceData"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AttributeModel"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"includeArchived"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"includeCount"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"segments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"includeCount"},"value":{"kind":"Variable","name":{"kind":"Name","value":"includeCount"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"personType"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataAttributes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"includeArchived"},"value":{"kind":"Variable","name":{"kind":"Name","value":"includeArchived"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"dataType"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"apiWritable"}},{"kind":"Field","name":{"kind":"Name","value":"custom"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscriptionTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"contentTypes"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]} as unknown as DocumentNode<ReferenceDataQuery, ReferenceDataQueryVariables>;
export const FollowConversationDocument = {"__meta__":{"hash":"sha256:c84f541ce085b2753f7f6fe3574dcfc6fbf4012604d8b5d0a6a602536de850ed"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowConversation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationUpdates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationPartAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"partEdge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentPart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotePart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationStateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationAssigned"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Admin"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Team"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartRedacted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"partId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowConversationSubscription, FollowConversationSubscriptionVariables>;
export const FollowConversationsDocument = {"__meta__":{"hash":"sha256:b38e5962aad3e0941bd90181e82192f9a4674cbbed8fd88a5b842202c0b9757d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowConversations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"types"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationPartType"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"types"},"value":{"kind":"Variable","name":{"kind":"Name","value":"types"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}},{"kind":"Field","name":{"kind":"Name","value":"edge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationDeleted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowConversationsSubscription, FollowConversationsSubscriptionVariables>;
export const FollowContactsDocument = {"__meta__":{"hash":"sha256:cb0cfede95a2a2471e47b2e4918f2b77dffb169f1b03bb535c9896cac2e54308"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowContacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}},{"kind":"Field","name":{"kind":"Name","value":"edge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactMerged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"mergedId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDeleted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowContactsSubscription, FollowContactsSubscriptionVariables>;
export const FollowCompaniesDocument = {"__meta__":{"hash":"sha256:21067f3997fb96afd7679c19aaad6b4c8a20da1357152e0726b57d2fb5130e47"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowCompanies"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companyEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowCompaniesSubscription, FollowCompaniesSubscriptionVariables>;
export const FollowTicketsDocument = {"__meta__":{"hash":"sha256:628e66101bb28806a3fab44162ca7dd25837ad691ebc2750360e8da3ade24785"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowTickets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TicketChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"ticketId"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}}]}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowTicketsSubscription, FollowTicketsSubscriptionVariables>;
export const FollowArticlesDocument = {"__meta__":{"hash":"sha256:ff70ddbc2161a8e75d9698cb18c3cd89f08a7df43f944ada450f3e8241862ae3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowArticles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"articleEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArticleChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"article"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Gap"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Gap"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamGap"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FollowArticlesSubscription, FollowArticlesSubscriptionVariables>;
export const SyncConflictResolveDocument = {"__meta__":{"hash":"sha256:d412e0712bf26f42277cf0a4202eb3952a65b20d59913077fb26aa2980afe73c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncConflictResolve"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"plan"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"choice"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConflictChoice"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncConflictResolve"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"plan"},"value":{"kind":"Variable","name":{"kind":"Name","value":"plan"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"choice"},"value":{"kind":"Variable","name":{"kind":"Name","value":"choice"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SyncConflictResolveMutation, SyncConflictResolveMutationVariables>;
export const SyncListDocument = {"__meta__":{"hash":"sha256:ee95f21211abb3c4c7b30a92ffc0db1f4f4f29f10918007ff7abcc2511667dc4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SyncList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"object"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"schedule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"whole"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nextChangedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextWholeAt"}},{"kind":"Field","name":{"kind":"Name","value":"follows"}},{"kind":"Field","name":{"kind":"Name","value":"unreviewedDeletesAtMost"}},{"kind":"Field","name":{"kind":"Name","value":"unreviewedCreatesAtMost"}},{"kind":"Field","name":{"kind":"Name","value":"lastWholeAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastChangedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"syncPlans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncPlanState"}},{"kind":"Field","name":{"kind":"Name","value":"runs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"syncRuns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncRunState"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncPlanState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"partial"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"create"}},{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"attach"}},{"kind":"Field","name":{"kind":"Name","value":"detach"}},{"kind":"Field","name":{"kind":"Name","value":"archive"}},{"kind":"Field","name":{"kind":"Name","value":"delete"}},{"kind":"Field","name":{"kind":"Name","value":"skip"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncListQuery, SyncListQueryVariables>;
export const SyncPlanCreateDocument = {"__meta__":{"hash":"sha256:c4283d04e4da4fe857be594fccf47bd6dc135cabe5c41d9649b1f77756eddc79"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncPlanCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlanInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncPlanCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncPlanState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncPlanState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"partial"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"create"}},{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"attach"}},{"kind":"Field","name":{"kind":"Name","value":"detach"}},{"kind":"Field","name":{"kind":"Name","value":"archive"}},{"kind":"Field","name":{"kind":"Name","value":"delete"}},{"kind":"Field","name":{"kind":"Name","value":"skip"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncPlanCreateMutation, SyncPlanCreateMutationVariables>;
export const SyncPlanDocument = {"__meta__":{"hash":"sha256:f05a89524743beb9a147983c831e84085254a613df7da136c4d7d2557e4a6bdb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SyncPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"action"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncItemAction"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncPlanState"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"action"},"value":{"kind":"Variable","name":{"kind":"Name","value":"action"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncItemState"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncPlanState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"partial"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"create"}},{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"attach"}},{"kind":"Field","name":{"kind":"Name","value":"detach"}},{"kind":"Field","name":{"kind":"Name","value":"archive"}},{"kind":"Field","name":{"kind":"Name","value":"delete"}},{"kind":"Field","name":{"kind":"Name","value":"skip"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncItemState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<SyncPlanQuery, SyncPlanQueryVariables>;
export const FollowSyncRunDocument = {"__meta__":{"hash":"sha256:bae920cc3993aec385aa566cecb08b81193106d6751c33db1954e9c2dfbe5c39"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowSyncRun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRunProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncRunState"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<FollowSyncRunSubscription, FollowSyncRunSubscriptionVariables>;
export const FollowSyncPlanDocument = {"__meta__":{"hash":"sha256:9439be23bc4bfabafed6faa2b9a22b2597b34e797c02d681e2a5bd3de39ede51"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowSyncPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncPlanProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncPlanState"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncPlanState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"partial"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"create"}},{"kind":"Field","name":{"kind":"Name","value":"update"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"attach"}},{"kind":"Field","name":{"kind":"Name","value":"detach"}},{"kind":"Field","name":{"kind":"Name","value":"archive"}},{"kind":"Field","name":{"kind":"Name","value":"delete"}},{"kind":"Field","name":{"kind":"Name","value":"skip"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"estimatedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<FollowSyncPlanSubscription, FollowSyncPlanSubscriptionVariables>;
export const SyncPlanApplyDocument = {"__meta__":{"hash":"sha256:af8f7a428f38d95997870f1ae419590d1c12bb4ce3e293e189c53f6cde4b1916"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncPlanApply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"plan"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"confirm"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncConfirmInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncPlanApply"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"plan"},"value":{"kind":"Variable","name":{"kind":"Name","value":"plan"}}},{"kind":"Argument","name":{"kind":"Name","value":"confirm"},"value":{"kind":"Variable","name":{"kind":"Name","value":"confirm"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncRunState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncPlanApplyMutation, SyncPlanApplyMutationVariables>;
export const SyncRunDocument = {"__meta__":{"hash":"sha256:22cf6922ef08ce92e4a9bf0b62e23acaa9dfbad83d321f0fc86ff91ffb514e17"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SyncRun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"failedOnly"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRun"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncRunState"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"failedOnly"},"value":{"kind":"Variable","name":{"kind":"Name","value":"failedOnly"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncItemState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncItemState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]} as unknown as DocumentNode<SyncRunQuery, SyncRunQueryVariables>;
export const SyncRunPauseDocument = {"__meta__":{"hash":"sha256:42ff23f319955d08ebc18c971a3e44c555d6cedbfdcd24f32e75a9e838cf534a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncRunPause"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRunPause"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SyncRunPauseMutation, SyncRunPauseMutationVariables>;
export const SyncRunResumeDocument = {"__meta__":{"hash":"sha256:655e1d9e48758a0f342742acf1324edda4b8d7f27619fddeb9185f27c9069ba5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncRunResume"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRunResume"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SyncRunResumeMutation, SyncRunResumeMutationVariables>;
export const SyncRunCancelDocument = {"__meta__":{"hash":"sha256:fc2c2ea442eb02d22a6be452b0c4ae6808970c70191a1b5fce062509b697b9e5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncRunCancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRunCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SyncRunCancelMutation, SyncRunCancelMutationVariables>;
export const SyncRunRetryFailedDocument = {"__meta__":{"hash":"sha256:5f47f3021c03978c2cbde7921b7fbca8452f76096174e4fff400c9d9cf1ed2c0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncRunRetryFailed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRunRetryFailed"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncRunState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncRunState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sync"}},{"kind":"Field","name":{"kind":"Name","value":"retriesFailed"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"perMinute"}},{"kind":"Field","name":{"kind":"Name","value":"eta"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SyncRunRetryFailedMutation, SyncRunRetryFailedMutationVariables>;
export const TagConversationsDocument = {"__meta__":{"hash":"sha256:bc185b637db96f35e0673614d10b526a7f491f382a8842e6f7e4ed58b5436406"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TagConversations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"conversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TagConversationsQuery, TagConversationsQueryVariables>;
export const TagUpsertDocument = {"__meta__":{"hash":"sha256:69ede106d64c5a3dcca3774d473bdd274489aefa0dd8db43d1c98729732bf419"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TagUpsert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tagUpsert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<TagUpsertMutation, TagUpsertMutationVariables>;
export const TicketCreateDocument = {"__meta__":{"hash":"sha256:b318ece153ecc150e957dc5c8c7859d108a7a20303c8e01d4457f71fd1cacb73"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TicketCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketCreateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayNumber"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalLabel"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<TicketCreateMutation, TicketCreateMutationVariables>;
export const TicketUpdateDocument = {"__meta__":{"hash":"sha256:a4d9fb616097876b7a8749b4d9d952121c60f81acb5aa25ffefb4190848ecf1a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TicketUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"category"}}]}},{"kind":"Field","name":{"kind":"Name","value":"adminAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<TicketUpdateMutation, TicketUpdateMutationVariables>;
export const TicketListDocument = {"__meta__":{"hash":"sha256:31569d4f5b5a36ee72b7d4c5eedb5ae0e603050b81114aaad12deaa2c8320436"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TicketList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"displayNumber"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"internalLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adminAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]} as unknown as DocumentNode<TicketListQuery, TicketListQueryVariables>;
export const TicketReplyDocument = {"__meta__":{"hash":"sha256:f63d4951204a37963297639fccaf323db777deaa6ef058715e347a5819afb3a4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TicketReply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplyInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketReply"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"body"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<TicketReplyMutation, TicketReplyMutationVariables>;
export const ConversationConvertToTicketDocument = {"__meta__":{"hash":"sha256:94502d326d013b49349a7ef179ac8cdd3911e63f28996e023adbd0ae51cf74e6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConversationConvertToTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ticketType"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"attributes"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JSONObject"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationConvertToTicket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"ticketType"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ticketType"}}},{"kind":"Argument","name":{"kind":"Name","value":"attributes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"attributes"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"idempotent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayNumber"}},{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationFailure"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationFailure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkWith"}}]}}]}}]} as unknown as DocumentNode<ConversationConvertToTicketMutation, ConversationConvertToTicketMutationVariables>;
export const TicketTypesDocument = {"__meta__":{"hash":"sha256:14081f878f053b597ce5390396db648a4fb726ed6a14f8612849d841491dcac2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TicketTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"icon"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataType"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"states"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"internalLabel"}},{"kind":"Field","name":{"kind":"Name","value":"externalLabel"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TicketTypesQuery, TicketTypesQueryVariables>;
export const TicketDocument = {"__meta__":{"hash":"sha256:ece23f59cf25c2923704ae7ff2b9e07d0d9f1f3927356aafb02592ef190a5ea7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Ticket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"attribute"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"intercomId"}},{"kind":"Field","name":{"kind":"Name","value":"displayNumber"}},{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"icon"}},{"kind":"Field","name":{"kind":"Name","value":"states"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"internalLabel"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"internalLabel"}},{"kind":"Field","name":{"kind":"Name","value":"externalLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}},{"kind":"Field","name":{"kind":"Name","value":"attribute"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"attribute"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OptionAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"option"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StringAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"string"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NumberAttribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adminAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teamAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"snoozedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"linkedConversations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rawType"}},{"kind":"Field","name":{"kind":"Name","value":"body"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"as"},"value":{"kind":"EnumValue","value":"TEXT"}}]},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"previousState"}},{"kind":"Field","name":{"kind":"Name","value":"newState"}},{"kind":"Field","name":{"kind":"Name","value":"redacted"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TicketQuery, TicketQueryVariables>;
export const WebhookDeliveriesDocument = {"__meta__":{"hash":"sha256:20f6f77b0088d5ec7730376cd2b5143f997360c1f37786100e8c1760fd4cac2b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhookDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notificationId"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}},{"kind":"Field","name":{"kind":"Name","value":"ackMs"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payload"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const WebhookReplayDocument = {"__meta__":{"hash":"sha256:ee0c780ccd5a8f614c68f6879ec674f250bb0b1727b833b697fda7d90c895172"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhookReplay"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"delivery"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookReplay"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"delivery"},"value":{"kind":"Variable","name":{"kind":"Name","value":"delivery"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]}}]} as unknown as DocumentNode<WebhookReplayMutation, WebhookReplayMutationVariables>;
export const WorkspaceDocument = {"__meta__":{"hash":"sha256:73ec6ebeca3e03a1221b49010686a09d1d73cf51b3744604f2da10639657084c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workspace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"apiVersion"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"admins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"awayMode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"admin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<WorkspaceQuery, WorkspaceQueryVariables>;