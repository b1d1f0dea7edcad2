import { type Column, type Comparison, compare } from './compare.ts'
import { type FilterField, fieldOf, type Kind, listKinds } from './field.ts'
import type { IntFilter } from './inputs.ts'
import { orEqual } from './or-equal.ts'

/** A whole number. @param options.orEqual `>` and `<` mean "or equal" in this search */
export function integer<Row>(
  field: string,
  of: Column<Row>['of'],
  { orEqual: isOrEqual, ...options }: Pick<Column<Row>, 'isAlwaysThere'> & { orEqual: boolean },
): FilterField<IntFilter, Row> {
  const column: Column<Row> = { field, of, ...options, ...(isOrEqual && { sends: orEqual(field) }) }
  const kind = (operator: '=' | '!=' | Comparison): Kind<number, Row> => ({
    sent: isOrEqual ? operator.replace(/(?<=[<>])=/, '') : operator,
    found: 'exactly',
    negated: 'exactly',
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
