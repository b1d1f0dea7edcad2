import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/monitoring/metrics.ts'

const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string) =>
  (await metrics.render()).split('\n').filter((line) => line.startsWith(name))

test('requests are counted and timed by operation and outcome', async () => {
  const metrics = createMetrics()
  metrics.requestServed({ operationType: 'query', outcome: 'ok', durationMs: 20 })
  metrics.requestServed({ operationType: 'query', outcome: 'ok', durationMs: 30 })
  metrics.requestServed({ operationType: 'mutation', outcome: 'FORBIDDEN', durationMs: 1 })
  expect(await linesOf(metrics, 'gateway_request_duration_seconds_count')).toEqual([
    'gateway_request_duration_seconds_count{operation_type="query",outcome="ok"} 2',
    'gateway_request_duration_seconds_count{operation_type="mutation",outcome="FORBIDDEN"} 1',
  ])
  expect(await linesOf(metrics, 'gateway_request_duration_seconds_sum{operation_type="query"')).toEqual([
    'gateway_request_duration_seconds_sum{operation_type="query",outcome="ok"} 0.05',
  ])
})

test('upstream calls are counted by route, status and outcome: what one code stands for is told apart', async () => {
  const metrics = createMetrics()
  const route = 'POST /contacts/search'
  metrics.upstreamCall({ route, status: 200, outcome: 'OK', durationMs: 80 })
  for (const status of [200, 401, 403, 503]) metrics.upstreamCall({ route, status, outcome: 'UPSTREAM_ERROR', durationMs: 5 })
  metrics.upstreamCall({ route, status: 0, outcome: 'UPSTREAM_UNREACHABLE', durationMs: 5 })
  expect(await linesOf(metrics, 'gateway_intercom_call_duration_seconds_count')).toEqual(
    [
      'status="200",outcome="OK"',
      ...[200, 401, 403, 503].map((status) => `status="${status}",outcome="UPSTREAM_ERROR"`),
      'status="none",outcome="UPSTREAM_UNREACHABLE"',
    ].map((labels) => `gateway_intercom_call_duration_seconds_count{route="POST /contacts/search",${labels}} 1`),
  )
})

test('cache reads are counted by key, hit or miss', async () => {
  const metrics = createMetrics()
  metrics.cacheRead({ tier: 'l1', kind: 'contact', hits: 48, misses: 2 })
  metrics.cacheRead({ tier: 'l2', kind: 'contact', hits: 0, misses: 2 })
  expect(await linesOf(metrics, 'gateway_cache_reads_total')).toEqual([
    'gateway_cache_reads_total{tier="l1",kind="contact",result="hit"} 48',
    'gateway_cache_reads_total{tier="l1",kind="contact",result="miss"} 2',
    'gateway_cache_reads_total{tier="l2",kind="contact",result="miss"} 2',
  ])
})

test('the budget of calls is told as it stands, with the waits and refusals of each lane', async () => {
  const metrics = createMetrics()
  let remaining = 1_666
  metrics.budgetIs(async () => ({ limit: 1_666, remaining }))
  remaining = 1_200
  metrics.budgetWaited({ lane: 'backfill', waitedMs: 1_500 })
  metrics.budgetRefused({ lane: 'sync' })
  expect(await linesOf(metrics, 'gateway_intercom_budget_limit')).toEqual(['gateway_intercom_budget_limit 1666'])
  expect(await linesOf(metrics, 'gateway_intercom_budget_remaining')).toEqual(['gateway_intercom_budget_remaining 1200'])
  expect(await linesOf(metrics, 'gateway_intercom_budget_wait_seconds_sum')).toEqual([
    'gateway_intercom_budget_wait_seconds_sum{lane="backfill"} 1.5',
  ])
  expect(await linesOf(metrics, 'gateway_intercom_budget_refused_total')).toEqual(['gateway_intercom_budget_refused_total{lane="sync"} 1'])
})

test('a route that carries ids by mistake cannot grow the page without end', async () => {
  const metrics = createMetrics()
  for (let id = 0; id < 1000; id++) metrics.upstreamCall({ route: `GET /contacts/${id}`, status: 200, outcome: 'OK', durationMs: 1 })
  const counts = await linesOf(metrics, 'gateway_intercom_call_duration_seconds_count')
  expect(counts).toHaveLength(201)
  expect(counts.at(-1)).toBe('gateway_intercom_call_duration_seconds_count{route="other",status="200",outcome="OK"} 800')
})

test('the page has the figures of the process, and can be asked for twice', async () => {
  const metrics = createMetrics()
  await metrics.render()
  expect(await linesOf(metrics, 'process_resident_memory_bytes ')).toHaveLength(1)
  expect(metrics.contentType).toContain('text/plain')
})

test('two gateways in one process do not share counts', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.cacheRead({ tier: 'l1', kind: 'tag', hits: 1, misses: 0 })
  expect(await linesOf(one, 'gateway_cache_reads_total')).toHaveLength(1)
  expect(await linesOf(other, 'gateway_cache_reads_total')).toEqual([])
})
