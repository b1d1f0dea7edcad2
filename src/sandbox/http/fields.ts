import { ApiError, parameterInvalid } from './errors.ts'

// What the body of a write may hold. A field that is missing and one of the wrong kind are each a 400 of their own, which names the field:
// `parameter_not_found` and `parameter_invalid` (OpenAPI 2.14, POST /help_center/collections and POST /data_attributes).

export type Fields = Record<string, unknown>

export const parameterNotFound = (name: string) => new ApiError(400, 'parameter_not_found', `${name} is a required parameter.`)

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of a body; none when there is no body. */
export function fieldsOf(body: unknown): Fields {
  if (body === undefined) return {}
  if (isObject(body)) return body
  throw parameterInvalid('the body must be a JSON object')
}

/** An object among the fields; undefined when it is not there. */
export function objectIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (isObject(value)) return value
  throw parameterInvalid(`${name} must be an object`)
}

/** Text; null takes a value away, and undefined says nothing about it. */
export function textIn(fields: Fields, name: string): string | null | undefined {
  const value = fields[name]
  if (value === undefined || value === null || typeof value === 'string') return value
  throw parameterInvalid(`${name} must be a string`)
}

/** Text that has to be there, and not empty. */
export function neededText(fields: Fields, name: string): string {
  const value = textIn(fields, name)?.trim()
  if (value) return value
  throw parameterNotFound(name)
}

/** An id: text, or the number that it looks like, as in many examples of the description. */
export function idIn(fields: Fields, name: string): string | null | undefined {
  const value = fields[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : textIn(fields, name)
}

export function neededId(fields: Fields, name: string): string {
  const value = idIn(fields, name)
  if (value) return value
  throw parameterNotFound(name)
}

/** A whole number of at least 0, as unix seconds and counts are. */
export function wholeIn(fields: Fields, name: string): number | null | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return value
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw parameterInvalid(`${name} must be a whole number`)
}

export function neededWhole(fields: Fields, name: string): number {
  const value = wholeIn(fields, name)
  if (value !== undefined && value !== null) return value
  throw parameterNotFound(name)
}

export function flagIn(fields: Fields, name: string): boolean | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value
  throw parameterInvalid(`${name} must be true or false`)
}

/** One of Intercom's words. */
export function wordIn<T extends string>(fields: Fields, name: string, words: readonly T[]): T | undefined {
  const value = textIn(fields, name)
  if (value === undefined || value === null) return undefined
  const word = words.find((one) => one === value)
  if (word !== undefined) return word
  throw parameterInvalid(`${name} must be one of ${words.join(', ')}`)
}

export function neededWord<T extends string>(fields: Fields, name: string, words: readonly T[]): T {
  const word = wordIn(fields, name, words)
  if (word !== undefined) return word
  throw parameterNotFound(name)
}

/** A list of at most so many; an empty one when it is not there. */
export function listIn(fields: Fields, name: string, most = Number.POSITIVE_INFINITY): unknown[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value)) throw parameterInvalid(`${name} must be a list`)
  if (value.length > most) throw parameterInvalid(`${name} may have ${most} items, not ${value.length}`)
  return value
}

/** A list of objects. */
export const objectsIn = (fields: Fields, name: string, most?: number): Fields[] =>
  listIn(fields, name, most).map((value) => {
    if (isObject(value)) return value
    throw parameterInvalid(`${name} must be a list of objects`)
  })
