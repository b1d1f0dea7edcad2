import type { startSandbox } from '../../src/sandbox/server.ts'
import type { Table } from '../../src/sandbox/store/table.ts'
import type { Passing } from './fault-proxy.ts'
import type { Deed, WriteRow } from './write-faults.ts'

export type World = Awaited<ReturnType<typeof startSandbox>>['world']

/** Calls by their method and path; with words, those whose body has them. */
export const calls =
  (method: string, path: string, words = '') =>
  (call: Passing) =>
    call.method === method && call.path === path && call.body.includes(words)

let last = 0
/** A number that nothing else has, to make ids and words of that nobody has used before. */
export const newNumber = () => ++last
/** An id of a tag, an article, a collection, an attribute or a teammate: below those that the sandbox has, as it counts on from its highest. */
export const newId = () => String(1_000_000 + newNumber())

/** Where the records of a kind are, and what is done with them around a deed. */
type Kind<R extends { id: string }> = {
  table(world: World): Table<R>
  /** One that no other deed has meanwhile. */
  start(world: World, place: number): R
  /** How often something was done that made one of these of the other. @default () => 1 */
  timesDone?(before: R, after: R | undefined): number
  /** Takes it away again. */
  clear?(world: World, record: R): void
}

/** A mutation that leads to a state. */
export type Leading<R> = {
  method: string
  path(id: string, world: World): string
  field(id: string, world: World): string
  /** The state that it is led from. @default as it starts */
  before?(record: R, world: World): Partial<R>
  /** What else is so before. */
  arrange?(world: World, record: R): void
  /** Whether it is led there. */
  isSo(record: R | undefined, world: World): boolean
  /** What the gateway is asked before. */
  query?(id: string): string
} & Pick<WriteRow, 'isNeverFound'>

/** Mutations of one kind of record that lead it to a state, however often they are done. */
export const leadingOf =
  <R extends { id: string }>({ table, start, timesDone = () => 1, clear }: Kind<R>) =>
  (mutation: string, led: Leading<R>): WriteRow => ({
    mutation,
    ...(led.isNeverFound && { isNeverFound: true }),
    prepare(world, place): Deed {
      const started = start(world, place)
      const { id } = started
      const record = { ...started, ...led.before?.(started, world) }
      table(world).put(record)
      led.arrange?.(world, record)
      return {
        ...(led.query && { query: led.query(id) }),
        field: led.field(id, world),
        isMeant: calls(led.method, led.path(id, world)),
        effects(world) {
          const now = table(world).get(id)
          return led.isSo(now, world) ? timesDone(record, now) : 0
        },
        ...(clear && { clear: (world: World) => clear(world, record) }),
      }
    },
  })
