import { expect, test } from 'vitest'
import { createCircuit } from '../../../src/cache/circuit.ts'
import { createListener } from '../../support/house.ts'

const late = new Error('late')

function start() {
  const { said, say } = createListener()
  const clock = { nowMs: 1_700_000_000_000 }
  const circuit = createCircuit({ now: () => clock.nowMs, say })
  const fail = (...keys: string[]) => {
    for (const key of keys) circuit.failed(key.slice(0, key.indexOf(':')), key, late)
  }
  /** For which of these kinds it is open, for a key of theirs that did not fail. */
  const openFor = (...kinds: string[]) => kinds.filter((kind) => circuit.isOpen(kind, `${kind}:another`))
  const probe = (...keys: string[]) =>
    circuit.toProbe(
      'contact',
      keys.map((key) => ({ key, generation: key })),
    )?.key
  return { circuit, clock, said, fail, openFor, probe }
}

test('one key that fails, however often, says nothing of others', () => {
  const { circuit, clock, said, fail, openFor } = start()
  for (let times = 0; times < 100; times++) {
    clock.nowMs += 200
    fail('contact:1')
  }
  expect([circuit.isOpen('contact', 'contact:1'), openFor('contact', 'admin'), said]).toEqual([true, [], []])
  circuit.worked('admin')
  expect(circuit.isOpen('contact', 'contact:1')).toBe(true)
  circuit.worked('contact')
  expect(circuit.isOpen('contact', 'contact:1')).toBe(false)
})

test('three keys that fail one after the other open it for all, until anything works', () => {
  const { circuit, said, fail, openFor } = start()
  fail('contact:1', 'admin:1')
  circuit.worked('tag')
  fail('contact:2', 'ticket:1')
  expect(openFor('contact', 'admin', 'tag')).toEqual([])
  fail('admin:2')
  expect(openFor('contact', 'admin', 'tag')).toEqual(['contact', 'admin', 'tag'])
  circuit.worked('tag')
  expect(openFor('contact', 'admin', 'tag')).toEqual([])
  expect(said).toEqual(['Intercom fails; where there is an older copy it is shown at once', 'Intercom answers again'])
})

test('three keys of a kind open it for that kind, until one of it works, while others work', () => {
  const { circuit, fail, openFor } = start()
  for (const key of ['contact:1', 'contact:2', 'contact:3']) {
    fail(key)
    circuit.worked('admin')
  }
  expect(openFor('contact', 'admin')).toEqual(['contact'])
  circuit.worked('contact')
  expect(openFor('contact', 'admin')).toEqual([])
})

test('failures count for half a minute, and it is closed half a minute after the last failure or probe', () => {
  const { circuit, clock, fail, openFor, probe } = start()
  fail('contact:1', 'contact:2')
  clock.nowMs += 30_000
  fail('contact:3')
  expect([openFor('contact'), circuit.isOpen('contact', 'contact:1')]).toEqual([[], false])
  fail('contact:4', 'contact:5')
  clock.nowMs += 29_999
  expect(openFor('contact', 'admin')).toEqual(['contact', 'admin'])
  probe('contact:6')
  clock.nowMs += 29_999
  expect(openFor('contact', 'admin')).toEqual(['contact', 'admin'])
  fail('contact:1')
  clock.nowMs += 29_999
  expect(openFor('contact', 'admin')).toEqual(['contact', 'admin'])
  clock.nowMs += 1
  expect(openFor('contact', 'admin')).toEqual([])
})

test('probes are a second apart, whoever fails in between, and what has failed takes no turn of what has not', () => {
  const { clock, fail, probe } = start()
  fail('contact:1', 'contact:2', 'contact:3')
  expect([probe('contact:1', 'contact:4'), probe('contact:4'), probe('contact:1'), probe('contact:2', 'contact:5')]).toEqual([
    'contact:4',
    undefined,
    'contact:1',
    undefined,
  ])
  for (let times = 0; times < 4; times++) {
    clock.nowMs += 250
    fail('contact:1')
  }
  expect([probe('contact:1'), probe('contact:1', 'contact:5'), probe('contact:1', 'contact:6')]).toEqual([
    'contact:1',
    'contact:5',
    undefined,
  ])
})

test('of very many keys that fail the last are remembered', () => {
  const { circuit, fail, probe } = start()
  for (let number = 1; number <= 1_001; number++) {
    fail(`contact:${number}`)
    circuit.worked('admin')
  }
  expect([probe('contact:1001'), probe('contact:2', 'contact:1')]).toEqual(['contact:1001', 'contact:1'])
})
