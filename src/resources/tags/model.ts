import type * as Intercom from '../../intercom/types.ts'

/** A word that contacts, companies, conversations and articles can be marked with. */
export type Tag = { __typename: 'Tag'; id: string; name: string }

export const tagFromIntercom = (tag: Intercom.Tag): Tag => ({ __typename: 'Tag', id: String(tag.id), name: tag.name ?? '' })

/** Intercom's names of tags are the same in large letters and in small ones (OpenAPI 2.14, POST /tags). */
export const isNamed = ({ name }: { name?: string | null | undefined }, word: string) => (name ?? '').toLowerCase() === word.toLowerCase()

/** The tags that some records carry in full. */
export const tagsFromIntercom = (tags: readonly Intercom.Tag[] | null | undefined): readonly Tag[] => (tags ?? []).map(tagFromIntercom)
