import { expect, test } from 'vitest'
import { segmentFromIntercom, segmentsFromIntercom } from '../../../../src/resources/segments/model.ts'

const wire = { type: 'segment', id: '56203d253cba154d39010062', name: 'Active', person_type: 'contact', created_at: 1, updated_at: 0 }

test('a segment is everything Intercom says of it, in our words; nought is no instant', () => {
  expect(segmentFromIntercom({ ...wire, count: 3 })).toEqual({
    __typename: 'Segment',
    id: wire.id,
    name: 'Active',
    personType: 'contact',
    count: 3,
    createdAt: new Date(1000),
    updatedAt: null,
  })
})

test('nobody is a count; a count that Intercom leaves out or writes as null is none', () => {
  expect([0, null, undefined].map((count) => segmentFromIntercom({ ...wire, count }).count)).toEqual([0, null, null])
})

test('without a name or a kind of people it is still a segment, and no list is an empty one', () => {
  expect(segmentFromIntercom({ id: 7, name: null })).toMatchObject({ id: '7', name: '', personType: 'user', createdAt: null })
  expect([segmentsFromIntercom(null), segmentsFromIntercom(undefined)]).toEqual([[], []])
})
