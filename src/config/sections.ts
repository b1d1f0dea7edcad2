import { z } from 'zod'
import { cacheKinds } from './cache-kinds.ts'
import { anyOf, bytes, count, milliseconds, oneOf, seconds, yesOrNo } from './checks.ts'

// The message of every check below is what the reader is told after "expected".

/** Intercom answers at most 150 records a page. */
const pageful = () => {
  const error = 'a whole number from 1 to 150'
  return z.int({ error }).min(1, { error }).max(150, { error })
}
/** Within the ten seconds that a stop may take in all. */
const stopping = () => {
  const error = 'a whole number of milliseconds from 1 to 8500'
  return z.int({ error }).min(1, { error }).max(8_500, { error })
}
const tries = () => {
  const error = 'a whole number from 1 to 8'
  return z.int({ error }).min(1, { error }).max(8, { error })
}
/** Kinds of callers: a program, a teammate, an end customer. */
const callerKinds = ['SERVICE', 'ADMIN', 'CONTACT'] as const

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const part = () => {
  const error = 'a number from 0 to 1'
  return z.number({ error }).min(0, { error }).max(1, { error })
}

const budget = z.strictObject({
  /**
   * Calls a minute that Intercom allows this app, spread evenly over its windows, until an answer of Intercom tells what it is in truth.
   * Default 10,000: "Rate limiting" on developers.intercom.com.
   */
  requestsPerMinute: count(1),
  /** How long Intercom's rate windows are: whole seconds. Default 10,000, which is Intercom's. */
  windowMs: milliseconds(1_000),
  /** The part of each window that only mutations may use; what they leave is let go towards its end. Default 0.1. */
  mutationReserve: part(),
  /** The part of each window that refreshing, syncs and backfills leave to whoever waits for an answer, likewise. Default 0.3. */
  interactiveReserve: part(),
  /**
   * The part of each window that one process uses while `REDIS_URL` is set and no answer of Redis has said yet how many processes there are.
   * Once it knows, and loses Redis, it uses its equal part. Default 0.25.
   */
  aloneShare: part(),
})

const intercom = z.strictObject({
  /** How long one call may take, from asking for a socket to the last byte of the body. Later it is UPSTREAM_TIMEOUT. Default 20,000. */
  timeoutMs: milliseconds(1),
  /** How often a read or a search is tried again after a failure that may pass. `0` never. Writes follow their own, stricter rule. Default 2. */
  maxRetries: count(),
  /** Sockets kept open to Intercom. More simultaneous calls wait for a free one, and the wait counts towards `timeoutMs`. Default 16. */
  maxSockets: count(1),
  /**
   * Ids in one `id IN [...]` search; what is over goes into a second search, sent at the same time. Intercom does not say how long the list
   * may be (OpenAPI 2.14, POST /contacts/search); the page that answers it holds 150 at most. Default 50.
   */
  batchSize: pageful(),
  /** Simultaneous `GET`s by id, when a page needs records that no search can fetch together. Default 8. */
  concurrency: count(1),
  /**
   * For how long after a change Intercom's search may still show the state before it; "a few minutes" in the description of contact search.
   * A record changed within this time is not taken from search rows into the cache. `0` trusts search at once. Default 300,000.
   */
  indexLagMs: milliseconds(),
  /** The calls that Intercom allows, for all processes together, and who gets how many. Who cannot be served in time is told RATE_LIMITED at once. */
  budget,
})

/** For how long answers of one kind are kept. */
const policy = {
  /** Fresh for this long; then asked for again. */
  ttlSeconds: seconds(1),
  /** How long "there is nothing under this id", or this e-mail address or name, is believed. `0` never. */
  negativeTtlSeconds: seconds(),
  /** How long past its ttl a value may be served when Intercom fails, flagged in `extensions.degraded`. `0` never. */
  staleOnErrorSeconds: seconds(),
  /**
   * For how many seconds after its ttl a value still answers at once, while it is read anew behind the answer; `0` never. For what one call answers whole: lists of all
   * admins, tags, collections, the index of articles. Single records and pages are not served past their ttl, whatever stands here.
   */
  staleWhileRevalidateSeconds: seconds(),
}

const kinds = Object.fromEntries(cacheKinds.map((kind) => [kind, z.strictObject(policy).partial().optional()]))

