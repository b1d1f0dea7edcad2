import type { ChangedLately } from '../../cache/changed-lately.ts'
import { where } from '../../intercom/search.ts'
import { type Contact, contactFromIntercom } from './model.ts'
import { nameOf } from './model-fields.ts'
import { type LookupField, sharing } from './service-lookup.ts'
import type { WriteDeps } from './service-writes.ts'

/** Of who changed lately, so many are looked at: a search may not know them yet. */
const mostLookedAt = 50

type Deps = Pick<WriteDeps, 'read' | 'readByExternalId' | 'search' | 'getMany' | 'writes'> & { changedLately(): Promise<ChangedLately> }

/** Contacts by what tells them from others, past every copy: for writing to whom is found, or making whom is not. */
export function createFinding({ read, readByExternalId, search, getMany, writes, changedLately }: Deps) {
  async function survivorOf(id: string) {
    const [known] = await getMany([id])
    if (known instanceof Error) throw known
    return known && known.id !== id ? read(known.id) : null
  }

  return {
    /** One that was merged is the one that it has become. */
    async byId(id: string): Promise<Contact | null> {
      const found = (await read(id)) ?? (await survivorOf(id))
      return found && contactFromIntercom(found)
    },
    /** A user, as it is by that id. */
    async byExternalId(externalId: string): Promise<Contact | null> {
      const found = await readByExternalId(externalId)
      return found && contactFromIntercom(found)
    },
    /** Everybody with this address or number, who came a moment ago too. */
    async having(field: LookupField, value: string): Promise<Contact[]> {
      const [found, { records }, named] = await Promise.all([
        search(where(field, '=', value)),
        changedLately(),
        writes.latelyNamed(nameOf(field, value)),
      ])
      const lately = [...records.values()].filter(({ isErased }) => !isErased).toSorted((one, other) => other.changedAtMs - one.changedAtMs)
      const [changed, others] = [found.filter(({ id }) => records.has(id)), found.filter(({ id }) => !records.has(id))]
      const sure = new Set([...named, ...changed.map(({ id }) => id)])
      const ids = [...new Set([...sure, ...lately.slice(0, mostLookedAt).map(({ id }) => id)])]
      const rows = (await getMany(ids)).flatMap((row, index) => {
        // whom we gave it ourselves, or who is found by it, must not be made once more
        if (row instanceof Error && index < sure.size) throw row
        return row === null || row instanceof Error ? [] : row
      })
      return sharing([...rows, ...others.map(contactFromIntercom)], field, value)
    },
  }
}
