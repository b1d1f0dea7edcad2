import { expect, test } from 'vitest'
import { createCircuit } from '../../../src/cache/circuit.ts'
import { createListener } from '../../support/house.ts'

const late = new Error('late')

function open() {
  const { said, say } = createListener()
  const clock = { nowMs: 1_700_000_000_000 }
  const circuit = createCircuit({ now: () => clock.nowMs, say })
  let probes = 0
  const probe = (kind = 'contact', ask: () => Promise<unknown> = async () => {}) =>
    circuit.probe(kind, () => {
      probes++
      return ask()
    })
  return { circuit, clock, said, probe, probes: () => probes }
}

test('a failure of one kind opens it for all, until anything works; for its own kind until that works', () => {
  const { circuit, said } = open()
  expect(circuit.isOpen('contact')).toBe(false)
  circuit.failed('contact', late)
  expect([circuit.isOpen('contact'), circuit.isOpen('admin')]).toEqual([true, true])
  circuit.worked('admin')
  expect([circuit.isOpen('contact'), circuit.isOpen('admin')]).toEqual([true, false])
  circuit.worked('contact')
  expect(circuit.isOpen('contact')).toBe(false)
  expect(said).toEqual(['Intercom fails; where there is an older copy it is shown at once', 'Intercom answers again'])
})

test('it is forgotten after half a minute in which nobody tried', () => {
  const { circuit, clock } = open()
  circuit.failed('contact', late)
  clock.nowMs += 29_999
  expect(circuit.isOpen('contact')).toBe(true)
  clock.nowMs += 1
  expect(circuit.isOpen('contact')).toBe(false)
})

test('one probe at a time, a second after the last failure at the earliest, and nobody waits beside it', async () => {
  const { circuit, clock, probe, probes } = open()
  await probe()
  circuit.failed('contact', late)
  await probe()
  expect(probes()).toBe(0)
  clock.nowMs += 1_000
  const { promise, resolve } = Promise.withResolvers<void>()
  const probing = probe('contact', () => promise)
  clock.nowMs += 29_000
  await Promise.all([probe(), probe('admin')])
  expect([probes(), circuit.isOpen('contact'), circuit.isOpen('admin')]).toEqual([1, true, true])
  resolve()
  await probing
  await probe()
  expect(probes()).toBe(2)
})