const cache = z.strictObject({
  /** What this process keeps in its own memory; the least recently used goes first. Default 67,108,864 (64 MiB). */
  l1MaxBytes: bytes(1),
  /** A value larger than this, as JSON, is kept by the process that read it and not in Redis: each process asks for it itself. Default 1,048,576 (1 MiB). */
  maxValueBytes: bytes(1),
  /** How long one question to Redis may take; later it is a logged miss. Default 50. */
  redisTimeoutMs: milliseconds(1),
  /** How long a request waits for this process to have followed the change log to its head; later it reads past L1. Default 25. */
  fenceTimeoutMs: milliseconds(1),
  /** How old a value in L1 may be while Redis cannot be reached, so that no process shows an old state for longer. Default 5,000. */
  isolatedL1MaxAgeMs: milliseconds(),
  /**
   * How long what a search found is kept, at most, while a change that it does not show may have been lost: for `intercom.indexLagMs` after the log
   * of changes began, as it does when Redis comes back empty or a process without Redis starts. `0` shows it and does not keep it. What is read by
   * its id is kept as usual. Default 30.
   */
  lostLogTtlSeconds: seconds(),
  /** What holds for every kind that says nothing else. */
  default: z.strictObject(policy),
  /** What differs, by kind of entry: `contact` for each contact, `contactPage` for pages of contacts (like `contact` unless said), and so on. */
  kinds: z.strictObject(kinds),
})

const changes = z.strictObject({
  /** About how many changes the log keeps; the oldest go first. A reader that is further behind sees a gap. Default 100,000. */
  maxLength: count(1),
  /** How long a change stays in the log. Default 86,400 (a day). */
  retentionSeconds: seconds(1),
  /** How long an event's id is remembered, so that a second delivery of it changes nothing. Default 86,400 (a day). */
  dedupeSeconds: seconds(1),
  /** The same as `maxLength` for the log in memory, which a process without Redis uses. Default 10,000. */
  memoryMaxLength: count(1),
  /**
   * How long a notification of Intercom is kept beside the log, to judge by what it is about, and to be looked at. It costs Redis its size (a few
   * kilobytes; a ticket's, tens) for so long: 100 a second of 5 kB are 450 MB in 900 s. `0` keeps none. Default 900.
   */
  payloadSeconds: seconds(),
  /** A larger one is not kept. Default 65,536 (64 KiB). */
  payloadMaxBytes: bytes(1),
  /** About how many deliveries are listed by `Query.webhookDeliveries`; the oldest go first. Some 400 bytes each, of ids and times. Default 10,000. */
  deliveriesKept: count(1),
  /** How long a delivery is listed. Default 86,400 (a day). */
  deliveriesSeconds: seconds(1),
  /** The same as `deliveriesKept` for those that could not be handled. They have a list of their own, so that no others push them out. Default 1,000. */
  deadLettersKept: count(1),
  /** How long one that could not be handled is listed, and its notification kept, to be replayed. Default 604,800 (a week). */
  deadLetterSeconds: seconds(1),
})

const writes = z.strictObject({
  /**
   * How long the gateway looks for what a write did whose answer was lost, before it says that this cannot be told. The caller waits for it. Default
   * 5,000.
   */
  lookTimeoutMs: milliseconds(),
  /** How long a repeated mutation with an idempotency key waits for the first to end, before it is told to come again. Default 30,000. */
  duplicateWaitMs: milliseconds(),
  /** For how long an idempotency key stands for its result. Default 86,400 (a day). */
  keySeconds: seconds(1),
})

const jobs = z.strictObject({
  /** How many jobs a process runs at a time; others wait. Each makes its calls in the last lane of the budget. Default 2. */
  concurrency: count(1),
  /** How many may wait, run or be paused at a time, in all processes; who asks for more is told to come again. Default 1,000. */
  maxOpen: count(1),
  /** How often in a row a job is tried that does not go on; then it is FAILED, for good. Default 8, about a quarter of an hour. */
  maxTries: count(1),
  /** How long after a failure that may pass it is tried again; each time four times as long, up to five minutes. Default 1,000. */
  retryAfterMs: milliseconds(1),
  /** For how long one can be asked for when it is over. Default 86,400 (a day). */
  keptSeconds: seconds(1),
  /** A process that says nothing for so long is taken for dead, and its jobs are gone on with. Default 10. */
  leaseSeconds: seconds(1),
})

