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

/** The arguments of mutations that put a tag on, and take one off. */
export const tagRefArg = { type: TagRefInput, required: true, description: 'Which tag.' } as const
export const tagIdArg = { required: true, description: 'Which tag, by its id.' } as const

/** What a tag is named by, checked. */
export function readTagRef({ id, name }: TagRef, context: Context, argument: string): { id: string } | { word: string } {
  if (id !== null && id !== undefined) return { id: readId(id, 'Tag', context, `${argument}.id`) }
  const word = name?.trim() ?? ''
  if (word !== '') return { word }
  const path = [...argument.split('.'), 'name']
  throw new InvalidInputError('The name of a tag is empty; expected a word.', { path, constraint: 'minLength' })
}

/** The id of a tag. One that is named by a word that there is not yet is made. @param step of a mutation that may make several, the name for this one */
export async function tagIdOf(ref: TagRef, context: Context, argument: string, step?: string): Promise<string> {
  const read = readTagRef(ref, context, argument)
  if ('id' in read) return read.id
  const { tags } = context.services
  const known = (await tags.all()).find((tag) => isNamed(tag, read.word))
  return known?.id ?? (await at([...argument.split('.'), 'name'], () => tags.write.upsert(read.word, step))).result.tagId
}
