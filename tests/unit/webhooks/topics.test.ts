import { expect, test } from 'vitest'
import { forEach, ignore, tableOf } from '../../../src/webhooks/topics.ts'

const about = [{ type: 'thing', id: '1' }]
const things = { 'thing.changed': () => ({ about, forget: ['thing:1', 'scope/things'], facts: { a: 1 }, names: ['thing:1'] }) }

test('a topic is judged by every row that has a rule for it', () => {
  const owners = { 'thing.changed': () => ({ forget: ['scope/owners', 'scope/things'], names: ['owner:1'] }) }
  expect(tableOf([things, owners]).judge('thing.changed', {})).toEqual({
    kind: 'known',
    effects: {
      about,
      facts: { a: 1 },
      forget: ['thing:1', 'scope/things', 'scope/owners'],
      erase: [],
      moves: [],
      names: ['thing:1', 'owner:1'],
      once: [],
    },
  })
})

test('what one row forgets and another erases is erased, also where nobody could read what mentions it', () => {
  const erasing = { 'thing.changed': () => ({ erase: ['thing:1'] }) }
  expect(tableOf([things, erasing]).judge('thing.changed', {})).toMatchObject({
    effects: { forget: ['scope/things'], erase: ['thing:1', 'mention:1'] },
  })
})

test('a rule for a family holds for each of its topics that somebody knows, wherever it stands', () => {
  const followers = { 'thing.*': () => ({ forget: ['follower'] }) }
  const table = tableOf([followers, things, ignore('It is noise.', ['thing.seen'])])
  expect(table.judge('thing.changed', {})).toMatchObject({ effects: { forget: ['thing:1', 'scope/things', 'follower'] } })
  expect(table.judge('thing.seen', {})).toEqual({ kind: 'ignored' })
  expect(table.judge('thing.other', {})).toEqual({ kind: 'unknown' })
  expect(table.topics).toEqual(['thing.changed', 'thing.seen'])
})

test('a topic whose own row finds no record in it is unreadable, whatever others make of it', () => {
  const table = tableOf([{ 'thing.changed': () => null }, forEach(['thing.changed'], () => ({ forget: ['scope/owners'] }))])
  expect(table.judge('thing.changed', {})).toEqual({ kind: 'unreadable' })
})

test('names of every object are no topics', () => {
  for (const topic of ['constructor', '__proto__', 'toString']) expect(tableOf([things]).judge(topic, {})).toEqual({ kind: 'unknown' })
})

test('a topic that one row ignores and another does not is a mistake of ours', () => {
  expect(() => tableOf([things, ignore('It is noise.', ['thing.changed'])])).toThrow('thing.changed')
})
