import { builder } from '../builder.ts'

/** `first` and `after` of a forward connection: `args: { ...pageArgs(50) }`. With a default, so that a list is asked for without thinking of its size. */
export const pageArgs = (first: number) =>
  builder.args((t) => ({
    first: t.int({ required: true, defaultValue: first, description: 'How many, at most.' }),
    after: t.string({ description: "A page's `endCursor` or an edge's `cursor`: go on behind it." }),
  }))
