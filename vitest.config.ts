import { defineConfig } from 'vitest/config'

/** What each kind of test is, where it lives, and how long one of its tests may take. */
const project = (name: string, include: string[], testTimeoutMs: number) => ({
  test: { name, include, testTimeout: testTimeoutMs, hookTimeout: 60_000 },
})

export default defineConfig({
  test: {
    // a missing redis-server is installed (or named) once, before the first test, whichever project runs
    globalSetup: ['tests/support/setup.ts'],
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], 10_000),
      project('integration', ['tests/integration/**/*.test.ts'], 60_000),
      project('browser', ['tests/browser/**/*.test.ts'], 120_000),
      project('soak', ['tests/soak/**/*.test.ts'], 1_200_000),
    ],
  },
})
