import type * as Intercom from '../../intercom/types.ts'
import { instantFrom, textFrom } from '../../intercom/values.ts'

/** A group of people or companies that Intercom keeps by rules. */
export type Segment = {
  __typename: 'Segment'
  id: string
  name: string
  /** Intercom's word: `user`, or `contact` for leads. */
  personType: string
  /** Null where Intercom was not asked to count. */
  count: number | null
  createdAt: Date | null
  updatedAt: Date | null
}

export const segmentFromIntercom = (segment: Intercom.Segment): Segment => ({
  __typename: 'Segment',
  id: String(segment.id),
  name: segment.name ?? '',
  personType: textFrom(segment.person_type) ?? 'user',
  count: segment.count ?? null,
  createdAt: instantFrom(segment.created_at),
  updatedAt: instantFrom(segment.updated_at),
})

/** The segments that some records carry in full. */
export const segmentsFromIntercom = (segments: readonly Intercom.Segment[] | null | undefined): readonly Segment[] =>
  (segments ?? []).map(segmentFromIntercom)
