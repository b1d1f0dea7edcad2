import type { Entities, EntityKind } from './entities.ts'
import type { Pages } from './pages.ts'
import type { Reference, ReferenceKind } from './reference.ts'

export type Cache = {
  entities<Wire, Model>(kind: EntityKind<Wire, Model>): Entities<Wire, Model>
  pages<Wire, Model>(entities: Entities<Wire, Model>, options: { scope: string }): Pages<Wire, Model>
  reference<Wire, Model>(kind: ReferenceKind<Wire, Model>): Reference<Model>
  /**
   * At the start of a request, and again after an `append` of its own: from here on it sees every Change appended before.
   * Never rejects; what cannot be promised is noted in the request's scope.
   */
  fence(): Promise<void>
  /** Resolves when no background work of it runs any more. */
  dispose(): Promise<void>
}
