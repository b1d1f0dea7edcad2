import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import type { ResourceDeps } from '../deps.ts'

const tagId = idReader('tag')

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  /** Every tag that Intercom has, read anew. */
  readAll(): Promise<readonly Intercom.Tag[]>
  /** The key by which a Change forgets the list of all. */
  listKey(): string
}

/** What can be done with tags. Each is one call, sent once. */
export function createTagWrites({ intercom, writes, readAll, listKey }: Deps) {
  return {
    /** The tag of that name, made where there is none: OpenAPI 2.14, POST /tags. */
    upsert: (name: string) =>
      writes.once({
        step: 'tag upsert',
        about: { type: 'tag', id: 'by name' },
        send: () => intercom.request<Intercom.Tag | undefined>({ method: 'POST', route: '/tags', body: { name } }),
        resultOf(answer) {
          const id = tagId(answer?.id)
          if (id === null) throw new Error('The answer does not name the tag.')
          return { tagId: id }
        },
        announcedAs: (answer) => ({ topic: ownTopic('tag.upserted'), item: { id: answer?.id } }),
        take: () => null,
        touches: [listKey()],
        look: { find: async () => (await readAll()).filter((tag) => tag.name === name) },
        checkWith: `Look for the tag ${JSON.stringify(name)} among the tags of the workspace.`,
      }),
  }
}
