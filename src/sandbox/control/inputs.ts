import { parameterInvalid } from '../http/errors.ts'
import type { AttributeValue } from '../records.ts'
import { isRecord } from '../search/query.ts'
import type { Failure } from './faults.ts'

// What a command's body may hold; anything else is refused with a 400 that names it.

export function failureOf({ status, times, retryAfterSeconds, dropConnection, stallBody, nonJson200 }: Record<string, unknown>): Failure {
  return {
    ...(status === undefined ? {} : { status: amount('status', status) }),
    ...(times === undefined ? {} : { times: amount('times', times) }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds: amount('retryAfterSeconds', retryAfterSeconds) }),
    dropConnection: dropConnection === true,
    stallBody: stallBody === true,
    nonJson200: nonJson200 === true,
  }
}

export function amount(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw parameterInvalid(`${name} must be a number of at least 0`)
}

export function number(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw parameterInvalid(`${name} must be a number`)
}

export function oneOf<T extends string>(known: readonly T[], name: string, value: unknown): T {
  const found = known.find((one) => one === value)
  if (found !== undefined) return found
  throw parameterInvalid(`${name} must be one of ${known.join(', ')}`)
}

/** One stands for a list of one. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

export function text(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value
  throw parameterInvalid(`${name} must be a string`)
}

/** The fields of these names that are there: strings, or null. */
export function optional<Name extends string>(body: Record<string, unknown>, names: readonly Name[]): { [name in Name]?: string | null } {
  const fields: { [name in Name]?: string | null } = {}
  for (const name of names) {
    const value = body[name]
    if (value !== undefined) fields[name] = value === null ? null : text(name, value)
  }
  return fields
}

export function customAttributes({ custom_attributes: values }: Record<string, unknown>): {
  custom_attributes?: Record<string, AttributeValue>
} {
  if (values === undefined) return {}
  const isValue = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)
  if (isRecord(values) && Object.values(values).every(isValue)) return { custom_attributes: values as Record<string, AttributeValue> }
  throw parameterInvalid('custom_attributes must be an object of strings, numbers, booleans and nulls')
}
