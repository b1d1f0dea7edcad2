import { textFrom } from '../../intercom/values.ts'

/** One of the words of a list, with the id by which Intercom may know it. */
export type TicketOption = { id: string | null; label: string }

/**
 * The items of a list attribute. That they have ids is said of POST /tickets (OpenAPI 2.14, schema ticket_request_custom_attributes); where and how
 * they stand in `input_options` is not, so the first list in there is taken for them: words, or objects with a label.
 */
export function optionsFrom(inputOptions: Readonly<Record<string, unknown>> | null | undefined): readonly TicketOption[] {
  const items = Object.values(inputOptions ?? {}).find((value) => Array.isArray(value)) ?? []
  return items.flatMap((item: unknown): TicketOption[] => {
    if (typeof item === 'string') return [{ id: null, label: item }]
    const { id, label, name, value, archived } = asRecord(item)
    const word = [label, name, value].find((one) => typeof one === 'string' && one !== '')
    return typeof word === 'string' && archived !== true ? [{ id: idFrom(id), label: word }] : []
  })
}

/** What a ticket says of a list: the word, which it may name by its id. */
export const optionLabelOf = (value: unknown, options: readonly TicketOption[] | null): unknown =>
  options?.find(({ id }) => id !== null && id === value)?.label ?? value

const idFrom = (id: unknown) => (typeof id === 'string' || typeof id === 'number' ? textFrom(id) : null)

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
