import { notFound } from '../http/errors.ts'
import type { Route } from '../http/router.ts'
import type { SegmentRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/** OpenAPI 2.14, schema `segment`. */
export function renderSegment({ id, name, created_at, updated_at, person_type }: SegmentRecord) {
  return { type: 'segment', id, name, created_at, updated_at, person_type }
}

const renderCounted = (world: LiveWorld, segment: SegmentRecord) => ({
  ...renderSegment(segment),
  count: world.contacts.idsBy('segment_id', segment.id).size,
})

export const segmentRoutes: Route[] = [
  {
    method: 'GET',
    path: '/segments',
    answer({ world, query }) {
      const isCounted = query.get('include_count') === 'true'
      const render = (segment: SegmentRecord) => (isCounted ? renderCounted(world, segment) : renderSegment(segment))
      return { type: 'segment.list', segments: Array.from(world.segments.values(), render) }
    },
  },
  {
    method: 'GET',
    path: '/segments/{segment_id}',
    answer({ world, params: { segment_id = '' } }) {
      const segment = world.segments.get(segment_id)
      if (!segment) throw notFound()
      return renderSegment(segment)
    },
  },
]
