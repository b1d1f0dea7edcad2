import type { SyncConfig } from '../../config/syncs.ts'
import type { ConflictRule, Direction, ItemAction, Side } from '../../sync/item.ts'
import type { PlanMode, StoredOutcome } from '../../sync/plans.ts'
import type { ConflictChoice } from '../../sync/resolving.ts'
import { builder } from '../builder.ts'

export const SyncObjectEnum = builder.enumType('SyncObject', {
  description: 'What a sync keeps alike.',
  values: {
    CONTACT: { value: 'contact', description: 'People.' },
    COMPANY: { value: 'company', description: 'Companies.' },
  } as const satisfies Record<Uppercase<SyncConfig['object']>, { value: SyncConfig['object']; description: string }>,
})

export const SyncDirectionEnum = builder.enumType('SyncDirection', {
  description: 'Where values go.',
  values: {
    CRM_TO_INTERCOM: { description: 'What the CRM has is written to Intercom.' },
    INTERCOM_TO_CRM: { description: 'What Intercom has is written to the CRM.' },
    BIDIRECTIONAL: { description: 'Both: the rule of each field says whose value counts.' },
  } as const satisfies Record<Direction, object>,
})

export const SyncPlanModeEnum = builder.enumType('SyncPlanMode', {
  description: 'What a plan looks at.',
  values: {
    WHOLE: { value: 'whole', description: 'All records of the CRM, and whoever was changed in Intercom.' },
    CHANGED: {
      value: 'changed',
      description: 'Records that changed since the last run, where the CRM can tell, and whoever was changed in Intercom.',
    },
    RECORDS: { value: 'records', description: 'Records that were sent to the gateway, and nothing else.' },
    INTERCOM: { value: 'intercom', description: 'Whoever was changed in Intercom, and nothing else.' },
  } as const satisfies Record<Uppercase<PlanMode>, { value: PlanMode; description: string }>,
})

export const SyncItemActionEnum = builder.enumType('SyncItemAction', {
  description: 'What is to be done with something.',
  values: {
    CREATE: { description: 'It is made: a contact, a company, or a custom attribute that the mapping needs.' },
    UPDATE: { description: 'Fields of it are written.' },
    MERGE: { description: 'A lead becomes part of a user.' },
    ATTACH: { description: 'A contact joins a company.' },
    DETACH: { description: 'A contact leaves a company.' },
    ARCHIVE: { description: 'A contact is archived.' },
    DELETE: { description: 'It is deleted.' },
    SKIP: { description: 'Nothing: `error` and `reasons` say why.' },
    CONFLICT: {
      description: 'Nothing, until somebody decides with `syncConflictResolve`, or makes it unambiguous in the CRM or in Intercom.',
    },
  } as const satisfies Record<ItemAction, object>,
})

export const ConflictRuleEnum = builder.enumType('ConflictRule', {
  description: 'Which of two values counts.',
  values: {
    SOURCE_WINS: { description: "The CRM's." },
    INTERCOM_WINS: { description: "Intercom's." },
    NEWEST: { description: 'The one that was changed last.' },
    FILL_EMPTY: { description: 'Only what is empty is written.' },
    UNION: { description: 'Both get all parts of both.' },
    MANUAL: { description: 'A person decides.' },
  } as const satisfies Record<ConflictRule, object>,
})

export const SyncSideEnum = builder.enumType('SyncSide', {
  description: 'One of the two that are kept alike.',
  values: {
    INTERCOM: { description: 'Intercom.' },
    CRM: { description: 'The CRM.' },
  } as const satisfies Record<Side, object>,
})

export const ConflictChoiceEnum = builder.enumType('ConflictChoice', {
  description: 'Whose value counts.',
  values: {
    SOURCE: { description: "The CRM's." },
    INTERCOM: { description: "Intercom's." },
  } as const satisfies Record<ConflictChoice, object>,
})

export type ItemState = StoredOutcome['state'] | 'PENDING'

export const SyncItemStateEnum = builder.enumType('SyncItemState', {
  description: 'How far an item of a plan is.',
  values: {
    PENDING: { description: 'No run of the plan has come to it yet.' },
    DONE: { description: 'It is done, or was so already.' },
    FAILED: { description: 'It was tried and is not done: `error` says why. `syncRunRetryFailed` tries it again.' },
  } as const satisfies Record<ItemState, object>,
})
