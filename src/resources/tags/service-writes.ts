import type { Entities } from '../../cache/entities.ts'
import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import type { ResourceDeps } from '../deps.ts'
import { isNamed, type Tag } from './model.ts'

const tagId = idReader('tag')

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  tags: Pick<Entities<Intercom.Tag, Tag>, 'keyOf' | 'written'>
  /** One tag, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Tag | null>
  /** Every tag that Intercom has, read anew. */
  readAll(): Promise<readonly Intercom.Tag[]>
  /** The key by which a Change forgets the list of all. */
  listKey(): string
}

/** What can be done with tags. Each is one call, sent once. */
export function createTagWrites({ intercom, writes, tags, read, readAll, listKey }: Deps) {
  return {
    /** The tag of that name, made where there is none: OpenAPI 2.14, POST /tags. Intercom does not tell large letters from small ones. */
    upsert: (name: string, step = 'tag upsert') =>
      writes.once({
        step,
        about: { type: 'tag', id: 'by name' },
        send: () => intercom.request<Intercom.Tag | undefined>({ method: 'POST', route: '/tags', body: { name } }),
        resultOf(answer) {
          const id = tagId(answer?.id)
          if (id === null) throw new Error('The answer does not name the tag.')
          return { tagId: id }
        },
        announcedAs: (answer) => ({ topic: ownTopic('tag.upserted'), item: { id: answer?.id } }),
        take: (answer, at) => (answer ? tags.written(answer, at) : null),
        touches: [listKey()],
        look: { find: async () => (await readAll()).filter((tag) => isNamed(tag, name)) },
        checkWith: `Look for the tag ${JSON.stringify(name.slice(0, 80))} among the tags of the workspace.`,
      }),

    /** For good, and off everything that it is on: OpenAPI 2.14, DELETE /tags/{tag_id}, which answers nothing. */
    delete: (id: string) =>
      writes.once({
        step: 'delete',
        about: { type: 'tag', id },
        async send() {
          await intercom.request({ method: 'DELETE', route: '/tags/{tag_id}', params: { tag_id: id } })
          return 'done' as const
        },
        resultOf: () => ({ deletedId: id }),
        announcedAs: () => ({ topic: ownTopic('tag.deleted'), item: { id } }),
        take: () => null,
        touches: [tags.keyOf(id), listKey()],
        look: { find: async () => ((await read(id)) === null ? ['done' as const] : []) },
        checkWith: `Ask for tag ${id}: it is null when it is deleted.`,
      }),
  }
}
