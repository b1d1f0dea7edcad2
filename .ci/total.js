// Sums up the folder that `.ci/run` leaves: <step>.json for each run of tests, <step>.failed for each step that failed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const steps = new Set(readdirSync(folder).map((file) => file.replace(/\.(json|failed)$/, '')))
let passed = 0
let failed = 0
for (const step of steps) {
  const counts = countsOf(join(folder, `${step}.json`))
  passed += counts.passed
  // a step can fail without a failed test: a type error, a test file that does not load, a deadline
  failed += Math.max(counts.failed, existsSync(join(folder, `${step}.failed`)) ? 1 : 0)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function countsOf(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests }
}
