import { where } from '../../intercom/search.ts'
import type { Comparison, Sent } from './compare.ts'

/**
 * For searches in which `>` and `<` mean "or equal", and in which there is no other comparison (OpenAPI 2.14, POST /conversations/search and
 * /tickets/search). Of whole numbers, and seconds are such, the next one is asked for.
 */
export const orEqual =
  (field: string) =>
  (operator: Comparison, value: number): Sent => {
    if (operator === '>' || operator === '>=') return { filter: where(field, '>', operator === '>' ? value + 1 : value) }
    return { filter: where(field, '<', operator === '<' ? value - 1 : value) }
  }

/** The same of numbers with fractions, of which there is no next one: the number itself is found too, and left out here. */
export const orEqualOfAny =
  (field: string) =>
  (operator: Comparison, value: number): Sent => {
    const isUpwards = operator === '>' || operator === '>='
    const filter = where(field, isUpwards ? '>' : '<', value)
    return operator.endsWith('=') ? { filter } : { filter, finds: `${field} ${isUpwards ? 'from' : 'up to'} ${value}` }
  }
