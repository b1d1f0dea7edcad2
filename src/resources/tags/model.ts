import type * as Intercom from '../../intercom/types.ts'

/** A word that contacts, companies, conversations and articles can be marked with. */
export type Tag = { __typename: 'Tag'; id: string; name: string }

export const tagFromIntercom = (tag: Intercom.Tag): Tag => ({ __typename: 'Tag', id: String(tag.id), name: tag.name ?? '' })

/** The tags that some records carry in full. */
export const tagsFromIntercom = (tags: readonly Intercom.Tag[] | null | undefined): readonly Tag[] => (tags ?? []).map(tagFromIntercom)
