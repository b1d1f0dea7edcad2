import type { PartAuthor } from '../../intercom/conversation-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { textFrom } from '../../intercom/values.ts'

export type AuthorKind = 'CONTACT' | 'ADMIN' | 'TEAM' | 'BOT' | 'UNKNOWN'

/** The person behind a message or a deed as Intercom recorded them then; the record stays when the person goes. */
export type Author = {
  kind: AuthorKind
  /** Intercom's own word for the kind. */
  rawKind: string
  intercomId: string | null
  name: string | null
  email: string | null
  isAiAgent: boolean
}

const kinds: Readonly<Record<string, AuthorKind>> = {
  user: 'CONTACT',
  lead: 'CONTACT',
  contact: 'CONTACT',
  admin: 'ADMIN',
  team: 'TEAM',
  bot: 'BOT',
}

/** Null when Intercom names nobody: what came over Twitter has an empty author (OpenAPI 2.14, schema conversation_source). */
export function authorFromIntercom(author: PartAuthor | null | undefined): Author | null {
  const { type, id, name, email, from_ai_agent } = author ?? {}
  const [rawKind, intercomId] = [textFrom(type), noneIfZero(id)]
  if (rawKind === null && intercomId === null) return null
  return {
    kind: (rawKind !== null && Object.hasOwn(kinds, rawKind) && kinds[rawKind]) || 'UNKNOWN',
    rawKind: rawKind ?? '',
    intercomId,
    name: textFrom(name),
    email: textFrom(email),
    isAiAgent: from_ai_agent ?? false,
  }
}
