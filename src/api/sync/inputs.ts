import { builder } from '../builder.ts'

export const SyncPlanInput = builder.inputType('SyncPlanInput', {
  description: 'What to look at.',
  fields: (t) => ({
    sync: t.string({ required: true, description: 'The name of a sync of the configuration.' }),
    since: t.field({
      type: 'DateTime',
      description:
        'Only records that were changed then or later, where the CRM can tell; all others come anyway. With it `changedOnly` is true.',
    }),
    limit: t.int({
      description: 'Only the first so many records of the CRM: for a look at what a mapping makes of them. At least 1; all unless said.',
    }),
    changedOnly: t.boolean({
      defaultValue: false,
      description: 'Only records that were changed since the last run, where the CRM can tell, and whoever was changed in Intercom.',
    }),
    verify: t.boolean({
      defaultValue: false,
      description:
        'Everything is compared, also what has not changed in the CRM since it was last seen to agree: somebody may have changed it unheard.',
    }),
  }),
})

export const SyncConfirmInput = builder.inputType('SyncConfirmInput', {
  description: 'How much is meant to be done: with more nothing is.',
  fields: (t) => ({
    expectDeletesAtMost: t.int({ description: 'So many deletes and archives together. 0 unless said.' }),
    expectCreatesAtMost: t.int({ description: 'So many records that are made. Any number unless said.' }),
  }),
})
