import { expect, test } from 'vitest'
import { type Asker, createAsker } from '../support/asker.ts'
import { startGatewayProcess, startSandboxProcess, usageOf } from '../support/processes.ts'

const contacts = 100_000
const perPage = 150
/** What the gateway may grow by while it walks through everything a second time, when its caches are full. */
const mayGrowBytes = 32 * 2 ** 20

type Walk = { contacts: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { intercomId: string }[] } }
const Page = `query Page($first: Int!, $after: String) {
  contacts(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { intercomId email owner { name } } }
}`

async function walk(asker: Asker, every: number, onPages: (seen: number) => Promise<void>): Promise<Set<string>> {
  const seen = new Set<string>()
  for (let after: string | null = null, pages = 1; ; pages++) {
    const { contacts: page }: Walk = await asker.data<Walk>(Page, { first: perPage, after })
    for (const { intercomId } of page.nodes) {
      expect(seen.has(intercomId)).toBe(false)
      seen.add(intercomId)
    }
    if (pages % every === 0) await onPages(seen.size)
    if (!page.pageInfo.hasNextPage) return seen
    after = page.pageInfo.endCursor
  }
}

test('paging through 100,000 contacts sees each once and holds memory flat', async () => {
  await using sandbox = await startSandboxProcess({ contacts, conversations: 100 })
  // a small heap, so that what is seen is what the gateway holds, and not what V8 has yet to clear away on a large machine
  await using gateway = await startGatewayProcess(sandbox.url, { NODE_OPTIONS: '--max-old-space-size=192' })
  await using asker = createAsker(gateway.url, { connections: 1 })
  const resident: number[][] = [[], []]
  for (const [round, samples] of resident.entries()) {
    const seen = await walk(asker, 100, async (count) => {
      samples.push((await usageOf(gateway)).residentBytes)
      console.log(`walk ${round + 1}: ${count} contacts, ${Math.round(samples.at(-1)! / 2 ** 20)} MiB resident`)
    })
    expect(seen.size).toBeGreaterThanOrEqual(contacts - 100) // those merged away are hidden
  }
  const [first, second] = resident as [number[], number[]]
  expect(Math.max(...second) - first.at(-1)!).toBeLessThan(mayGrowBytes)
})
