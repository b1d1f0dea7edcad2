import { ignore, type TopicRules } from './topics.ts'

const contentStatistics = [
  'banner',
  'carousel',
  'chat',
  'checklist',
  'custom_bot',
  'email',
  'news_item',
  'post',
  'push',
  'series',
  'series.webhook',
  'sms',
  'survey',
  'tooltip_group',
  'tour',
].map((content) => `content_stat.${content}`)

/** Topics about what the graph has no type for. One that changes a record which it does show stands in that record's row. */
export const topicsOfNoRow: TopicRules = {
  ...ignore('The graph does not show what outbound messages came to; these are the most of all topics.', contentStatistics),
  ...ignore('The graph does not show calls; what a call adds to its conversation is told by the conversation.', [
    'call.started',
    'call.ended',
    'call.transcription_available',
    'call.recording_available',
  ]),
  ...ignore('The graph does not show jobs.', ['job.completed']),
  ...ignore('Each of our own calls causes one: an app should not subscribe to it.', ['api.request.completed']),
  ...ignore('The graph does not show audiences.', [
    'audience.created',
    'audience.updated',
    'audience.deleted',
    'audience.member_added',
    'audience.member_removed',
  ]),
  ...ignore('The graph does not show what the AI agent learns from beside articles.', [
    'content_import_source.created',
    'content_import_source.updated',
    'content_import_source.deleted',
    'content_snippet.created',
    'content_snippet.updated',
    'content_snippet.deleted',
  ]),
  ...ignore('What it changes in its conversation is told by the conversation.', [
    'data_connector.execution.completed',
    'procedure.hitl_notification.created',
  ]),
}
