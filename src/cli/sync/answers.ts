/** What the graph says of plans and runs, and the documents that ask for it. */

export const actions = ['CREATE', 'UPDATE', 'MERGE', 'ATTACH', 'DETACH', 'ARCHIVE', 'DELETE', 'SKIP', 'CONFLICT'] as const
export type Action = (typeof actions)[number]
type CountName = Lowercase<Action>
export type Counts = Record<CountName, number>

export type Failure = { code: string; message: string; path: string[] | null; retryable: boolean }
export type Status = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
export type Progress = { done: number; total: number | null; failed: number; perMinute: number | null; eta: string | null }

export type Plan = {
  id: string
  sync: string
  direction: string
  mode: string
  partial: boolean
  status: Status
  createdAt: string
  expiresAt: string
  progress: Progress
  records: number
  unchanged: number
  counts: Counts
  estimatedCalls: number
  estimatedSeconds: number | null
  warnings: string[]
  errors: Failure[]
  runs: { id: string; status: Status }[]
}

export type FieldChange = { field: string; column: string; side: 'INTERCOM' | 'CRM'; from: unknown; to: unknown; rule: string }
export type Item = {
  key: string
  action: Action
  state: 'PENDING' | 'DONE' | 'FAILED' | null
  row: number | null
  line: number | null
  reasons: string[]
  changes: FieldChange[]
  error: Failure | null
}
export type Page = { totalCount: number; nodes: Item[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

export type Run = {
  id: string
  sync: string
  status: Status
  retriesFailed: boolean
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  progress: Progress
  errors: Failure[]
  plan: { id: string } | null
}

export type Definition = {
  name: string
  object: string
  direction: string
  source: string
  follows: boolean
  lastWholeAt: string | null
  nextWholeAt: string | null
  nextChangedAt: string | null
  schedule: { changed: string | null; whole: string | null; timeZone: string } | null
}

const failure = 'code message path retryable'
const progress = 'progress { done total failed perMinute eta }'
export const planFields = `id sync direction mode partial status createdAt expiresAt ${progress} records unchanged
  counts { create update merge attach detach archive delete skip conflict }
  estimatedCalls estimatedSeconds warnings errors { ${failure} } runs { id status }`
export const runFields = `id sync status retriesFailed createdAt startedAt finishedAt ${progress} errors { ${failure} } plan { id }`
export const pageFields = `totalCount pageInfo { hasNextPage endCursor }
  nodes { key action state row line reasons changes { field column side from to rule } error { ${failure} } }`
export const payload = (of: string) => `errors { ${failure} } ${of}`

export const isOver = (status: Status) => status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED'
export const countOf = (counts: Counts, action: Action) => counts[action.toLowerCase() as CountName]
/** Items that applying a plan does. */
export const todoIn = (counts: Counts) =>
  actions.reduce((sum, action) => (action === 'SKIP' || action === 'CONFLICT' ? sum : sum + countOf(counts, action)), 0)
