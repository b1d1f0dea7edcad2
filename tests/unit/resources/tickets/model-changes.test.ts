import { describe, expect, test } from 'vitest'
import { hasAttributes, isAs } from '../../../../src/resources/tickets/model-changes.ts'
import { toldByUpdate } from '../../../../src/resources/tickets/model-event.ts'

const type = {
  id: '4001',
  ticket_type_attributes: {
    data: [
      { id: '1', name: 'Severity', data_type: 'list', input_options: { list_options: [{ id: 'e1', label: 'High' }] } },
      { id: '2', name: 'Began', data_type: 'datetime' },
      { id: '3', name: 'Count', data_type: 'integer' },
    ],
  },
}
const ticket = (fields: object) => ({ id: '42', ticket_type: type, ...fields })

describe('whether a ticket is as it was to become', () => {
  test.each<[name: string, shown: unknown, given: unknown, isSo: boolean]>([
    ['Severity', 'High', 'e1', true],
    ['Severity', 'e1', 'e1', true],
    ['Severity', 'Low', 'e1', false],
    ['Began', '2026-11-23T09:30:00.000Z', 1_795_426_200, true],
    ['Began', 1_795_426_200, 1_795_426_200, true],
    ['Began', null, 1_795_426_200, false],
    ['Count', null, null, true],
    ['Count', undefined, null, true],
    ['Count', 0, null, false],
    ['of no type', 'x', 'x', true],
  ])('%s is shown as %j, and was given as %j: %s', (name, shown, given, isSo) => {
    expect(hasAttributes(ticket({ ticket_attributes: { [name]: shown } }), { [name]: given })).toBe(isSo)
  })

  test('nobody is written in many ways, and a team is no teammate', () => {
    for (const admin_assignee_id of ['0', 0, null, undefined])
      expect(isAs(ticket({ admin_assignee_id, team_assignee_id: '7' }), { assignee: null })).toBe(true)
    expect(isAs(ticket({ admin_assignee_id: '7', team_assignee_id: 0 }), { assignee: { type: 'team', id: '7' } })).toBe(false)
    expect(isAs(ticket({ team_assignee_id: 7 }), { assignee: { type: 'team', id: '7' } })).toBe(true)
  })
})

test('an update tells once what its parts are announced as, and nothing of what others did', () => {
  const sinceMs = 1_795_426_200_000
  const now = sinceMs / 1000
  const part = (id: number, part_type: string, created_at = now, label?: string) => ({
    ...{ id: String(id), part_type, created_at },
    ...(label && { updated_attribute_data: { attribute: { id: '3', label } } }),
  })
  const ticket_parts = {
    ticket_parts: [
      part(1, 'ticket_state_updated_by_admin', now - 60),
      part(2, 'ticket_attribute_updated_by_admin', now, 'Count'),
      part(3, 'ticket_attribute_updated_by_admin', now, 'Began'),
      part(4, 'ticket_state_updated_by_admin'),
      part(5, 'assignment'),
      part(6, 'comment'),
    ],
  }
  const changes = { attributes: { Count: 3 }, stateId: '5004' }
  expect(toldByUpdate(ticket({ ticket_parts }), { changes, sinceMs })).toEqual([
    'ticket.attribute.updated:42:2',
    'ticket.state.updated:42:4',
    'ticket.resolved:42:4',
    'ticket.closed:42:4',
  ])
})
