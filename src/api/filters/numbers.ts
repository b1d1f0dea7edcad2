import { type Column, type Comparison, compare, opposites } from './compare.ts'
import { type FilterField, fieldOf, type Kind, listKinds } from './field.ts'
import type { IntFilter } from './inputs.ts'
import { orEqual, orEqualOfAny } from './or-equal.ts'

/**
 * A number.
 *
 * @param options.orEqual `>` and `<` mean "or equal" in this search
 * @param options.isWhole it has no fraction, so that there is a next one to ask for. @default true
 */
export function integer<Row>(
  field: string,
  of: Column<Row>['of'],
  { orEqual: isOrEqual, isWhole = true, ...options }: Pick<Column<Row>, 'isAlwaysThere'> & { orEqual: boolean; isWhole?: boolean },
): FilterField<IntFilter, Row> {
  const column: Column<Row> = { field, of, ...options, ...(isOrEqual && { sends: isWhole ? orEqual(field) : orEqualOfAny(field) }) }
  const isWide = (operator: string) => isOrEqual && !isWhole && (operator === '>' || operator === '<')
  const kind = (operator: '=' | '!=' | Comparison): Kind<number, Row> => ({
    sent: isOrEqual ? operator.replace(/(?<=[<>])=/, '') : operator,
    found: isWide(operator) ? 'and more' : 'exactly',
    negated: isWide(opposites[operator]) ? 'and more' : 'exactly',
    read: (value, at) => compare(column, operator, value, at),
  })
  return fieldOf(
    { field, judged: of ? 'surely' : 'never' },
    {
      eq: kind('='),
      neq: kind('!='),
      gt: kind('>'),
      lt: kind('<'),
      gte: kind('>='),
      lte: kind('<='),
      in: listKinds<number, Row>(column, (value) => value).in,
    },
  )
}
