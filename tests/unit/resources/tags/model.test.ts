import { expect, test } from 'vitest'
import { tagFromIntercom, tagsFromIntercom } from '../../../../src/resources/tags/model.ts'

test('a tag is its id as text and its name, whoever applied it', () => {
  expect(
    tagFromIntercom({ type: 'tag', id: 3001, name: 'vip', applied_at: 1_700_000_000, applied_by: { type: 'admin', id: '1001' } }),
  ).toEqual({
    __typename: 'Tag',
    id: '3001',
    name: 'vip',
  })
  expect(tagFromIntercom({ id: '3001', name: null })).toEqual({ __typename: 'Tag', id: '3001', name: '' })
})

test('a record that names no tags has none', () => {
  expect([tagsFromIntercom(undefined), tagsFromIntercom(null), tagsFromIntercom([])]).toEqual([[], [], []])
  expect(tagsFromIntercom([{ id: 2 }, { id: 1 }]).map(({ id }) => id)).toEqual(['2', '1'])
})
