import type { CacheConfig } from '../../src/config.ts'
import { createSeed } from '../../src/sandbox/seed/index.ts'
import type { GraphQLAnswer } from './gateway.ts'

/** A support desk in which there is something of everything. */
export function aWorldWithEverything() {
  const world = createSeed({ now: new Date(), contacts: 40, conversations: 40 })
  const ofEachType = {
    ...{ StringAttribute: 'text', NumberAttribute: 1, BooleanAttribute: true, ObjectAttribute: { a: 1 } as never },
    ...{ DateAttribute: 1_750_000_000, OptionAttribute: 'one' },
  }
  const [some] = world.data_attributes.values()
  for (const [name, data_type, options] of [
    ['DateAttribute', 'date', null],
    ['OptionAttribute', 'string', ['one', 'two']],
  ] as const) {
    const id = `99${name.length}`
    world.data_attributes.set(id, {
      ...{ ...some!, id, model: 'company', name, full_name: `custom_attributes.${name}`, data_type, options: options && [...options] },
      ...{ custom: true, archived: false, made: { admin_id: [...world.admins.keys()][0]!, created_at: 1 } },
    })
  }
  for (const company of world.companies.values()) company.custom_attributes = ofEachType
  for (const [index, contact] of [...world.contacts.values()].entries()) {
    contact.social_profiles = [{ name: 'Twitter', url: 'https://twitter.example/someone' }]
    world.merged_contacts.set(`6f00${String(index).padStart(20, '0')}`, contact.id)
  }
  return world
}

/** Nothing is kept for the next who asks, so that whatever is looked for is seen to be. */
export const forgetful = (cache: CacheConfig): CacheConfig => ({
  ...cache,
  default: { ttlSeconds: 0, negativeTtlSeconds: 0, staleOnErrorSeconds: 0, staleWhileRevalidateSeconds: 0 },
  kinds: {},
})

export const routesOf = ({ extensions }: GraphQLAnswer<unknown>) => extensions.intercom.calls.map(({ route }) => route)

/** The calls among these that were not to be made. */
export function beyond(made: readonly string[], allowed: readonly string[]): string[] {
  const left = [...allowed]
  return made.filter((route) => {
    const at = left.indexOf(route)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
