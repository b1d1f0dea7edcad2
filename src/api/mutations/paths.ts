import { GatewayError } from '../../errors.ts'

type Args = Readonly<Record<string, unknown>>

/** Runs what reads a part of the input; what it throws, or rejects with, says where in the input that was, unless it says so itself. */
export function at<T>(path: readonly string[], read: () => T): T {
  const placed = (error: unknown): never => {
    if (error instanceof GatewayError) error.path ??= path
    throw error
  }
  try {
    const found = read()
    return found instanceof Promise ? (found.catch(placed) as T) : found
  } catch (error) {
    return placed(error)
  }
}

/**
 * Where in the caller's own input an error comes from: where it says itself, else where the field is that Intercom names, else the one id that
 * there is nothing under; null when that cannot be told.
 */
export function pathOf(error: GatewayError, args: Args): readonly string[] | null {
  if (error.path) return error.path
  const ofField = error.upstreamField === undefined ? null : pathOfField(error.upstreamField, args)
  return ofField ?? (error.code === 'NOT_FOUND' && typeof args.id === 'string' ? ['id'] : null)
}

const camelCase = (word: string) => word.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Intercom's names are ours in snake case, with few exceptions, which rows name: see `sentAs`. What is inside of attributes keeps its name. */
function pathOfField(field: string, args: Args): readonly string[] | null {
  const [first, inner] = splitField(field)
  const name = camelCase(first)
  for (const [start, holder] of [
    [['input'], args.input],
    [[], args],
  ] as const) {
    if (isObject(holder) && Object.hasOwn(holder, name) && holder[name] !== undefined) return [...start, name, ...inner]
  }
  return null
}

/** Attributes may have dots in their names. */
function splitField(field: string): [first: string, inner: readonly string[]] {
  const [first = '', ...inner] = field.split('.')
  return [first, /attributes$|^metadata$/.test(first) && inner.length > 0 ? [inner.join('.')] : inner]
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * For services whose input goes to Intercom under names that are not ours in snake case: an error about one of these fields, or with one of these codes
 * of Intercom's, is about the input at that path.
 *
 * @param fields `{ avatar: ['input', 'avatarUrl'], admin_not_found: ['as'] }`
 */
export async function sentAs<T>(fields: Readonly<Record<string, readonly string[]>>, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof GatewayError) error.path ??= placed(error.upstreamField ?? '', fields) ?? fields[error.constraint ?? '']
    throw error
  }
}

/** Where a field stands, or what it is in. */
function placed(field: string, fields: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined {
  const [first, inner] = splitField(field)
  const holder = fields[first]
  return fields[field] ?? (holder && [...holder, ...inner])
}
