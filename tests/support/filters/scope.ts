import type { Context } from '../../../src/api/context.ts'
import type { FilterScope } from '../../../src/api/filters/field.ts'
import '../../../src/schema.ts'

/** What a filter is read in, where no services are needed. */
export const aScope = (version = '2.14', rest: Partial<FilterScope> = {}): FilterScope => ({
  context: { workspaceId: 'w1', apiVersion: version } as Context,
  timeZone: 'America/New_York',
  now: new Date('2026-11-23T12:00:00.500Z'),
  ...rest,
})
