import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** What each kind of test is, where it lives, and how long one of its tests may take. */
const project = (name: string, include: string[], testTimeoutMs: number, globalSetup: string[] = []) => ({
  // our files must get the copy of graphql that packages get: Vite prefers its `module` entry, Node.js its `main`, and two copies refuse each other
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  // whatever a test waits for may take longer than the second that is usual, on a machine that is busy with other tests
  test: { name, include, globalSetup, testTimeout: testTimeoutMs, hookTimeout: 60_000, expect: { poll: { timeout: 5_000 } } },
})

const contracts = [
  ...(process.env.INTERCOM_OPENAPI ? ['tests/contract/sandbox.test.ts', 'tests/contract/sends.test.ts'] : []),
  ...(process.env.INTERCOM_WEBHOOK_TOPICS ? ['tests/contract/webhook-topics.test.ts'] : []),
]

if (contracts.length === 0 && process.argv.includes('contract')) {
  console.error(
    "The contract tests need INTERCOM_OPENAPI, the path of one of Intercom's OpenAPI descriptions (2.14 to 2.16), or INTERCOM_WEBHOOK_TOPICS, that of a list of its topics.",
  )
  process.exit(1)
}

export default defineConfig({
  test: {
    // a missing redis-server is installed (or named) once, before the first test, whichever project runs
    globalSetup: ['tests/support/setup.ts'],
    // with TEST_REDIS_URL each file is given one database of that server, so files take turns
    fileParallelism: !process.env.TEST_REDIS_URL,
    // most files wait for something most of the time: three for two cores
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], 30_000),
      project('integration', ['tests/integration/**/*.test.ts'], 60_000),
      project('browser', ['tests/browser/**/*.test.ts'], 120_000, ['tests/support/chromium.ts']),
      project('soak', ['tests/soak/**/*.test.ts'], 1_200_000),
      // hold the sandbox against an OpenAPI description of Intercom, and webhooks against its list of topics, which are not ours to keep here:
      // collected only where they are named
      ...(contracts.length > 0 ? [project('contract', contracts, 60_000)] : []),
    ],
  },
})
