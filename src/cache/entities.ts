/** What reading one id upstream came to. `null` means gone (404, 410). Rows of a search are trusted less than a read by id. */
export type Fetched<Wire> = { wire: Wire; source: 'read' | 'search' } | { movedTo: string } | null | Error

export type FetchHint = {
  /** Ids that must not come from a search: they changed so recently that its index may not know. */
  readById: ReadonlySet<string>
}

/** How one kind of upstream record is fetched, kept and shown. */
export type EntityKind<Wire, Model> = {
  /** `contact`: the prefix of its keys, its name under `cache.kinds` in the configuration, and its label in the metrics. */
  kind: string
  idOf(wire: Wire): string
  /** The only place a model is made. What it answers is frozen, all the way down, and shared between requests. */
  fromWire(wire: Wire): Model
  /** What of the record is kept for this view of it: a conversation without its parts. Everything, unless said. */
  pick?(wire: Wire): Wire
  /** Reads these ids upstream, aligned with them. May reject: then each id has failed. */
  fetch(ids: readonly string[], hint: FetchHint): Promise<readonly Fetched<Wire>[]>
}

export type Entities<Wire, Model> = {
  /** Aligned with the ids: the model, null when there is none, an Error in the place of each failure. A moved id answers its survivor. Never rejects. */
  getMany(ids: readonly string[]): Promise<(Model | null | Error)[]>
  /** The one, or null. Throws its failure. */
  get(id: string): Promise<Model | null>
  /**
   * Rows that came with a page, a search or another record's answer: keeps what may be kept, and answers what to show, aligned.
   * A row whose record changed within the index lag is read again by its id.
   */
  offer(wires: readonly Wire[], from: { source: 'search'; startedAtMs: number }): Promise<(Model | null | Error)[]>
  /** What can be answered without asking upstream; undefined for what cannot. */
  peek(ids: readonly string[]): Promise<(Model | null | undefined)[]>
  /** A second view of the same record under the same generation. A record that was read by id fills all its views. */
  facet<FacetModel>(facet: Omit<EntityKind<Wire, FacetModel>, 'idOf'>): Entities<Wire, FacetModel>
  /** The opaque key by which a Change forgets it. */
  keyOf(id: string): string
}
