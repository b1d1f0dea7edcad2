import { expect, test } from 'vitest'
import { collectionFromIntercom } from '../../../../src/resources/collections/model.ts'

test('a collection on the top level, in two languages', () => {
  expect(
    collectionFromIntercom({
      id: '159',
      workspace_id: 'hfi1bx4l',
      name: 'Billing',
      url: 'http://help-center.test/collection-17',
      order: 17,
      created_at: 1734537309,
      updated_at: 1734537310,
      description: 'Invoices',
      icon: 'bookmark',
      parent_id: null,
      help_center_id: 79,
      default_locale: 'en',
      translated_content: {
        type: 'group_translated_content',
        en: { type: 'group_content', name: 'Billing', description: 'Invoices' },
        ...{ 'pt-BR': { type: 'group_content', name: 'Cobrança', description: '' } },
      },
    }),
  ).toEqual({
    __typename: 'Collection',
    id: '159',
    name: 'Billing',
    description: 'Invoices',
    icon: 'bookmark',
    url: 'http://help-center.test/collection-17',
    order: 17,
    defaultLocale: 'en',
    createdAt: new Date(1734537309000),
    updatedAt: new Date(1734537310000),
    parentId: null,
    helpCenterId: '79',
    translations: [
      {
        __typename: 'CollectionTranslation',
        locale: 'en',
        title: 'Billing',
        description: 'Invoices',
        url: 'http://help-center.test/collection-17',
      },
      { __typename: 'CollectionTranslation', locale: 'pt-BR', title: 'Cobrança', description: null, url: null },
    ],
  })
})

test.each([[null], [undefined], [0], ['0'], ['']])('%j is no parent and no help center', (none) => {
  const collection = collectionFromIntercom({ id: 1, parent_id: none, help_center_id: none })
  expect(collection).toMatchObject({ id: '1', name: '', order: 0, parentId: null, helpCenterId: null, createdAt: null })
})