const webhooks = z.strictObject({
  /** The largest notification; more is answered 413. Intercom publishes no limit, and a ticket's carries all of its parts. Default 5,242,880 (5 MiB). */
  maxBodyBytes: bytes(1),
  /** What notifications that are still on their way may come to together; whoever would be over it is answered 503. Default 67,108,864 (64 MiB). */
  maxPendingBytes: bytes(1),
  /** How long a sender may take for a body; then it is answered 408 and cut off. Intercom itself gives up after 5 s. Default 5,000. */
  bodyTimeoutMs: milliseconds(1),
  /**
   * How long writing down one notification may take, from its last byte on; later it is answered 503, and Intercom sends it again after a minute.
   * Default 200.
   */
  appendTimeoutMs: milliseconds(1),
  /** How often a notification is tried that cannot be handled, Intercom's deliveries of it counted; then it is a dead letter. Default 8, which is the most. */
  maxTries: tries(),
  /** How long after its first try such a notification is tried again; each time four times as long. Default 1,000. */
  retryAfterMs: milliseconds(1),
})

const reconcile = z.strictObject({
  /**
   * How often contacts, conversations, tickets and articles are held against Intercom though nothing seems to be missing; `0` never. It finds what
   * was lost one by one, which nothing else tells. Default 3,600 (an hour); 0 in development.
   */
  everySeconds: seconds(),
  /**
   * How often a process notes that notifications can be taken, and looks whether there is something to do. Default 5.
   */
  beatSeconds: seconds(1),
  /**
   * After a pause between two such notes that is longer, notifications count as lost: no process was there, or Redis was not. Intercom sends again
   * after a minute what was not taken, and never after that. Default 30.
   */
  downtimeSeconds: seconds(1),
  /**
   * After how long without a topic that used to come it is quiet, if that is also five times its usual pause: what it may have told is then looked for,
   * which is a call or two where it told nothing. Default 900.
   */
  quietAfterSeconds: seconds(1),
  /** What was changed so short a time ago is left to its notification, which may be on its way or about to be sent again. Default 90. */
  settleSeconds: seconds(),
  /** How many changed records of a kind, and copies of it, one pass looks at. Default 10,000: some 130 calls for contacts at the first, 200 at the second. */
  maxRecords: count(1),
})

/** Signatures that only the holder of a private key can make. With the others whoever can check a token can make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const

const text = () => z.string({ error: 'a text' }).min(1, { error: 'a text' })

/** Over the network only where nobody can put other keys in their place. */
const keysUrl = () =>
  z
    .string({ error: 'an https:// URL' })
    .refine((value) => /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/.test(value) && URL.canParse(value), {
      error: 'an https:// URL, or http:// on this machine',
    })

/** As browsers send it: `null`, which any sandboxed page is, and patterns are none. */
const origin = () => {
  const error = 'an origin such as https://app.example.com, without a path'
  return z.string({ error }).refine((value) => /^https?:[^*]+$/.test(value) && URL.parse(value)?.origin === value, { error })
}

const issuer = z.strictObject({
  /** Who issues the tokens, to the letter as their claim `iss` says it. */
  issuer: z.string({ error: 'a text without spaces' }).regex(/^\S+$/, { error: 'a text without spaces' }),
  /** Whom they must be meant for: the claim `aud` names it. A token for another service of yours is not one for the gateway. */
  audience: text(),
  /** Where the issuer publishes its public keys. They are read again every ten minutes, and when a token names a key that is not among them. */
  jwksUrl: keysUrl(),
  /** What its tokens may be signed with. */
  algorithms: z.array(oneOf(algorithms), { error: 'a list' }).min(1, { error: `at least one of ${algorithms.join(', ')}` }),
  /** Whom its tokens may speak for. Of several, each token says which, by the claim that `claims.kind` names. */
  kinds: z.array(oneOf(callerKinds), { error: 'a list' }).min(1, { error: `at least one of ${callerKinds.join(', ')}` }),
  /** The names of the claims that say who it is. */
  claims: z
    .strictObject({
      /** Scopes, in a list or in one text with spaces between them. Words that are none of ours are passed over. Default "scope". */
      scopes: text().default('scope'),
      /** SERVICE, ADMIN or CONTACT. Default "kind". */
      kind: text().default('kind'),
      /** An end customer's id in Intercom, not your own. Default "intercom_contact_id". */
      contact: text().default('intercom_contact_id'),
      /** The id in Intercom of the teammate who it is, or in whose name a program acts. Default "intercom_admin_id". */
      admin: text().default('intercom_admin_id'),
    })
    .prefault({}),
  /** How far its clock and ours may be apart. Default 5. */
  clockToleranceSeconds: seconds().default(5),
  /** The longest that a token may live; one that lives longer is refused. Default 3,600 (an hour). */
  maxLifeSeconds: seconds(1).default(3_600),
})

