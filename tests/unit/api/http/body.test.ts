import { expect, test } from 'vitest'
import { isJson } from '../../../../src/api/http/body.ts'

test.each([
  'application/json',
  'Application/JSON',
  ' application/json ',
  'application/json; charset=utf-8',
  'application/json;charset=UTF8',
  'application/json; charset="utf-8"',
  'application/json; odata=verbose',
])('%j is JSON', (type) => {
  expect(isJson({ headers: { 'content-type': type } })).toBe(true)
  expect(isJson({ headers: { 'content-type': type, 'content-encoding': 'identity' } })).toBe(true)
})

test.each([
  undefined,
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/graphql',
  'application/jsonp',
  'text/json',
  'application/json, text/plain',
  'text/plain; application/json',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
  'application/json; charset=',
])('%j is not', (type) => {
  expect(isJson({ headers: { 'content-type': type } })).toBe(false)
})

test.each(['gzip', 'br', 'identity, gzip'])('JSON in %s is not', (encoding) => {
  expect(isJson({ headers: { 'content-type': 'application/json', 'content-encoding': encoding } })).toBe(false)
})
