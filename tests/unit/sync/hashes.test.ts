import { expect, test } from 'vitest'
import type { Json } from '../../../src/changes/change.ts'
import { hashesOf, sameHashes } from '../../../src/sync/hashes.ts'

const inOneForm = (field: string, value: Json) => (field === 'email' && typeof value === 'string' ? value.toLowerCase() : value)

test('two ways of writing one value have one hash, of eleven characters', () => {
  const { email } = hashesOf({ email: 'Ann@Example.com' }, inOneForm)
  expect(email).toMatch(/^[\w-]{11}$/)
  expect(hashesOf({ email: 'ann@example.com' }, inOneForm)).toEqual({ email })
  expect(hashesOf({ email: 'anna@example.com' }, inOneForm)).not.toEqual({ email })
})

test('in which order keys stand says nothing, in which order entries stand does', () => {
  const hash = (value: Json) => hashesOf({ value }, inOneForm).value
  expect(hash({ a: 1, b: { c: 2, d: 3 } })).toBe(hash({ b: { d: 3, c: 2 }, a: 1 }))
  expect(hash([1, 2])).not.toBe(hash([2, 1]))
})

test('none, a text and a number are told apart', () => {
  const of = [null, 'null', 1, '1', true, 'true'].map((value) => hashesOf({ value }, inOneForm).value)
  expect(new Set(of).size).toBe(of.length)
})

test('hashes are the same where the same fields are known with the same values', () => {
  expect(sameHashes({ a: 'x', b: 'y' }, { b: 'y', a: 'x' })).toBe(true)
  expect(sameHashes({ a: 'x' }, { a: 'x', b: 'y' })).toBe(false)
  expect(sameHashes({ a: 'x', b: 'y' }, { a: 'x' })).toBe(false)
  expect(sameHashes({ a: 'x' }, { a: 'z' })).toBe(false)
  expect(sameHashes({ a: 'x' }, { b: 'x' })).toBe(false)
})
