/** Data that upstream lists whole in one answer: admins, teams, tags. */
export type ReferenceKind<Wire, Model> = {
  /** The prefix of its key, its name under `cache.kinds` in the configuration, and its label in the metrics. */
  kind: string
  idOf(wire: Wire): string
  fromWire(wire: Wire): Model
  fetchAll(): Promise<readonly Wire[]>
}

export type Reference<Model> = {
  /** Every one, in upstream's order. Rejects when upstream fails and nothing within its grace is kept. */
  all(): Promise<readonly Model[]>
  byId(): Promise<ReadonlyMap<string, Model>>
  /** Starts `all` for somebody who will ask soon. No call when it is fresh; a failure is left to whoever asks. */
  warm(): void
  /** The opaque key by which a Change forgets it. */
  keyOf(): string
}
