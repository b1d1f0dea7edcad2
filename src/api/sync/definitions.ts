import type { SyncConfig } from '../../config/syncs.ts'
import { scheduleOf } from '../../sync/unreviewed.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { costsCalls } from '../guard/price.ts'
import { SyncDirectionEnum, SyncObjectEnum } from './enums.ts'

const SyncScheduleType = builder.objectRef<NonNullable<SyncConfig['schedule']>>('SyncSchedule').implement({
  description: 'When a sync runs by itself: cron expressions of five fields.',
  fields: (t) => ({
    changed: t.exposeString('changed', { nullable: true, description: 'What has changed since the last run, where the CRM can tell.' }),
    whole: t.exposeString('whole', { nullable: true, description: 'Everything.' }),
    timeZone: t.exposeString('timeZone', { description: 'Where the clock hangs: `Europe/Berlin`.' }),
  }),
})

const SyncDefinitionType = builder.objectRef<SyncConfig>('SyncDefinition').implement({
  description: 'A sync, as a file of the configuration defines it, and how far it is.',
  authScopes: needs('SYNC_RUN'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, which is that of its file.' }),
    object: t.expose('object', { type: SyncObjectEnum, description: 'What it keeps alike.' }),
    direction: t.expose('direction', { type: SyncDirectionEnum, description: 'Where values go, for fields that say nothing else.' }),
    source: t.string({
      description: "Where the CRM's records are: `file`, `postgres`, `http`, or `push` for records that are sent to the gateway alone.",
      resolve: ({ source }) => source.type,
    }),
    schedule: t.field({
      type: SyncScheduleType,
      nullable: true,
      description: 'When it runs by itself; null: never.',
      resolve: ({ schedule }) => schedule ?? null,
    }),
    nextChangedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When what has changed is next looked at by itself; null: never.',
      resolve: ({ name }, _, { schedules }) => schedules.next(scheduleOf(name, 'changed')),
    }),
    nextWholeAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When everything is next looked at by itself; null: never.',
      resolve: ({ name }, _, { schedules }) => schedules.next(scheduleOf(name, 'whole')),
    }),
    follows: t.boolean({
      description: 'What changes in Intercom goes to the CRM as it happens, once a plan of everything was applied.',
      resolve: ({ follow, direction }) => follow && direction !== 'CRM_TO_INTERCOM',
    }),
    unreviewedDeletesAtMost: t.int({
      description: 'So many deletes and archives may be done by a run that nobody has reviewed; one that would do more waits.',
      resolve: ({ unreviewed }) => unreviewed.deletes,
    }),
    unreviewedCreatesAtMost: t.int({
      nullable: true,
      description: 'So many records may be made by a run that nobody has reviewed; null: any number.',
      resolve: ({ unreviewed }) => unreviewed.creates,
    }),
    lastWholeAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a plan of everything was last done; null: never.',
      resolve: async ({ name }, _, { sync }) => instantOf((await sync.stateOf(name)).wholeAtMs),
    }),
    lastChangedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Everything that was changed in the CRM before this was looked at, and done; null: nothing was yet.',
      resolve: async ({ name }, _, { sync }) => instantOf((await sync.stateOf(name)).changedFromMs),
    }),
  }),
})

const instantOf = (ms: number | null) => (ms === null ? null : new Date(ms))

builder.queryField('syncs', (t) =>
  t.field({
    type: [SyncDefinitionType],
    nullable: true,
    description: 'The syncs that are configured.',
    extensions: costsCalls(0),
    resolve: (_, __, { sync }) => [...sync.definitions],
  }),
)
