import { bookingPage } from './booking-page.ts'
import { calendar } from './calendar.ts'
import { api, integrations } from './developers.ts'
import { gettingStarted } from './getting-started.ts'
import type { HelpCenterOutline } from './outline.ts'
import { payments } from './payments.ts'
import { reminders } from './reminders.ts'
import { team } from './team.ts'

/** Both help centers, from top to bottom. */
export const outlines: readonly HelpCenterOutline[] = [
  {
    name: 'Larkspur Help',
    identifier: 'larkspur',
    locales: ['en', 'de', 'fr', 'pt-BR', 'zh-CN', 'ja'],
    collections: [gettingStarted, calendar, bookingPage, reminders, payments, team],
  },
  { name: 'Larkspur Developers', identifier: 'larkspur-developers', locales: ['en', 'zh-CN'], collections: [api, integrations] },
]
