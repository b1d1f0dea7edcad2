import { billing } from './billing.ts'
import { bookingPage } from './booking-page.ts'
import { calendarSync } from './calendar-sync.ts'
import { developers } from './developers.ts'
import { featureWishes } from './feature-wishes.ts'
import { importing } from './importing.ts'
import { leaving } from './leaving.ts'
import { mobileApp } from './mobile-app.ts'
import { outage } from './outage.ts'
import { privacy } from './privacy.ts'
import { refunds } from './refunds.ts'
import { reminders } from './reminders.ts'
import { signIn } from './sign-in.ts'
import { teamRoles } from './team-roles.ts'
import type { Topic } from './topic.ts'

/** What people write about, spam aside, in English. */
export const topics: readonly Topic[] = [
  calendarSync,
  billing,
  refunds,
  signIn,
  reminders,
  importing,
  bookingPage,
  developers,
  teamRoles,
  outage,
  leaving,
  mobileApp,
  privacy,
  featureWishes,
]
