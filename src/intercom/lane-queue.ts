import { lanes } from '../monitoring/lanes.ts'

/** Those who wait, in a row per lane: the first lane is served first, and within a lane who came first. */
export function createLaneQueue<Waiting>() {
  const rows = lanes.map(() => new Set<Waiting>())
  const rowOf = (rank: number) => rows[rank]!
  return {
    add: (rank: number, one: Waiting) => void rowOf(rank).add(one),
    remove: (rank: number, one: Waiting) => rowOf(rank).delete(one),
    /** Takes the first of this row out, or of the first row that has one. */
    shift(rank?: number): Waiting | undefined {
      const row = rank === undefined ? rows.find(({ size }) => size > 0) : rowOf(rank)
      for (const first of row ?? []) {
        row?.delete(first)
        return first
      }
      return undefined
    },
    /** How many wait in each lane, in the order of the lanes. */
    sizes: (): number[] => rows.map(({ size }) => size),
    /** How many wait in this lane and those before it. */
    upTo(rank: number): number {
      let waiting = 0
      for (let row = 0; row <= rank; row++) waiting += rowOf(row).size
      return waiting
    },
    isEmpty: () => rows.every(({ size }) => size === 0),
    /** Each who waits, in the order of service, with how many wait before it in each lane up to its own. Whoever is asked to leave takes itself out. */
    *inOrder(): Generator<{ one: Waiting; rank: number; before: number[] }> {
      for (const [rank, row] of rows.entries()) {
        let stayed = 0
        for (const one of [...row]) {
          yield { one, rank, before: rows.slice(0, rank + 1).map(({ size }, lane) => (lane === rank ? stayed : size)) }
          if (row.has(one)) stayed++
        }
      }
    },
  }
}
