import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findRedisServer } from './redis.ts'

/**
 * Before the first test: the tests run against a real Redis, so there must be one. `TEST_REDIS_URL`, else a server on PATH, else, as root
 * on Debian or Ubuntu, one that apt installs; elsewhere the run stops and names the one command to type. Nothing is skipped.
 */
export default function setup() {
  if (process.env.TEST_REDIS_URL || findRedisServer()) return
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(
      `The tests need a real Redis. Type: ${process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install -y redis-server'}\n` +
        'Or set TEST_REDIS_URL to a Redis that the tests may write to.',
    )
  }
  console.log('The tests need a real Redis and there is no redis-server on PATH: installing it with apt-get.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: 'inherit' })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'redis-server')
  if (!findRedisServer()) throw new Error('apt-get installed redis-server, but it is not on PATH.')
}
