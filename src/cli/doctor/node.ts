import { type Finding, failure, ok } from './finding.ts'

/** The oldest Node.js that the gateway runs on: `engines` of package.json. */
export const oldestNode = '24.11'

/** @param version of the Node.js that runs this, `24.21.0` */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = oldestNode.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return ok('node', `Node.js ${version}`)
  return failure('node', {
    found: `Node.js ${version} is older than ${oldestNode}`,
    why: 'the gateway runs its TypeScript as it stands and disposes what it opens by syntax that older ones do not have',
    fix: 'start through npm, which finds the Node.js that the project brings (npm ci, npm start), or install the version that .node-version names',
  })
}
