import { z } from 'zod'
import { oneOf, yesOrNo } from './checks.ts'

// The message of every check below is what the reader is told after "expected"; what is described is shown by editors, and printed as JSON Schema.

const text = (what: string) => z.string({ error: what }).trim().min(1, { error: what })
const column = () => text('the name of a column')
const parameter = () => text('the name of a parameter')
const whole = (least: number, unit = '') => {
  const error = `a whole number${unit && ` of ${unit}`}, at least ${least}`
  return z.int({ error }).min(least, { error })
}
const separator = () => {
  const error = 'the text that stands between two parts'
  return z.string({ error }).min(1, { error })
}
const webUrl = () => z.url({ protocol: /^https?$/, error: 'a URL that starts with https:// or http://' })
const variable = () => {
  const error = 'the name of an environment variable, in capitals: secrets do not stand in files'
  return z.string({ error }).regex(/^[A-Z][A-Z0-9_]*$/, { error })
}
const scalar = () => z.union([z.string(), z.number(), z.boolean()])

const transform = z.union(
  [
    z.enum(['trim', 'lowercase', 'uppercase', 'number', 'boolean', 'instant', 'text']),
    z
      .strictObject({ map: z.record(z.string(), z.union([scalar(), z.null()])) })
      .describe(
        'The value that stands here for it; "" stands for none, "*" for all others. Without "*", what does not stand here is a problem of its record. The way back to the CRM is the first key of the value.',
      ),
    z.strictObject({ default: scalar() }).describe('What is taken where there is none.'),
    z.strictObject({ truncate: whole(1, 'characters') }).describe('Texts are cut off at so many characters.'),
  ],
  { error: 'trim, lowercase, uppercase, number, boolean, instant, text, or one of { "map": … }, { "default": … }, { "truncate": … }' },
)

const directions = ['CRM_TO_INTERCOM', 'INTERCOM_TO_CRM', 'BIDIRECTIONAL'] as const

const field = z.strictObject({
  column: column().describe("The CRM's name of it; a path, `properties.email`, where records lie in each other."),
  field: text('the name of a field of Intercom').describe(
    "Intercom's name of it: `email`, `customAttributes.plan_tier`. Each is mapped once.",
  ),
  rule: oneOf(['SOURCE_WINS', 'INTERCOM_WINS', 'NEWEST', 'FILL_EMPTY', 'UNION', 'MANUAL'])
    .optional()
    .describe(
      'Which value counts where the two differ. SOURCE_WINS: that of the CRM. INTERCOM_WINS: that of Intercom. NEWEST: that which was changed last. FILL_EMPTY: only what is empty is written. UNION: both get all parts of both. MANUAL: a person decides. Default SOURCE_WINS; INTERCOM_WINS for what goes INTERCOM_TO_CRM.',
    ),
  direction: oneOf(directions).optional().describe('Where it goes. Default that of the sync.'),
  transform: z
    .array(transform, { error: 'a list of transforms' })
    .default([])
    .describe('What becomes of a value on its way to Intercom, one after the other. Default nothing.'),
  separator: separator().default(';').describe('Of UNION: what stands between the parts of a text. Default ";".'),
})

const file = z.strictObject({
  type: z.literal('file'),
  path: text('the path of a file').describe('Where it is, from the folder in which the gateway runs.'),
  format: oneOf(['csv', 'ndjson']).optional().describe('Default: what its name says.'),
  delimiter: z
    .string({ error: 'one character' })
    .length(1, { error: 'one character' })
    .optional()
    .describe('Of CSV, what stands between two cells. Default ",".'),
})

const postgres = z.strictObject({
  type: z.literal('postgres'),
  urlFrom: variable().describe('The environment variable that holds the connection string.'),
  table: text('the name of a table').optional().describe('The table that is read, and written: `crm.contacts`.'),
  query: text('a query').optional().describe('What is read instead of the whole table. `table` says where to write, then.'),
  intercomIdColumn: column().optional().describe('The column that holds ids of Intercom; needed to make records there.'),
  batchRows: whole(1).default(500).describe('Rows that are held at a time. Default 500.'),
})

const size = () => whole(1).default(100).describe('Records a page. Default 100.')

const http = z.strictObject({
  type: z.literal('http'),
  url: webUrl().describe('What is read with GET.'),
  headersFrom: z
    .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, { error: 'the names of headers' }), variable(), {
      error: 'an object: names of environment variables by names of headers',
    })
    .default({})
    .describe('Headers, each by the environment variable that holds its value: `{ "authorization": "CRM_AUTHORIZATION" }`.'),
  items: z
    .string({ error: 'a path' })
    .default('')
    .describe('The path to the list in an answer: `data.items`; "" for the answer itself. Default "".'),
  paging: z
    .discriminatedUnion(
      'style',
      [
        z
          .strictObject({ style: z.literal('next'), path: text('a path'), parameter: parameter().optional() })
          .describe('`path` leads to the URL of the next page, or to a cursor that goes into `parameter`.'),
        z.strictObject({
          style: z.literal('page'),
          parameter: parameter(),
          first: z.int({ error: 'a whole number' }).default(1).describe('The number of the first page. Default 1.'),
          sizeParameter: parameter().optional(),
          size: size(),
        }),
        z.strictObject({ style: z.literal('offset'), parameter: parameter(), sizeParameter: parameter().optional(), size: size() }),
        z.strictObject({ style: z.literal('link') }).describe('The header `Link` with rel="next" (RFC 8288).'),
      ],
      { error: 'next, page, offset or link' },
    )
    .optional()
    .describe('How pages follow each other. Default: there is one.'),
  sinceParameter: parameter().optional().describe('The parameter that asks for what has changed since an instant (ISO 8601).'),
  sinkUrl: webUrl().optional().describe('Where changes are sent with POST, as `{ key, intercomId, values }`, one request each.'),
  timeoutMs: whole(1, 'milliseconds').default(20_000).describe('How long one request may take. Default 20,000.'),
})

