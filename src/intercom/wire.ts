/** Ids are numbers in some versions and endpoints, text in others. */
export type Id = string | number

/** Every field may be missing or null: the descriptions, the SDK's types and the wire disagree about which are. */
export type Loose<Fields> = { [Name in keyof Fields]?: Fields[Name] | null }

/** A pointer to another record. */
export type Reference = Loose<{ type: string; id: Id }>

/** The first ten of something beside a contact, as pointers; `has_more` says that the rest is at `url`. */
export type EmbeddedList = Loose<{ data: Reference[]; url: string; total_count: number; has_more: boolean }>

/** Tickets and conversations that hang together with one: the first 1,000. */
export type LinkedObjects = Loose<{
  data: Loose<{ type: string; id: Id; category: string }>[]
  total_count: number
  has_more: boolean
}>

/** A string in some endpoints and versions, an object in others. */
export type Avatar = string | Loose<{ type: string; image_url: string }>

/** Custom attributes and other objects whose names the customer chose. */
export type Attributes = Record<string, unknown>
