import { expect, test } from 'vitest'
import { routeOf } from '../../../src/intercom/routes.ts'

const contact = '6762f1571bb69f9f2193bbbb'
const company = '6762f09a1bb69f9f2193bb34'

// the templates of OpenAPI 2.14
test.each([
  ['GET', '/me', 'GET /me'],
  ['GET', '/admins', 'GET /admins'],
  ['GET', '/admins?display_avatar=true', 'GET /admins'],
  ['GET', '/admins/991267715', 'GET /admins/{admin_id}'],
  ['PUT', '/admins/991267715/away', 'PUT /admins/{admin_id}/away'],
  ['GET', '/teams/5017691', 'GET /teams/{team_id}'],
  ['GET', '/tags/4', 'GET /tags/{tag_id}'],
  ['GET', `/segments/${company}`, 'GET /segments/{segment_id}'],
  ['GET', '/contacts?per_page=5', 'GET /contacts'],
  ['POST', '/contacts/search', 'POST /contacts/search'],
  ['GET', `/contacts/${contact}`, 'GET /contacts/{contact_id}'],
  ['GET', `/contacts/${contact}/companies?page=2`, 'GET /contacts/{contact_id}/companies'],
  ['DELETE', `/contacts/${contact}/companies/${company}`, 'DELETE /contacts/{contact_id}/companies/{company_id}'],
  ['DELETE', `/contacts/${contact}/subscriptions/37846`, 'DELETE /contacts/{contact_id}/subscriptions/{subscription_id}'],
  ['GET', '/contacts/find_by_external_id/joe%40example.com', 'GET /contacts/find_by_external_id/{external_id}'],
  ['GET', '/contacts/find_by_external_id/search', 'GET /contacts/find_by_external_id/{external_id}'],
  ['GET', '/companies/scroll', 'GET /companies/scroll'],
  ['POST', '/companies/list', 'POST /companies/list'],
  ['GET', `/companies/${company}/contacts`, 'GET /companies/{company_id}/contacts'],
  ['POST', '/conversations/search', 'POST /conversations/search'],
  ['GET', '/conversations/215472621202693?display_as=plaintext', 'GET /conversations/{conversation_id}'],
  ['DELETE', `/conversations/12/customers/${contact}`, 'DELETE /conversations/{conversation_id}/customers/{contact_id}'],
  ['GET', '/help_center/help_centers', 'GET /help_center/help_centers'],
  ['GET', '/help_center/help_centers/123', 'GET /help_center/help_centers/{help_center_id}'],
  ['GET', '/help_center/collections/159', 'GET /help_center/collections/{collection_id}'],
  ['GET', '/articles/search?phrase=x', 'GET /articles/search'],
  ['GET', '/articles/39', 'GET /articles/{article_id}'],
  ['GET', '/notes/17', 'GET /notes/{note_id}'],
  ['PUT', '/data_attributes/27', 'PUT /data_attributes/{data_attribute_id}'],
  ['GET', '/', 'GET /'],
])('%s %s is %s', (method, path, route) => {
  expect(routeOf(method, path)).toBe(route)
})

test('what is no word never shows', () => {
  expect(routeOf('GET', '/contacts/Joe%20Bloggs')).toBe('GET /contacts/{contact_id}')
  expect(routeOf('GET', '/contacts/joe@example.com/tags')).toBe('GET /contacts/{contact_id}/tags')
})
