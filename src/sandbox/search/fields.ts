/**
 * What a field holds, which decides how it may be asked (see `operators.ts`). `tag` is text that knows `=` and `!=` only;
 * `day` is an instant that is matched by calendar day, `date` one that is matched by the second.
 */
export type FieldType = 'string' | 'integer' | 'boolean' | 'date' | 'day' | 'tag'

type FieldValue = string | number | boolean | null | undefined | readonly (string | number | boolean)[]

/** A searchable field. A list of values matches when one of them does. */
export type Field<R> = {
  type: FieldType
  of: (record: R) => FieldValue
  /** The index of the search view that finds the records with a value, when there is one; `id` is the record's own. */
  index?: string
  /** Compare as they stand. Text is compared without regard to case otherwise (not published; e-mail addresses at least are). */
  exact?: boolean
  /** Nothing is found as 0 too: an assignee is null before 2.16 and 0 from then on, and either word may be asked for. */
  zeroIsNothing?: boolean
  /** Operators that this field takes beside those of its type. */
  also?: readonly string[]
}

export type Fields<R> = (name: string) => Field<R> | undefined

export const string = <R>(of: Field<R>['of'], more: Partial<Field<R>> = {}): Field<R> => ({ type: 'string', of, ...more })
export const integer = <R>(of: Field<R>['of'], more: Partial<Field<R>> = {}): Field<R> => ({ type: 'integer', of, ...more })
export const boolean = <R>(of: Field<R>['of']): Field<R> => ({ type: 'boolean', of })
export const date = <R>(of: Field<R>['of'], more: Partial<Field<R>> = {}): Field<R> => ({ type: 'date', of, ...more })
export const day = <R>(of: Field<R>['of']): Field<R> => ({ type: 'day', of })
