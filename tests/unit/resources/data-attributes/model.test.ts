import { expect, test } from 'vitest'
import { dataAttributeFromIntercom } from '../../../../src/resources/data-attributes/model.ts'

test('a custom attribute is everything Intercom says of it, in our words', () => {
  expect(
    dataAttributeFromIntercom({
      type: 'data_attribute',
      id: 12878,
      model: 'contact',
      name: 'paid_subscriber',
      full_name: 'custom_attributes.paid_subscriber',
      label: 'Paid Subscriber',
      description: 'Whether the user is a paid subscriber.',
      data_type: 'boolean',
      options: ['true', 'false'],
      api_writable: true,
      custom: true,
      archived: false,
    }),
  ).toEqual({
    __typename: 'DataAttribute',
    id: '12878',
    model: 'CONTACT',
    name: 'paid_subscriber',
    fullName: 'custom_attributes.paid_subscriber',
    label: 'Paid Subscriber',
    description: 'Whether the user is a paid subscriber.',
    dataType: 'boolean',
    options: ['true', 'false'],
    apiWritable: true,
    custom: true,
    archived: false,
  })
})

test('one that every workspace has goes by its full name, as Intercom gives it no id', () => {
  const attribute = dataAttributeFromIntercom({
    model: 'company',
    name: 'name',
    full_name: 'plan.name',
    data_type: 'string',
    description: '',
  })
  expect(attribute).toMatchObject({ id: 'plan.name', fullName: 'plan.name', custom: false, apiWritable: false, options: null })
  expect(attribute).toMatchObject({ label: null, description: null, archived: false })
  expect(dataAttributeFromIntercom({ model: 'contact', name: 'email', id: 0 })).toMatchObject({ id: 'email', dataType: 'string' })
})

test('one of conversations, from 2.16 on, is custom, may be written, and says its options as objects', () => {
  const attribute = dataAttributeFromIntercom({
    type: 'conversation_attribute',
    model: 'conversation',
    id: 2,
    name: 'Urgency',
    data_type: 'list',
    options: [
      { label: 'High', archived: false },
      { label: 'Odd', archived: true },
      { label: 'Low', archived: null },
    ],
  })
  expect(attribute).toMatchObject({ id: '2', model: 'CONVERSATION', fullName: 'custom_attributes.Urgency', label: 'Urgency' })
  expect(attribute).toMatchObject({ custom: true, apiWritable: true, dataType: 'list', options: ['High', 'Low'] })
})

test('options may be text or objects with a value; no options are none', () => {
  const options = (given: Parameters<typeof dataAttributeFromIntercom>[0]['options']) =>
    dataAttributeFromIntercom({ model: 'contact', name: 'x', options: given })?.options
  expect(options([{ value: 'a' }, 'b', {}])).toEqual(['a', 'b'])
  expect([options([]), options(null), options(undefined)]).toEqual([null, null, null])
})

test.each([{ model: 'ticket', name: 'x' }, { name: 'x' }, { model: 'contact' }, { model: 'contact', name: '' }])(
  '%j is no attribute that we know',
  (wire) => {
    expect(dataAttributeFromIntercom(wire)).toBeNull()
  },
)
