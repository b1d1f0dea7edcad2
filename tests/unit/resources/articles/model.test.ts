import { describe, expect, test } from 'vitest'
import type * as Intercom from '../../../../src/intercom/help-center-types.ts'
import { articleFromIntercom, entryOf, statisticsFromIntercom } from '../../../../src/resources/articles/model.ts'

const wire: Intercom.Article = {
  id: '45',
  type: 'article',
  workspace_id: 'hfi1bx4l',
  parent_id: 148,
  parent_type: 'collection',
  parent_ids: [148, 150, 148],
  tags: { tags: [{ id: 7, name: 'how-to' }] },
  title: 'Refunds',
  description: '',
  body: '<p>Ask us.</p>',
  author_id: 991267502,
  state: 'published',
  created_at: 1734537292,
  updated_at: 1734537293,
  url: 'http://help-center.test/en/articles/45-refunds',
  default_locale: 'en',
  translated_content: {
    type: 'article_translated_content',
    en: { title: 'Refunds' },
    ...{ 'zh-CN': { title: '退款', description: null, body: '<p>问</p>', author_id: '0', state: 'draft', updated_at: 0, url: null } },
  },
}

test('an article in two languages', () => {
  expect(articleFromIntercom(wire)).toEqual({
    __typename: 'Article',
    id: '45',
    title: 'Refunds',
    description: null,
    body: '<p>Ask us.</p>',
    state: 'PUBLISHED',
    url: 'http://help-center.test/en/articles/45-refunds',
    defaultLocale: 'en',
    authorId: '991267502',
    collectionIds: ['148', '150'],
    createdAt: new Date(1734537292000),
    updatedAt: new Date(1734537293000),
    tags: [{ __typename: 'Tag', id: '7', name: 'how-to' }],
    translations: [
      {
        __typename: 'ArticleTranslation',
        locale: 'en',
        title: 'Refunds',
        description: null,
        body: '<p>Ask us.</p>',
        state: 'PUBLISHED',
        url: 'http://help-center.test/en/articles/45-refunds',
        authorId: '991267502',
        updatedAt: new Date(1734537293000),
      },
      {
        __typename: 'ArticleTranslation',
        locale: 'zh-CN',
        title: '退款',
        description: null,
        body: '<p>问</p>',
        state: 'DRAFT',
        url: null,
        authorId: null,
        updatedAt: null,
      },
    ],
  })
})

test('an article of which Intercom says next to nothing', () => {
  expect(articleFromIntercom({ id: 1 })).toMatchObject({
    id: '1',
    title: '',
    body: null,
    state: 'DRAFT',
    authorId: null,
    collectionIds: [],
    tags: [],
    translations: [{ locale: 'und', title: null }],
  })
})

describe('where an article stands', () => {
  test.each<[string, Pick<Intercom.Article, 'parent_id' | 'parent_ids'>, string[]]>([
    ['the list of 2.16', { parent_ids: [1, '2'] }, ['1', '2']],
    ['the example of 2.14: an empty list beside a parent', { parent_id: 143, parent_ids: [] }, ['143']],
    ['a list goes before the one', { parent_id: 3, parent_ids: [4] }, ['4']],
    ['alone', { parent_id: null, parent_ids: null }, []],
    ['alone, said with zeros', { parent_id: '0', parent_ids: [0] }, []],
  ])('%s', (_, where, expected) => {
    expect(entryOf(articleFromIntercom({ id: 9, state: 'published', ...where }))).toEqual({
      id: '9',
      collectionIds: expected,
      state: 'PUBLISHED',
    })
  })
})

describe('statistics', () => {
  test('are what readers did', () => {
    const statistics = { views: 10, conversions: 1, reactions: 5, happy_reaction_percentage: 40.5, neutral_reaction_percentage: 0 }
    expect(statisticsFromIntercom({ statistics })).toEqual({
      views: 10,
      conversions: 1,
      reactions: 5,
      happyPercentage: 40.5,
      neutralPercentage: 0,
      sadPercentage: null,
    })
  })

  test('are null where Intercom gives none', () => {
    expect(statisticsFromIntercom({ statistics: null })).toBeNull()
    expect(statisticsFromIntercom({})).toBeNull()
  })
})
