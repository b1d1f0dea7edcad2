import { z } from 'zod'

// The message of every check below is what the reader is told after "expected".

const name = (what: string) => z.string({ error: what }).trim().min(1, { error: what })
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` })
const yesOrNo = () => z.boolean({ error: 'true or false' })
const variable = () =>
  z.string().regex(/^[A-Z][A-Z0-9_]*$/, { error: 'the name of an environment variable, in capitals: secrets do not stand in files' })

/** What becomes of a value on its way from the CRM to Intercom, one after the other. */
const transform = z.union(
  [
    z.enum(['trim', 'lowercase', 'uppercase', 'number', 'boolean', 'instant', 'text']),
    /** The value that stands here for it; what does not stand here is a problem of its record, unless `"*"` does. */
    z.strictObject({ map: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
    /** What is taken where there is none. */
    z.strictObject({ default: z.union([z.string(), z.number(), z.boolean()]) }),
    /** Texts that are cut off at so many characters. */
    z.strictObject({ truncate: z.int().min(1) }),
  ],
  { error: 'trim, lowercase, uppercase, number, boolean, instant, text, or one of { "map": … }, { "default": … }, { "truncate": … }' },
)

const field = z.strictObject({
  /** The CRM's name of it. */
  column: name('the name of a column'),
  /** Intercom's name of it: `email`, `customAttributes.plan_tier`. */
  field: name('the name of a field of Intercom'),
  /** Which value counts where the two differ. Default SOURCE_WINS. */
  rule: oneOf(['SOURCE_WINS', 'INTERCOM_WINS', 'NEWEST', 'FILL_EMPTY', 'UNION', 'MANUAL']).default('SOURCE_WINS'),
  /** Where it goes. Default that of the sync. */
  direction: oneOf(['CRM_TO_INTERCOM', 'INTERCOM_TO_CRM', 'BIDIRECTIONAL']).optional(),
  /** What becomes of a value on its way to Intercom. Default nothing. */
  transform: z.array(transform).default([]),
  /** Of UNION: what stands between the parts of a text. Default ";". */
  separator: z.string().min(1).default(';'),
})

const file = z.strictObject({
  type: z.literal('file'),
  /** Where it is, from the folder in which the gateway runs. */
  path: name('the path of a file'),
  /** Default: what its name says. */
  format: oneOf(['csv', 'ndjson']).optional(),
  /** Of CSV, what stands between two cells. Default ",". */
  delimiter: z.string().length(1).optional(),
})

const postgres = z.strictObject({
  type: z.literal('postgres'),
  /** The environment variable that holds the connection string. */
  urlFrom: variable(),
  /** The table that is read, and written: `crm.contacts`. */
  table: name('the name of a table').optional(),
  /** What is read instead of the whole table. `table` says where to write, then. */
  query: name('a query').optional(),
  /** The column that holds ids of Intercom; needed to make records there. */
  intercomIdColumn: name('the name of a column').optional(),
  /** Rows that are held at a time. Default 500. */
  batchRows: z.int().min(1).default(500),
})

const http = z.strictObject({
  type: z.literal('http'),
  /** What is read with GET. */
  url: z.url({ error: 'a URL' }),
  /** Headers, each by the environment variable that holds its value: `{ "authorization": "CRM_AUTHORIZATION" }`. */
  headersFrom: z.record(z.string(), variable()).default({}),
  /** The path to the list in an answer: `data.items`; "" for the answer itself. Default "". */
  items: z.string().default(''),
  /** How pages follow each other. Default: there is one. */
  paging: z
    .discriminatedUnion('style', [
      /** The path to the URL of the next page, or to a cursor that goes into `parameter`. */
      z.strictObject({ style: z.literal('next'), path: name('a path'), parameter: name('the name of a parameter').optional() }),
      z.strictObject({
        style: z.literal('page'),
        parameter: name('the name of a parameter'),
        first: z.int().default(1),
        sizeParameter: name('the name of a parameter').optional(),
        size: z.int().min(1).default(100),
      }),
      z.strictObject({
        style: z.literal('offset'),
        parameter: name('the name of a parameter'),
        sizeParameter: name('the name of a parameter').optional(),
        size: z.int().min(1).default(100),
      }),
      /** The header `Link` with rel="next" (RFC 8288). */
      z.strictObject({ style: z.literal('link') }),
    ])
    .optional(),
  /** The parameter that asks for what has changed since an instant (ISO 8601). */
  sinceParameter: name('the name of a parameter').optional(),
  /** Where changes are sent with POST, as `{ key, intercomId, values }`, one request each. */
  sinkUrl: z.url({ error: 'a URL' }).optional(),
  /** How long one request may take. Default 20,000. */
  timeoutMs: z.int().min(1).default(20_000),
})

/** Records that come by `POST /sync/<name>` alone. */
const push = z.strictObject({ type: z.literal('push') })

/** One sync, as its file in `config/` says it. */
export const SyncDefinition = z.strictObject({
  $schema: z.string().optional(),
  object: oneOf(['contact', 'company']),
  direction: oneOf(['CRM_TO_INTERCOM', 'INTERCOM_TO_CRM', 'BIDIRECTIONAL']),
  source: z.discriminatedUnion('type', [file, postgres, http, push]),
  /** The column that tells a record of the CRM from all others. */
  key: name('the name of a column'),
  /** Fields of Intercom by which a counterpart is found, the first that finds one. They must be mapped. */
  match: z.array(name('the name of a field')).min(1, { error: 'one field at least' }),
  fields: z.array(field).min(1, { error: 'one field at least' }),
  /** Of contacts: what is made. Default USER. */
  role: oneOf(['USER', 'LEAD']).default('USER'),
  /** Custom attributes that may be made, each with its type. Default none. */
  createAttributes: z.record(z.string(), oneOf(['string', 'integer', 'float', 'boolean', 'date'])).default({}),
  /** The column that says when a record was changed: for NEWEST, and to read only what was changed. */
  changedAt: name('the name of a column').optional(),
  /** Where records are made that the other side has. Default in Intercom only. */
  create: z.strictObject({ intercom: yesOrNo().default(true), crm: yesOrNo().default(false) }).default({ intercom: true, crm: false }),
  /** A column that is true, or holds an instant, for records that are deleted, and what becomes of their counterparts. */
  deleted: z.strictObject({ column: name('the name of a column'), action: oneOf(['ARCHIVE', 'DELETE', 'SKIP']).default('ARCHIVE') }).optional(),
  /** What becomes of the counterpart of a record that a whole reading does not hold any more. Default KEEP. */
  missing: oneOf(['KEEP', 'ARCHIVE', 'DELETE']).default('KEEP'),
  /** What becomes of a record whose counterpart was deleted in Intercom. Default SKIP. */
  vanished: oneOf(['SKIP', 'CREATE']).default('SKIP'),
  /** Whether a lead that is found by a later match field is merged into the user that is found by an earlier one. Default false. */
  mergeLeads: yesOrNo().default(false),
  /** Of contacts: the companies that they are in. */
  companies: z
    .strictObject({
      /** The column that holds your own ids of companies: a list, or a text with `separator` between them. */
      column: name('the name of a column'),
      separator: z.string().min(1).default(','),
      /** Whether companies that are not there are made. Default false. */
      create: yesOrNo().default(false),
      /** The column that holds the name of a company that is made; with several companies, one is made by its id alone. */
      nameColumn: name('the name of a column').optional(),
      /** SOURCE_WINS: contacts leave companies that the record does not name. UNION: they stay. Default UNION. */
      rule: oneOf(['SOURCE_WINS', 'UNION']).default('UNION'),
    })
    .optional(),
  /** When it runs by itself: cron expressions of five fields. Default never. */
  schedule: z
    .strictObject({
      /** What has changed since the last run, where the source can tell. */
      changed: name('a cron expression').optional(),
      /** Everything. */
      whole: name('a cron expression').optional(),
      timeZone: name('a time zone').default('UTC'),
    })
    .optional(),
  /** How much a run may do that nobody has reviewed; one that would do more waits for somebody. Default 0 deletes and archives, any number of others. */
  unreviewed: z
    .strictObject({ deletes: z.int().min(0).default(0), creates: z.int().min(0).nullable().default(null) })
    .default({ deletes: 0, creates: null }),
})

export type SyncDefinition = z.infer<typeof SyncDefinition>
export type FieldMapping = SyncDefinition['fields'][number]
export type Transform = FieldMapping['transform'][number]
/** A sync with its name, and the secrets that its file names. */
export type SyncConfig = SyncDefinition & { name: string; secrets: Readonly<Record<string, string>> }
