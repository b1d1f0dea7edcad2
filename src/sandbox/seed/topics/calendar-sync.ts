import type { Topic } from './topic.ts'

export const calendarSync: Topic = {
  name: 'Calendar sync',
  team: 'Tier 1 Support',
  tags: ['calendar-sync', 'bug'],
  subjects: ['Google Calendar stopped syncing', 'Double bookings since Monday', 'Outlook events show up an hour late'],
  openings: [
    'Hi there! Since Monday my Google Calendar and Larkspur disagree.\nA client booked 10:00 although I had blocked it in Google. How can that happen?',
    'Our Outlook appointments arrive in Larkspur one hour late. We are in the same time zone as always, nothing changed on our side.',
    'Is there a way to see when the last sync happened? I moved three appointments this morning and none of them shows up.',
    '<p>I reconnected my calendar <b>twice</b> and it still says <code>SYNC_PAUSED</code>.</p><p>Screenshot below.</p>',
  ],
  questions: [
    'It is the shared calendar "Studio 2", not my personal one. Does that matter?',
    'OK, I did that. It now says "last synced just now", but the 14:30 on Thursday is still missing.',
    'And will the bookings that were lost come back on their own, or do I have to enter them again?',
    'My colleague sees the same thing with her calendar, by the way.',
  ],
  answers: [
    'Hi {first}, thanks for the details, that helps a lot.\nI can see that Google revoked the permission on Sunday night, which pauses the sync without much noise. Could you open <b>Settings → Calendars</b> and press <i>Reconnect</i>?',
    '<p>Hello {first},</p><p>three things to check, in this order:</p><ol><li>In Google, the calendar must be shared with <i>Make changes to events</i>.</li><li>In Larkspur, <b>Settings → Calendars → Two-way sync</b> must be on.</li><li>The event must not be marked as <i>Free</i>: free events never block a slot.</li></ol><p>Tell me how far you get!</p>',
    'Good news: the missing events are in the queue. A full sync of a calendar of that size takes about 20 minutes, then everything should be where it belongs.',
    'That hour is the <code>TZID</code> of the series: Outlook keeps the zone in which the series was <i>created</i>. Recreate the series once and it will follow you.',
  ],
  notes: [
    'Token was revoked on the Google side, see the connection log. Third one this week, linking to the incident.',
    'Shared calendar, owner left the company. Needs a new owner before we can reconnect.',
  ],
  fin: {
    answer:
      'It sounds like the connection to your calendar was paused. Open <b>Settings → Calendars</b>, choose the calendar and press <i>Reconnect</i>; appointments from the last 30 days are then synced again.',
    article: 'Connect your Google Calendar',
  },
}
