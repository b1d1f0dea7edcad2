/** Attributes and metadata have names of the caller's own. */
const holders = /^(?:custom_attributes|ticket_attributes|attributes|metadata)$/
const longestName = 64

/**
 * Which of the fields that were sent Intercom's words are about, by its name there: `owner_id`, `custom_attributes.plan`; undefined where they name none,
 * or several. Intercom seldom says it otherwise: "Name is a required parameter.", "author_id must be …", "Custom attribute 'plan' does not exist". Of
 * its words nothing is handed on but such a name.
 */
export function fieldNamed(message: unknown, sent: string | undefined): string | undefined {
  const body = bodyOf(sent)
  if (typeof message !== 'string' || message.length > 1_000 || !body) return undefined
  const inQuotes = (name: string) => name.length <= longestName && message.includes(`'${name}'`)
  const own = Object.entries(body).flatMap(([holder, held]) =>
    holders.test(holder) ? Object.keys(asObject(held) ?? {}).flatMap((name) => (inQuotes(name) ? [`${holder}.${name}`] : [])) : [],
  )
  const names = Object.keys(body).filter((name) => /^[a-z][a-z0-9_]*$/.test(name))
  const hasWords = (words: string) => new RegExp(`(?<![a-z0-9_])${words}(?![a-z0-9_])`, 'i').test(message)
  const isFirst = (words: string) => new RegExp(`^${words}(?![a-z0-9_])`, 'i').test(message)
  const found = [
    own,
    names.filter((name) => inQuotes(name) || (name.includes('_') && hasWords(name)) || isFirst(name) || isFirst(name.replaceAll('_', ' '))),
    names.filter((name) => /._id$/.test(name) && hasWords(name.slice(0, -'_id'.length).replaceAll('_', ' '))),
  ].find((list) => list.length > 0)
  return found?.length === 1 ? found[0] : undefined
}

/** What Intercom's words say is not there: `user` of "User Not Found", `primary` of "Primary conversation not found". Any others are not handed on. */
export function subjectNamed(message: unknown): string | undefined {
  if (typeof message !== 'string') return undefined
  const words = /^(user|contact|conversation|company|tag|ticket|primary|secondary)(?: conversation)? (?:not found|has already)/i
  return words.exec(message)?.[1]?.toLowerCase()
}

function bodyOf(sent: string | undefined): Record<string, unknown> | undefined {
  try {
    return sent === undefined ? undefined : asObject(JSON.parse(sent))
  } catch {
    return undefined
  }
}

const asObject = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
