import { type Finding, failure } from './finding.ts'

/** A look that fails, or does not end, is a finding like any other and stands in the way of none. */
export async function guarded(check: string, timeoutMs: number, look: () => Promise<Finding[]>): Promise<Finding[]> {
  const wrong = (found: string) =>
    failure(check, {
      found,
      why: 'what it looks at is not known',
      fix: 'run it again with a larger --timeout-ms; where it stays so, report it',
    })
  const late = Promise.withResolvers<Finding[]>()
  const timer = setTimeout(() => late.resolve([wrong(`this look did not end within ${timeoutMs} ms`)]), timeoutMs)
  try {
    return await Promise.race([look(), late.promise])
  } catch (error) {
    return [wrong(`this look itself failed: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`)]
  } finally {
    clearTimeout(timer)
  }
}
