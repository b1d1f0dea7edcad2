import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Assignee } from './service-writes-words.ts'

type Id = string | number

type AssignTo = { admin?: Id | null; team?: Id | null; unassign?: boolean | null }
export const AssignInput = builder.inputRef<AssignTo>('AssignInput').implement({
  description: 'Who it is given to, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    admin: t.id({ description: 'A teammate.' }),
    team: t.id({ description: 'A team.' }),
    unassign: t.boolean({
      description:
        'Nobody: true, and nothing else. Whether a team that has it beside a teammate keeps it, Intercom does not publish: the answer shows.',
    }),
  }),
})

/** Who it is given to; null for nobody. @param path where it stands */
export function assigneeIn({ admin, team, unassign }: AssignTo, context: Context, path: readonly string[]): Assignee | null {
  const name = path.join('.')
  if (admin !== null && admin !== undefined) return { type: 'admin', id: readId(admin, 'Admin', context, `${name}.admin`) }
  if (team !== null && team !== undefined) return { type: 'team', id: readId(team, 'Team', context, `${name}.team`) }
  if (unassign === true) return null
  throw new InvalidInputError(`"${name}.unassign" is false, which says nothing; expected true, or a teammate or a team.`, {
    path: [...path, 'unassign'],
  })
}
