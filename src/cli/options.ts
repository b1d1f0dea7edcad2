import { accessSync, constants, readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'

/** Reads an option that must be a whole number within bounds, and says so when it is not. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
  }

export const port = wholeNumber(0, 65_535)

/** Reads an option that must be an address of the web. */
export function webUrl(text: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new InvalidArgumentError('Expected an address that begins with http:// or https://.')
}

/** Reads the file that an argument names. */
export function fileBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read${error instanceof Error && 'code' in error ? ` (${error.code})` : ''}.`)
  }
}

/** Reads the file that an option names, which must hold JSON. */
export function jsonFile(path: string): unknown {
  const text = fileBytes(path).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidArgumentError('It does not hold JSON.')
  }
}

/** Reads the name of a file that is there, or `-`. */
export function readable(path: string): string {
  if (path === '-') return path
  try {
    accessSync(path, constants.R_OK)
    return path
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read${error instanceof Error && 'code' in error ? ` (${error.code})` : ''}.`)
  }
}

/** Reads the one character that stands between cells of CSV. */
export function character(text: string): string {
  const one = text === 'tab' || text === '\\t' ? '\t' : text
  if (/^[^"\r\n]$/u.test(one)) return one
  throw new InvalidArgumentError('Expected one character, or tab.')
}