const caller = z.strictObject({
  /** The id in Intercom of the teammate in whose name it acts, unless it says another. Default: the owner of the gateway's access token. */
  actingAdmin: z.string({ error: 'digits' }).regex(/^\d+$/, { error: 'the digits of an id' }).optional(),
  /** How often it may ask, in place of `api.requestsPerMinute`; `0` as often as it likes. */
  requestsPerMinute: count().optional(),
})

const limits = z.strictObject({
  /** Characters (UTF-16 code units) of a document, comments and all. Default 100,000. */
  maxCharacters: count(1),
  /** Names, punctuators and literals (lexical tokens) of a document; it is read no further. Default 4,000. */
  maxTokens: count(1),
  /** Operations and fragments in a document. Checking that fragments can be merged takes the square of their number. Default 50. */
  maxDefinitions: count(1),
  /** Fields within fields, fragments followed. An introspection query of today's tools has 15. Default 16. */
  maxDepth: count(1),
  /** Aliases in a document. Default 100. */
  maxAliases: count(),
  /** Directives in a document. Default 50. */
  maxDirectives: count(),
  /** Fields at the top of an operation. Default 30. */
  maxRootFields: count(1),
  /** Fields of an operation, those of a fragment counted wherever it is spread. Default 1,000. */
  maxFields: count(1),
  /** How often one selection may ask for the same name. Checking that these can be merged takes the square of it. Default 20. */
  maxRepeats: count(1),
  /** Fields that the answer to an operation may come to, each list as long as it is asked for. Default 250,000. */
  maxCost: count(1),
  /** Calls to Intercom that the answer to an operation may take when nothing of it is cached, each list as long as it is asked for. Default 500. */
  maxCalls: count(1),
  /** Lists and objects within each other, in the variables of an operation. A filter of 20 levels takes 46. Default 48. */
  maxVariableDepth: count(1),
  /** Values in the variables of an operation, lists and objects among them. Default 5,000. */
  maxVariableValues: count(1),
})

const streams = z.strictObject({
  /** WebSockets that one process has at a time; beyond, a connection is answered 503. Default 10,000. */
  maxSockets: count(1),
  /** Operations that one socket has at a time; another one is refused. Default 100. */
  maxOperations: count(1),
  /** Subscriptions that one process has at a time, over sockets and as server-sent events; another one is RATE_LIMITED. Default 20,000. */
  maxSubscriptions: count(1),
  /** How long a socket may take to say who it is; then it is closed with 4408. Default 3,000. */
  initTimeoutMs: milliseconds(1),
  /** What a socket may send until it is known who it is; more closes it with 1009. Default 8,192. */
  maxInitBytes: bytes(1),
  /** The largest message on a socket; a larger one closes it with 1009. Default 1,048,576 (1 MiB). */
  maxMessageBytes: bytes(1),
  /**
   * How often a socket is asked whether it is there, and a stream of server-sent events shows that it is. A socket that has not answered by the next
   * time is cut off. Default 12,000.
   */
  keepAliveMs: milliseconds(100),
  /**
   * What may wait for a client that does not read, beside one message. Beyond it no event is written out for it, and nothing is read of it: the log
   * keeps what it has missed. Default 262,144 (256 KiB).
   */
  maxBufferedBytes: bytes(1),
  /** How long a client may read nothing of what waits for it; then it is cut off, and goes on by its last cursor. Default 30,000. */
  slowConsumerMs: milliseconds(1),
})

const valueTypes = ['text', 'number', 'boolean', 'date', 'link', 'amount'] as const
const metadata = (() => {
  const type = z
    .string()
    .regex(new RegExp(`^(${valueTypes.join('|')})\\??$`), { error: `${anyOf(valueTypes)}, with a "?" when it may be left out` })
  return z
    .record(z.string(), type)
    .refine((keys) => Object.keys(keys).length <= 10, { error: 'at most ten keys: Intercom keeps no more' })
    .refine((keys) => Object.entries(keys).every(([key, of]) => !of.startsWith('date') || key.endsWith('_date')), {
      error: 'keys of dates that end in "_date": others are numbers to Intercom',
    })
})()
const dataEvents = z.record(z.string().trim().min(1, { error: 'a name' }), metadata)

