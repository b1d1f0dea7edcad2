import type { Json } from '../changes/change.ts'

/** What a value is. Instants are ISO 8601 in whole seconds and UTC (`2026-02-28T09:30:00Z`), ids of teammates are `id`. */
export const fieldKinds = ['text', 'email', 'phone', 'url', 'number', 'boolean', 'instant', 'id'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** A field of Intercom's that can be mapped. Custom attributes are called `customAttributes.<name>`. */
export type SyncField = {
  kind: FieldKind
  /** False: Intercom takes it from nobody (`api_writable`); it can be read. */
  isWritable: boolean
  /** Of a custom attribute with a list of options: what it may be. */
  options?: readonly string[]
  /** An attribute that is archived takes no values. */
  isArchived?: boolean
  /** It is given to what is made, and never changed: a company's own id. */
  isFixed?: boolean
}

/** Values by the names of fields. null: there is none. What is not in it is not known, or not to be changed. */
export type Values = Readonly<Record<string, Json>>

/** A record of Intercom's, by the fields that can be mapped. */
export type Counterpart = {
  id: string
  values: Values
  updatedAt: Date | null
  /** Of a contact: 'USER' or 'LEAD'. */
  role?: string
  /** Of a contact: the ids of its companies, and whether there are more than these. */
  companies?: { ids: readonly string[]; hasMore: boolean }
}

/** What an id leads to. `movedTo`: it was merged into another. */
export type Found = Counterpart | { movedTo: string } | null | Error

/** Whether it is a record at all. */
export const isThere = (found: Found | undefined): found is Counterpart =>
  found !== null && found !== undefined && !(found instanceof Error) && !('movedTo' in found)

/** What an announcement of Intercom's says: the record as it was then, whole; your own id of a company that a contact came to or left; nothing that can be mapped. */
export type Announced = { record: Counterpart } | { contactId: string; company: string; isIn: boolean } | { nothing: true }

/** How a write ended: with the record as Intercom answered it. */
export type Written = Counterpart

export type AttemptOptions = {
  /** It may have been sent before a kill: whether it was done is looked for first, and it is not done twice. */
  wasBegun: boolean
  /** When that was. Without it, what only a lagging search could show is never taken for not done. */
  begunAt?: Date
  /** Of a contact that is made. @default 'USER' */
  role?: 'USER' | 'LEAD'
}

/**
 * What makes a resource syncable: everything that the engine asks of contacts or companies. All calls go through the services, so that every write is a
 * Change, and every read is behind the cache's truth. Errors are those of `errors.ts`; RateLimitedError passes through, and the engine waits.
 */
export type Syncable = {
  /** `contact`, `company`: as in definitions and Changes. */
  object: string
  /** Its type in the graph: `Contact`. */
  type: string
  /** The fields that can be mapped: built-in ones, and the workspace's custom attributes as they are now. */
  fields(): Promise<ReadonlyMap<string, SyncField>>
  /** Fields by which a counterpart can be found, such as `externalId` and `email`. */
  matchFields: readonly string[]
  /** Fields that a record must have one of to be made. */
  requiredToCreate: readonly string[]
  /** A custom attribute that is not there yet. @param type Intercom's word: `string`, `integer`, `float`, `boolean`, `date` */
  createAttribute(name: string, type: string): Promise<void>
  /**
   * A value in the one form that all ways of writing it have, so that two are the same if and only if their JSON is. Of what kind a custom attribute is, is
   * known once `fields` has been asked. What cannot be a value of its kind comes back as it is.
   */
  inOneForm(field: string, value: Json): Json
  /**
   * Who has each of these values, by the value as it was asked for; nobody: an empty list. One call for 50 values where Intercom can be asked so, one for each
   * where not. Whoever was written or announced lately is looked up by id, as the index may not show it.
   */
  findMany(field: string, values: readonly string[]): Promise<ReadonlyMap<string, readonly Counterpart[]>>
  /** How many calls `findMany` takes for so many values, beside those for whoever was changed lately. */
  callsToFind(field: string, count: number): number
  /** As they are, aligned with the ids: read anew, 50 a call where Intercom can be asked so; changed ones by themselves. */
  readMany(ids: readonly string[]): Promise<readonly Found[]>
  callsToRead(count: number): number
  /** As the cache has them, aligned with the ids: after a Change they are current, and it costs a call only for what is not. */
  getMany(ids: readonly string[]): Promise<readonly Found[]>
  /** What an announcement says, by its topic and `data.item`; null where the record has to be read to know. Costs no call. */
  announced(topic: string, item: unknown): Promise<Announced | null>
  /** Everything that was changed since, and some that was changed before: days are whole, in the zone of the workspace. What it cannot reach, `limits` says. */
  changedSince(since: Date): AsyncGenerator<readonly Counterpart[]>
  /** Sentences on what Intercom does not show of these, for people: the 10,000 listed companies. */
  limits: readonly string[]

  /**
   * @throws ConflictError with `existing` where somebody has its external id or address already; OutcomeUnknownError where nobody can tell whether it was done
   */
  create(values: Values, options: AttemptOptions): Promise<Written>
  update(id: string, values: Values, options: AttemptOptions): Promise<Written>
  archive?(id: string, options: AttemptOptions): Promise<void>
  delete(id: string, options: AttemptOptions): Promise<void>
  /** The first becomes part of the second. */
  merge?(fromId: string, intoId: string, options: AttemptOptions): Promise<Written>
}

/** Contacts in companies. */
export type Attachments = {
  attach(contactId: string, companyId: string): Promise<void>
  detach(contactId: string, companyId: string): Promise<void>
  /** All companies of a contact. */
  companiesOf(contactId: string): Promise<readonly string[]>
}

/** Everything that can be synced, by its object. */
export type Syncables = { readonly contact: Syncable; readonly company: Syncable; readonly attachments: Attachments }
