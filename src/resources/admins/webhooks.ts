import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt } from '../../webhooks/item.ts'
import { forEach, ignore, type TopicRules } from '../../webhooks/topics.ts'
import type { AdminsService } from './service.ts'

const adminId = idReader('admin')

export const adminTopics = ({ admins }: { admins: AdminsService }): TopicRules => {
  function changed(item: Item) {
    const id = idAt(item, adminId, 'id', 'admin.id')
    return id === null ? null : { about: [{ type: 'admin', id }], forget: admins.keysOf(id) }
  }
  return {
    ...forEach(['admin.added_to_workspace', 'admin.removed_from_workspace', 'admin.away_mode_updated'], changed),
    ...ignore('The graph does not show who is logged in.', ['admin.logged_in', 'admin.logged_out']),
    ...ignore('It tells that settings were changed, in words for people and not by ids of what was changed.', [
      'admin.activity_log_event.created',
    ]),
  }
}
