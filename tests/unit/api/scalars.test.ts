import { GraphQLScalarType, parseValue } from 'graphql'
import { describe, expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../../../src/api/scalars.ts'
import { schema } from '../../../src/schema.ts'

function scalar(name: string): GraphQLScalarType {
  const type = schema.getType(name)
  if (!(type instanceof GraphQLScalarType)) throw new Error(`${name} is no scalar`)
  return type
}

describe('Duration', () => {
  test.each([
    [0, 'PT0S'],
    [1, 'PT1S'],
    [60, 'PT1M'],
    [5_400, 'PT1H30M'],
    [86_400, 'P1D'],
    [90_061, 'P1DT1H1M1S'],
    [400 * 86_400, 'P400D'],
  ])('%i seconds are %s, and back', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
    expect(parseDuration(text)).toBe(seconds)
  })

  test('parts of a second are rounded, and what never ran took no time', () => {
    expect([formatDuration(1.6), formatDuration(-5)]).toEqual(['PT2S', 'PT0S'])
  })

  test.each([
    ['P1W', 604_800],
    ['P2WT1S', 1_209_601],
    ['PT90M', 5_400],
    ['P100D', 8_640_000],
  ])('%s is understood', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1D',
    'P1Y',
    'P1M',
    'PT1.5S',
    '-P1D',
    'p1d',
    'P1D ',
    'PT1S1M',
    7,
    null,
    `P${'9'.repeat(400)}D`,
    'P36501D',
  ])('%j is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(/^Duration is /)
  })
})

describe('DateTime', () => {
  test('goes out and comes in as RFC 3339', () => {
    const instant = scalar('DateTime').parseValue('2026-11-23T10:30:00+01:00')
    expect(instant).toEqual(new Date('2026-11-23T09:30:00Z'))
    expect(JSON.stringify(scalar('DateTime').serialize(instant))).toBe('"2026-11-23T09:30:00.000Z"')
  })

  test.each(['2026-11-23', 'yesterday', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-11-23T10:30:00', '', null, {}])(
    '%j is refused',
    (value) => {
      expect(() => scalar('DateTime').parseValue(value)).toThrow()
    },
  )
})

describe('strict towards callers, lenient towards what Intercom stores', () => {
  test.each([
    ['EmailAddress', 'ana@example.com', ['ana', 'ana@', 'a b@example.com', '', 7, null]],
    ['Date', '2026-11-23', ['2026-11-31', '23.11.2026', '2026-11-23T00:00:00Z', '', 7]],
    ['URL', 'https://example.com/a', ['example.com', '/a', '', 7]],
    ['Locale', 'pt-BR', ['', 'not a locale', 7]],
  ])('%s takes %j', (name, good, bad) => {
    expect(scalar(name).parseValue(good)).toBe(good)
    expect(scalar(name).parseLiteral(parseValue(JSON.stringify(good)))).toBe(good)
    for (const value of bad) {
      expect(() => scalar(name).parseValue(value)).toThrow()
      expect(() => scalar(name).parseLiteral(parseValue(JSON.stringify(value)))).toThrow()
      expect(scalar(name).serialize(value)).toBe(String(value))
    }
  })

  test('a JSON is whatever it is', () => {
    for (const value of [{ plan: 'pro' }, ['a'], 'text', 7, false]) expect(scalar('JSON').serialize(value)).toEqual(value)
  })

  test('a JSONObject is an object', () => {
    expect(scalar('JSONObject').serialize({ plan: 'pro', seats: 3 })).toEqual({ plan: 'pro', seats: 3 })
    for (const value of [[], 'text', 7, null]) expect(() => scalar('JSONObject').serialize(value)).toThrow()
  })
})

describe('HTML', () => {
  const read = (value: unknown) => scalar('HTML').parseValue(value)

  test('that is sent loses what a browser would run, and keeps the rest', () => {
    expect(read('<p onclick="x()">Hi<script>alert(1)</script> <b>you</b></p>')).toBe('<p>Hi <b>you</b></p>')
    expect(read('1 < 2 & so on')).toBe('1 &lt; 2 &amp; so on')
    expect(parseValueOf('<img src="javascript:x()">ok')).toBe('ok')
  })

  test('is a text', () => {
    for (const value of [5, null, ['<p>a</p>'], {}]) expect(() => read(value)).toThrow(/HTML is .*; expected a text/)
  })

  const parseValueOf = (html: string) => scalar('HTML').parseLiteral(parseValue(JSON.stringify(html)))
})
