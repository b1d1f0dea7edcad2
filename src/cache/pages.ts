/** A page as upstream gave it. `next` is null on the last one. */
export type UpstreamPage<Wire> = { items: Wire[]; next: string | null; totalCount: number | null }

/** A page to show: an item is null when its record has gone since, an Error when it could not be read. */
export type Page<Model> = { items: (Model | null | Error)[]; next: string | null; totalCount: number | null }

export type PageOptions = {
  /** Whose Changes drop this page, when it is not the list's own scope: `contact:6762f0dd1bb69f9f2193bb83:companies`. */
  scope?: string
  /** When the upstream call was sent, if it runs already. Now, unless said. */
  startedAtMs?: number
}

/** Pages of one kind of record: ids under the generation of their scope, rows as entities. */
export type Pages<Wire, Model> = {
  /**
   * The page of this key: canonical JSON of route, filter, cursor and size. A hit costs the page's entry and one `getMany` of its rows.
   * Rejects when upstream fails and no page within its grace is kept.
   */
  get(key: string, fetch: () => Promise<UpstreamPage<Wire>>, options?: PageOptions): Promise<Page<Model>>
  /** The opaque key by which a Change drops every page of the scope. */
  scopeKey(scope?: string): string
}
