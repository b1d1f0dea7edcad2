import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { TeamsService } from './service.ts'

/** Teams have no topics of their own; who comes or goes may be in one. */
export const teamTopics = ({ teams }: { teams: TeamsService }): TopicRules =>
  forEach(['admin.added_to_workspace', 'admin.removed_from_workspace'], () => ({ forget: teams.listKeys() }))
