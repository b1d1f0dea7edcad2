import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs a program that the tests need and do not find: as root on Debian or Ubuntu with apt, and said; elsewhere the run stops with the one
 * command to type. Nothing is skipped.
 *
 * @param find the path of the program, if it is there
 * @param otherwise what to type where there is no apt
 */
export function installMissing(options: { what: string; why: string; debian: string; find: () => string | undefined; otherwise: string }) {
  const { what, why, debian, find, otherwise } = options
  if (find()) return
  const hasApt = existsSync('/etc/debian_version')
  if (process.getuid?.() !== 0 || !hasApt) {
    throw new Error(`${why} Type: ${hasApt ? `sudo apt-get install -y ${debian}` : otherwise}`)
  }
  console.log(`${why} There is no ${what} on PATH: installing it with apt-get.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: 'inherit' })
  apt('update')
  apt('install', '-y', '--no-install-recommends', debian)
  if (!find()) throw new Error(`apt-get installed ${debian}, but ${what} is not on PATH.`)
}
