import { type GraphQLInputType, getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'
import type { Scope } from '../../config/environment.ts'
import { markOf } from './scopes.ts'

/** Whether a marked value of an enum can be passed here; filters that hold filters are looked into once. */
export function canHoldMarked(type: GraphQLInputType, seen = new Set<string>()): boolean {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues().some(({ extensions }) => markOf(extensions).scopes)
  if (!isInputObjectType(named) || seen.has(named.name)) return false
  seen.add(named.name)
  return Object.values(named.getFields()).some((field) => canHoldMarked(field.type, seen))
}

/** The scopes that the enum values in an argument need, as it was coerced. */
export function* scopesOfValue(type: GraphQLInputType, value: unknown): Generator<Scope> {
  if (value === null || value === undefined) return
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    for (const item of value as readonly unknown[]) yield* scopesOfValue(nullable.ofType, item)
  } else if (isEnumType(nullable)) {
    yield* markOf(nullable.getValues().find((known) => known.value === value)?.extensions).scopes ?? []
  } else if (isInputObjectType(nullable)) {
    for (const field of Object.values(nullable.getFields()))
      yield* scopesOfValue(field.type, (value as Record<string, unknown>)[field.name])
  }
}
