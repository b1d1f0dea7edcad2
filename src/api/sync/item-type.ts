import type { FieldChange } from '../../sync/item.ts'
import { isToDo } from '../../sync/plans.ts'
import { builder } from '../builder.ts'
import { connectionType } from '../connections/connection-types.ts'
import { costsShared } from '../guard/price.ts'
import { failureIn } from '../jobs/job-type.ts'
import { MutationError } from '../mutations/error-types.ts'
import { loadRecord, Node } from '../node.ts'
import { ConflictRuleEnum, SyncItemActionEnum, SyncItemStateEnum, SyncSideEnum } from './enums.ts'
import type { SyncItem } from './items.ts'

const SyncFieldChangeType = builder.objectRef<FieldChange>('SyncFieldChange').implement({
  description: 'One field in which the two sides differ.',
  fields: (t) => ({
    field: t.exposeString('field', { description: "Intercom's name of it: `email`, `customAttributes.job_role`." }),
    column: t.exposeString('column', { description: "The CRM's name of it." }),
    side: t.expose('side', { type: SyncSideEnum, description: 'Which side is written.' }),
    from: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What that side has. Of a conflict: what Intercom has.',
      resolve: ({ from }) => from,
    }),
    to: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it is to have. Of a conflict: what the CRM has.',
      resolve: ({ to }) => to,
    }),
    rule: t.expose('rule', { type: ConflictRuleEnum, description: 'Why.' }),
  }),
})

const SyncItemType = builder.objectRef<SyncItem>('SyncItem').implement({
  description: 'One thing that a plan does, does not do, or asks about.',
  fields: (t) => ({
    key: t.string({
      description: "What it is called, once in its plan: the CRM's key of the record, and more where that is not enough: `42 > acme`.",
      resolve: ({ item }) => item.key,
    }),
    action: t.field({ type: SyncItemActionEnum, description: 'What is to be done.', resolve: ({ item }) => item.action }),
    target: t.field({
      type: Node,
      nullable: true,
      description:
        'The record in Intercom that it is about, as it is now; null for one that is still to be made, for one that is gone, and for custom attributes.',
      extensions: costsShared,
      resolve({ item, outcome }, _, context, info) {
        const id = item.id ?? outcome?.id ?? null
        return id === null ? null : loadRecord(item.type, id, context, info.schema)
      },
    }),
    changes: t.field({ type: [SyncFieldChangeType], description: 'Field by field.', resolve: ({ item }) => [...item.changes] }),
    reasons: t.stringList({ description: 'Why, in sentences.', resolve: ({ item }) => [...item.reasons] }),
    row: t.int({
      nullable: true,
      description: 'The how manieth record of the CRM it is, from 1, as its source was read; null for what only Intercom has.',
      resolve: ({ item }) => item.place?.row,
    }),
    line: t.int({
      nullable: true,
      description: 'Of a file: the line on which the record begins, from 1.',
      resolve: ({ item }) => item.place?.line,
    }),
    state: t.field({
      type: SyncItemStateEnum,
      nullable: true,
      description: 'How far it is; null for what is not to be done: `SKIP`, `CONFLICT`.',
      resolve: ({ place, outcome }) => (isToDo(place) ? (outcome?.state ?? 'PENDING') : null),
    }),
    error: t.field({
      type: MutationError,
      nullable: true,
      description:
        'Why it is not done: what failed when it was tried last, or what is wrong with it. `path` is the field, where that is known.',
      resolve({ item, outcome }) {
        const [failure] = [outcome?.error ?? item.error].flatMap((error) => (error ? failureIn(error) : []))
        return failure
      },
    }),
  }),
})

export const SyncItemConnection = connectionType('SyncItem', SyncItemType, { edges: false, counts: false })
builder.objectField(SyncItemConnection, 'totalCount', (t) =>
  t.int({ description: 'How many there are in the whole list.', resolve: ({ totalCount }) => totalCount ?? 0 }),
)
