import { anyOf } from '../../config/checks.ts'
import { InvalidInputError } from '../../errors.ts'
import type { TrackedEvent } from './service-writes.ts'

/** What a value of metadata is, as the configuration says it: `amount`, or `amount?` for one that may be left out. */
type Listed = Readonly<Record<string, Readonly<Record<string, string>>>>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const fits: Record<string, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'number',
  link: (value) => isObject(value) && 'url' in value,
  amount: (value) => isObject(value) && 'currency' in value,
}

/** How many names a refusal says. */
const mostTold = 20

/**
 * The events that a team has agreed upon, so that a slip of the pen does not become a new kind of event, which Intercom would take. Without any,
 * all are taken.
 *
 * @param listed the metadata of each by its name: `api.dataEvents` of the configuration
 */
export function createCatalogue(listed: Listed) {
  const names = Object.keys(listed)

  return {
    /**
     * @param path where the event stands in the caller's input
     * @throws InvalidInputError for an event that is not in it, or has other metadata than it says
     */
    check({ name, metadata = {} }: TrackedEvent, path: readonly string[]): void {
      if (names.length === 0) return
      if (!Object.hasOwn(listed, name)) {
        const [told, more] = [names.slice(0, mostTold).map((one) => JSON.stringify(one)), names.length > mostTold ? ', among others' : '']
        throw refused([...path, 'name'], 'known', `is none of the events of this gateway; expected ${anyOf(told)}${more}`)
      }
      const wanted = listed[name] ?? {}
      for (const [key, type] of Object.entries(wanted)) {
        const at = [...path, 'metadata', key]
        const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
        const word = type.replace('?', '')
        if (value === undefined && type === word) throw refused(at, 'required', `is not there; expected ${article(word)} ${word}`)
        if (value !== undefined && !fits[word]?.(value)) throw refused(at, 'type', `is no ${word}`)
      }
      const other = Object.keys(metadata).find((key) => !Object.hasOwn(wanted, key))
      const known = Object.keys(wanted).map((key) => JSON.stringify(key))
      if (other !== undefined)
        throw refused([...path, 'metadata', other], 'known', `is not listed for this event; expected ${anyOf(known) || 'no metadata'}`)
    },
  }
}

const article = (word: string) => (word === 'amount' ? 'an' : 'a')

const refused = (path: readonly string[], constraint: string, what: string) =>
  new InvalidInputError(`"${path.join('.').slice(0, 120)}" ${what}.`, { path, constraint })
