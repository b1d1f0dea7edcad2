import { expect, test } from 'vitest'
import type { Change, LogEntry } from '../../../../src/changes/change.ts'
import { isOurs } from '../../../../src/resources/contacts/service-find-lately.ts'
import { changeOf } from '../../../support/house.ts'

const entry = (origin: Change['origin'], updatedAt: string, topic = 'contact.user.updated'): LogEntry => ({
  cursor: '',
  previous: '',
  change: changeOf('contact:1', { origin, topic, about: [{ type: 'contact', id: '1' }], facts: { judged: { updatedAt } } }),
})
const [noon, later] = ['2026-02-28T12:00:00.000Z', '2026-02-28T12:00:01.000Z']
const [ours, echo] = [entry('GATEWAY_WRITE', noon), entry('WEBHOOK', noon)]

test.each<[string, readonly LogEntry[] | undefined, boolean]>([
  ['our own write', [ours], true],
  ['and what Intercom says of it', [ours, echo], true],
  ['though that comes first', [echo, ours], true],
  ['what Intercom says of it twice', [ours, echo, echo], false],
  ['another update', [ours, entry('WEBHOOK', later)], false],
  ['another topic', [ours, entry('WEBHOOK', noon, 'contact.user.created')], false],
  ['what was found by looking', [entry('RECONCILED', noon)], false],
  ['a write of which nobody knows what it did', [entry('GATEWAY_WRITE', noon, 'gateway.write.unknown')], false],
  ['more than is kept', undefined, false],
])('%s is what we did: %s', (_, entries, expected) => {
  expect(isOurs({ entries })).toBe(expected)
})
