import { idReader } from '../../intercom/ids.ts'
import { idsAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { SegmentsService } from './service.ts'

const contactId = idReader('contact')

/** Segments have no topics of their own; whatever changes of a contact may move it from one into another. */
export const segmentTopics = ({ segments }: { segments: SegmentsService }): TopicRules =>
  forEach(['contact.*', 'company.contact.*', 'granular.*', 'visitor.signed_up'], (item) => ({
    forget: idsAt(item, contactId, 'contact.id', 'id', 'merged_from.id').flatMap(segments.listKeysOfContact),
  }))