const push = z.strictObject({ type: z.literal('push') }).describe('Records that come by `POST /sync/<name>` alone.')

/** What the file of a sync may say. What it means, and what is assumed where it is silent, stands at each key. */
const Written = z.strictObject({
  $schema: z.string({ error: 'the path of the JSON Schema' }).optional(),
  object: oneOf(['contact', 'company']),
  direction: oneOf(directions).describe('Where values go, for fields that say nothing else.'),
  source: z
    .discriminatedUnion('type', [file, postgres, http, push], { error: 'file, postgres, http or push' })
    .describe("Where the CRM's records are read, and written."),
  key: column().describe('The column that tells a record of the CRM from all others.'),
  match: z
    .array(text('the name of a field'), { error: 'a list of fields' })
    .min(1, { error: 'one field at least' })
    .describe('Fields of Intercom by which a counterpart is found, the first that finds one. They must be mapped.'),
  fields: z.array(field, { error: 'a list of fields' }).min(1, { error: 'one field at least' }),
  role: oneOf(['USER', 'LEAD']).default('USER').describe('Of contacts: what is made. Default USER.'),
  createAttributes: z
    .record(z.string(), oneOf(['string', 'integer', 'float', 'boolean', 'date']), { error: 'an object: types by the names of attributes' })
    .default({})
    .describe('Custom attributes that may be made, each with its type: `{ "plan_tier": "string" }`. Default none.'),
  changedAt: column().optional().describe('The column that says when a record was changed: for NEWEST, and to read only what was changed.'),
  create: z
    .strictObject({ intercom: yesOrNo().default(true), crm: yesOrNo().default(false) })
    .default({ intercom: true, crm: false })
    .describe('Where records are made that the other side has. Default in Intercom only.'),
  deleted: z
    .strictObject({ column: column(), action: oneOf(['ARCHIVE', 'DELETE', 'SKIP']).optional() })
    .optional()
    .describe(
      'A column that is true, or holds an instant, for records that are deleted, and what becomes of their counterparts. Default ARCHIVE; SKIP for companies, which cannot be archived.',
    ),
  missing: oneOf(['KEEP', 'ARCHIVE', 'DELETE'])
    .default('KEEP')
    .describe('What becomes of the counterpart of a record that a whole reading does not hold any more. Default KEEP.'),
  vanished: oneOf(['SKIP', 'CREATE'])
    .default('SKIP')
    .describe('What becomes of a record whose counterpart was deleted in Intercom. Default SKIP.'),
  follow: yesOrNo()
    .default(true)
    .describe('Whether what changes in Intercom goes to the CRM as it happens, once a plan of everything was applied. Default true.'),
  mergeLeads: yesOrNo()
    .default(false)
    .describe(
      'Whether a lead that is found by a later match field is merged into the user that is found by an earlier one. Default false.',
    ),
  companies: z
    .strictObject({
      column: column().describe('The column that holds your own ids of companies: a list, or a text with `separator` between them.'),
      separator: separator().default(','),
      create: yesOrNo().default(false).describe('Whether companies that are not there are made. Default false.'),
      nameColumn: column()
        .optional()
        .describe('The column that holds the name of a company that is made; with several companies, one is made by its id alone.'),
      rule: oneOf(['SOURCE_WINS', 'UNION'])
        .default('UNION')
        .describe('SOURCE_WINS: contacts leave companies that the record does not name. UNION: they stay. Default UNION.'),
    })
    .optional()
    .describe('Of contacts: the companies that they are in.'),
  schedule: z
    .strictObject({
      changed: text('a cron expression').optional().describe('What has changed since the last run, where the source can tell.'),
      whole: text('a cron expression').optional().describe('Everything.'),
      timeZone: text('a time zone').default('UTC').describe('Where the clock hangs: `Europe/Berlin`. Default UTC.'),
    })
    .optional()
    .describe('When it runs by itself: cron expressions of five fields. Default never.'),
  unreviewed: z
    .strictObject({ deletes: whole(0).default(0), creates: whole(0).nullable().default(null) })
    .default({ deletes: 0, creates: null })
    .describe(
      'How much a run may do that nobody has reviewed; one that would do more waits for somebody. Default 0 deletes and archives, any number (null) of others.',
    ),
})

/** One sync, as its file in `config/` says it, with what holds where the file is silent. */
export const SyncDefinition = Written.transform((written) => ({
  ...written,
  fields: written.fields.map((mapping) => ({ ...mapping, rule: mapping.rule ?? ruleFor(mapping.direction ?? written.direction) })),
  deleted: written.deleted && { ...written.deleted, action: written.deleted.action ?? actionFor(written.object) },
}))

/** What may go one way only counts, or it would go nowhere. */
const ruleFor = (direction: (typeof directions)[number]) =>
  direction === 'INTERCOM_TO_CRM' ? ('INTERCOM_WINS' as const) : ('SOURCE_WINS' as const)
/** Intercom archives contacts alone. */
const actionFor = (object: 'contact' | 'company') => (object === 'contact' ? ('ARCHIVE' as const) : ('SKIP' as const))

export type SyncDefinition = z.infer<typeof SyncDefinition>
export type FieldMapping = SyncDefinition['fields'][number]
export type Transform = FieldMapping['transform'][number]
/** A sync with its name, which is that of its file, and the secrets that its file names, by the names of their environment variables. */
export type SyncConfig = SyncDefinition & { name: string; secrets: Readonly<Record<string, string>> }
