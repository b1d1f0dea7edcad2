import { expect, test } from 'vitest'
import { createOutage } from '../../../src/changes/outage.ts'
import { createListener } from '../../support/house.ts'

function open() {
  const { said, say } = createListener()
  const clock = { nowMs: 1_700_000_000_000 }
  return { said, clock, outage: createOutage({ begins: 'gone', ends: 'back', now: () => clock.nowMs, say }) }
}

test('it is said when it begins and when it is over, however often it is met', () => {
  const { outage, said, clock } = open()
  outage.worked()
  for (let met = 0; met < 1_000; met++) {
    outage.failed(new Error('full'))
    clock.nowMs += 1_000
  }
  expect(said).toEqual(['gone'])
  outage.worked()
  outage.worked()
  expect(said).toEqual(['gone', 'back'])
})

test('one that comes and goes is said once a minute', () => {
  const { outage, said, clock } = open()
  for (let second = 0; second < 150; second++) {
    outage.failed(new Error('full'))
    outage.worked()
    clock.nowMs += 1_000
  }
  expect(said).toEqual(['gone', 'back', 'gone', 'back', 'gone', 'back'])
})
