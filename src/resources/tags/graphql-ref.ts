import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { at } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { isNamed } from './model.ts'

export type TagRef = { id?: string | number | null; name?: string | null }

export const TagRefInput = builder.inputRef<TagRef>('TagRef').implement({
  description: 'A tag, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id, global or as Intercom has it.' }),
    name: t.string({ description: 'The word. A tag that there is not yet is made, at one call more.' }),
  }),
})

/** The id of a tag. One that is named by a word that there is not yet is made. */
export async function tagIdOf({ id, name }: TagRef, context: Context, argument: string): Promise<string> {
  if (id !== null && id !== undefined) return readId(id, 'Tag', context, `${argument}.id`)
  const path = [...argument.split('.'), 'name']
  const word = name?.trim() ?? ''
  if (word === '') throw new InvalidInputError('The name of a tag is empty; expected a word.', { path, constraint: 'minLength' })
  const { tags } = context.services
  const known = (await tags.all()).find((tag) => isNamed(tag, word))
  return known?.id ?? (await at(path, () => tags.write.upsert(word))).result.tagId
}
