import type { Contact } from './model.ts'

/** A field of the one that stays, in the names of the graph. */
export type FieldChange = { field: string; before: unknown; after: unknown }

/** What comes from the lead where the user has nothing, and how the graph calls it. */
const copied = {
  email: 'email',
  phone: 'phone',
  name: 'name',
  avatarUrl: 'avatarUrl',
  ownerId: 'owner',
  location: 'location',
  lastSeenAt: 'lastSeenAt',
  lastRepliedAt: 'lastRepliedAt',
  lastContactedAt: 'lastContactedAt',
} as const satisfies Partial<Record<keyof Contact, string>>

/** What a merge changes of the one that stays: what it has it keeps, what it lacks comes from the other (developers.intercom.com, "Merge two contacts"). */
export function mergeChanges(from: Contact, into: Contact): FieldChange[] {
  const names = Object.keys(copied) as (keyof typeof copied)[]
  const change = (field: string, before: unknown, after: unknown): FieldChange[] =>
    (before ?? null) === null && (after ?? null) !== null ? [{ field, before: null, after }] : []
  return [
    ...names.flatMap((name) => change(copied[name], into[name], from[name])),
    ...Object.entries(from.customAttributes).flatMap(([name, value]) =>
      change(`customAttributes.${name}`, into.customAttributes[name], value),
    ),
  ]
}
