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
