/** Something in Intercom is not as it was. Whoever learns of it (a webhook, our own write, reconciliation) makes one of these. */
export type Change = {
  /** What happened, in Intercom's own words: `contact.created`. */
  topic: string
  origin: 'WEBHOOK' | 'GATEWAY_WRITE' | 'RECONCILED'
  /** Of our own write: whose it is, where whoever follows the log has to know its own again: `sync:crm-contacts`. */
  by?: string
  /** When it happened upstream. Says nothing about order: the log's cursors do. */
  occurredAt: Date
  /** The same id is appended once, however often it is announced, for as long as the log remembers ids. */
  dedupeId?: string
  /** What it is about: first the record itself, then those that it names. Empty when it is about no single record. */
  about: readonly Subject[]
  /** Opaque keys of everything whose copies are no longer current; the log knows no cache. */
  forget: readonly string[]
  /** Keys of what was deleted, redacted or merged away. They are forgotten too, and beyond: not even a stale copy may be shown. */
  erase: readonly string[]
  /** Where to look for what was merged into another, for as long as the log remembers moves, which is much longer than it keeps entries. */
  moves?: readonly Move[]
  /**
   * Names of what is told once, however many Changes tell of it: our own write of a message and Intercom's announcement of it have the same. One of
   * which all names are known is a repetition: it forgets as any other, and there is no event in it.
   */
  once?: readonly string[]
  /** Ids, times and words out of a few that a follower may want. Never a payload: the log cannot be redacted. `judged` is a `Said`. */
  facts?: Json
}

/** Some of a record's fields, under the names that our model has for them, as an announcement has them. Instants are ISO 8601. */
export type Said = { readonly [name: string]: Json }

/** A record by its kind and its id in Intercom: `{ type: 'contact', id: '6762f0d51bb69f9f2193bb80' }`. */
export type Subject = { type: string; id: string }

/** The key of what was merged away, and the id of the record that it has become. */
export type Move = { key: string; to: string }

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** A Change with its place in the log. */
export type LogEntry = {
  cursor: string
  /** The cursor of the entry before it; the log's beginning for the first. A follower whose position is another has missed something. */
  previous: string
  change: Change
  /** All that it says is to be told once, and was. */
  isRepeat?: true
}