const api = z.strictObject({
  /** The largest `first` that a connection answers; Intercom's own largest page. Default 150. */
  maxPageSize: pageful(),
  /** The largest request body; more is answered 413 and not read. Default 1,048,576 (1 MiB). */
  maxBodyBytes: bytes(1),
  /**
   * What request bodies that are still on their way may come to together; whoever would be over it is answered 503. Only callers who are known count,
   * as nobody else's body is read. Default 67,108,864 (64 MiB).
   */
  maxPendingBytes: bytes(1),
  /**
   * Origins (`https://app.example.com`) whose pages may ask from a browser and read what they get. Nobody else's may, and none may send cookies.
   * Default none.
   */
  corsOrigins: z.array(origin(), { error: 'a list of origins' }),
  /**
   * How often one caller may ask within a minute, over all processes that share a Redis; then it is RATE_LIMITED, 429 with `Retry-After`. Health and
   * metrics do not count. `0` as often as it likes. Default 0 in development, else 6,000.
   */
  requestsPerMinute: count(),
  /** Documents that are known before the start, which callers ask for by their ids. */
  trustedDocuments: z.strictObject({
    /**
     * `off`: there are none, callers send documents. `allowed`: callers send either. `required`: nothing else runs, introspection and GraphiQL
     * neither. Default off.
     */
    mode: oneOf(['off', 'allowed', 'required']),
    /** The file of the `config` folder that holds them: the `persisted-documents.json` of GraphQL Code Generator's client preset. Not read when off. */
    manifest: text(),
  }),
  /**
   * The data events that may be told, by name, each with its metadata: `{ "created-booking": { "price": "amount", "note": "text?" } }`, where `?` is
   * for what may be left out. Others are INVALID. Default {}, with which all may be told.
   */
  dataEvents,
  /** What a document may be. More is INVALID, and is neither checked against the schema nor run. */
  limits,
  /** What subscriptions and sockets may take. */
  streams,
  /** Serve GraphiQL to browsers at `/graphql`. On in development only. */
  graphiql: yesOrNo(),
  /** Answer introspection queries. On in development only. */
  introspection: yesOrNo(),
  /** Who may issue tokens (JWT) that callers show instead of a key. Nothing in here is a secret. Default none: keys only. */
  jwt: z.array(issuer, { error: 'a list' }),
  /**
   * What is known of single callers, by their `viewer.id`: the name of a key, or `jwt:` and the subject of a token, before which
   * its issuer and a space stand where several are trusted.
   */
  callers: z.record(z.string(), caller, { error: 'an object: what is known of a caller, by its id' }),
  /** List every upstream call in `extensions.intercom.calls`. On in development only. */
  exposeCalls: yesOrNo(),
  /**
   * How long a stop waits for requests that run; then their calls to Intercom end, and they are answered by that. At most 8,500, so that with
   * answering and closing the stop is over in ten seconds. Default 8,000.
   */
  shutdownTimeoutMs: stopping(),
})

const monitoring = z.strictObject({
  /** The least severe line that is written; `LOG_LEVEL` wins over it. Default info. */
  logLevel: oneOf(logLevels),
  /** `json`: one object a line, for machines. `text`: one line for people, in development. */
  logFormat: oneOf(['json', 'text']),
})

const sandbox = z.strictObject({
  /** People in the sandbox's workspace. Default 300. */
  contacts: count(1),
  /** Conversations in it. Default 200. */
  conversations: count(),
  /** How long each of its answers is held back, to feel like a network. Default 0. */
  latencyMs: milliseconds(),
  /** How often something happens in it by itself, on average: a customer writes, a teammate answers. `0` never. Default 0; 4,000 in development. */
  deskEveryMs: milliseconds(),
})

const sync = z.strictObject({
  /**
   * The files that define syncs, from the `config` folder: `syncs/crm-contacts.json` is the sync `crm-contacts`. What may stand in one says
   * `schema/sync.schema.json`. Default none.
   */
  definitions: z.array(z.string({ error: 'the name of a file' }).min(1, { error: 'the name of a file' }), { error: 'a list of files' }),
  /** For how long a plan can be looked at and applied, from when it was made; then it is forgotten with its items. Default 86,400, a day. */
  planSeconds: seconds(60),
  /** How long Changes of Intercom are gathered before what they are about goes to a CRM. Default 2,000. */
  gatherMs: milliseconds(1),
  /** How much may be sent to `POST /sync/<name>` at a time; more is refused with 413. Default 67,108,864 (64 MiB). */
  maxUploadBytes: bytes(1),
})

/** What the files in `config/` hold: one section per folder that it feeds, the same keys in each file, no secrets. */
export const Sections = z.strictObject({ intercom, cache, changes, writes, jobs, webhooks, reconcile, api, sync, monitoring, sandbox })
export type Sections = z.infer<typeof Sections>
/** Somebody whose tokens are taken, and for what. */
export type Issuer = Sections['api']['jwt'][number]
