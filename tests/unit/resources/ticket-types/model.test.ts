import { describe, expect, test } from 'vitest'
import { listedTicketStateFromIntercom, ticketCategoryFrom, ticketTypeFromIntercom } from '../../../../src/resources/ticket-types/model.ts'
import { optionLabelOf, optionsFrom } from '../../../../src/resources/ticket-types/model-options.ts'

const state = {
  type: 'ticket_state',
  id: '8269',
  category: 'in_progress',
  internal_label: 'With engineering',
  external_label: 'In progress',
}
const attribute = {
  type: 'ticket_type_attribute',
  id: '165',
  name: 'Severity',
  data_type: 'list',
  input_options: { allow_multiple_values: false, list_options: [{ id: 'de18', label: 'High' }] },
  required_to_create: true,
  archived: false,
}

test('a ticket type is everything Intercom says of it, in our words', () => {
  const wire = {
    type: 'ticket_type',
    id: '67',
    name: 'Bug Report',
    icon: '🎟️',
    category: 'Back-office',
    archived: true,
    ticket_type_attributes: { type: 'list', data: [attribute] },
    ticket_states: { type: 'list', data: [state] },
  }
  expect(ticketTypeFromIntercom(wire)).toEqual({
    __typename: 'TicketType',
    id: '67',
    name: 'Bug Report',
    category: 'BACK_OFFICE',
    icon: '🎟️',
    archived: true,
    attributes: [
      {
        __typename: 'TicketTypeAttribute',
        id: '165',
        name: 'Severity',
        dataType: 'list',
        required: true,
        options: [{ id: 'de18', label: 'High' }],
        archived: false,
      },
    ],
    states: [
      { __typename: 'TicketState', id: '8269', category: 'in_progress', internalLabel: 'With engineering', externalLabel: 'In progress' },
    ],
  })
})

test.each([
  {},
  { name: null, icon: '', category: 'Invented', archived: null, ticket_type_attributes: null, ticket_states: null },
  { ticket_type_attributes: { data: null, ticket_type_attributes: null }, ticket_states: { data: null } },
  { ticket_type_attributes: { data: [null, undefined, { name: 'without an id' }] } },
])('what %j leaves out is nothing', (wire) => {
  const type = ticketTypeFromIntercom({ id: 67, ...wire })
  expect(type).toMatchObject({ id: '67', name: '', category: 'CUSTOMER', icon: null, archived: false, attributes: [], states: null })
})

test('attributes are found where the description says, too; one without words is an optional text', () => {
  const type = ticketTypeFromIntercom({ id: '1', ticket_type_attributes: { ticket_type_attributes: [{ id: 7 }] } })
  expect(type.attributes).toMatchObject([{ id: '7', name: '', dataType: 'string', required: false, options: null, archived: false }])
})

test('a category is one of three words, and nothing else', () => {
  const words = ['Customer', 'Back-office', 'Tracker', 'customer', '', null, undefined, 'constructor']
  expect(words.map(ticketCategoryFrom)).toEqual(['CUSTOMER', 'BACK_OFFICE', 'TRACKER', null, null, null, null, null])
})

test('a state with one name has it for everybody, and one without an id is none', () => {
  expect(listedTicketStateFromIntercom({ id: 5, category: 'resolved' })).toEqual({
    __typename: 'TicketState',
    id: '5',
    category: 'resolved',
    internalLabel: 'resolved',
    externalLabel: 'resolved',
    archived: false,
    typeIds: [],
  })
  expect(
    listedTicketStateFromIntercom({ ...state, archived: true, ticket_types: { data: [{ type: 'ticket_type', id: '55' }] } }),
  ).toMatchObject({
    archived: true,
    typeIds: ['55'],
  })
  expect(listedTicketStateFromIntercom({ ...state, id: null })).toBeNull()
})

describe('the items of a list', () => {
  test.each([
    [{ list_options: [{ id: 'a', label: 'High' }] }, [{ id: 'a', label: 'High' }]],
    [
      { multiline: false, items: ['High', 'Low'] },
      [
        { id: null, label: 'High' },
        { id: null, label: 'Low' },
      ],
    ],
    [
      { options: [{ id: 3, name: 'High' }, { value: 'Low' }] },
      [
        { id: '3', label: 'High' },
        { id: null, label: 'Low' },
      ],
    ],
    [{ list_options: [{ id: 'a', label: 'Old', archived: true }, null, 7, { id: 'b' }, { label: '' }] }, []],
    [{ multiline: true }, []],
    [{}, []],
    [null, []],
    [undefined, []],
  ])('are found in %j', (inputOptions, options) => {
    expect(optionsFrom(inputOptions)).toEqual(options)
  })

  test('are named by their ids in some places, and by themselves in others', () => {
    const options = [
      { id: 'a', label: 'High' },
      { id: null, label: 'Low' },
    ]
    expect(['a', 'High', 'Low', 'b', null, 3].map((value) => optionLabelOf(value, options))).toEqual(['High', 'High', 'Low', 'b', null, 3])
    expect(optionLabelOf('a', null)).toBe('a')
  })
})
