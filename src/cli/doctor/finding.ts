/**
 * - `ok` as it should be
 * - `warning` works, and costs or risks something
 * - `failure` something does not work
 * - `skipped` could not be looked at, because of something else that is told
 */
export type Status = Finding['status']

/** What was found about one thing. What is not right says why that matters and exactly what to do about it: it does not compile without. */
export type Finding = Looked | Wrong

type Looked = { check: string; status: 'ok' | 'skipped'; found: string; why?: string }
type Wrong = { check: string; status: 'warning' | 'failure' } & Words
type Words = {
  found: string
  why: string
  /** A variable to set, a command to run, or a place to go to. */
  fix: string
  /** The fields of the graph that cannot be answered, `Query.contacts`. */
  fields?: readonly string[]
}

export const ok = (check: string, found: string, why?: string): Finding => ({ check, status: 'ok', found, ...(why && { why }) })
export const skipped = (check: string, found: string): Finding => ({ check, status: 'skipped', found })
export const warning = (check: string, words: Words): Finding => ({ check, status: 'warning', ...words })
export const failure = (check: string, words: Words): Finding => ({ check, status: 'failure', ...words })

/** `one call`, `2 calls`. */
export const countOf = (count: number, thing: string, many = `${thing}s`) => `${count} ${count === 1 ? thing : many}`
