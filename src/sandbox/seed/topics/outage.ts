import type { Topic } from './topic.ts'

export const outage: Topic = {
  name: 'Incident',
  team: 'Technical Support',
  tags: ['incident', 'urgent', 'bug'],
  subjects: ['Is Larkspur down?', 'Calendar does not load', 'Error 503 at checkout'],
  openings: [
    'Is Larkspur down? The calendar does not load for any of us.',
    'Our checkout shows error 503 and there is a queue at the desk. URGENT!!!',
    'Everything takes 30 seconds today. Status page says all green, but it is not 🤨',
  ],
  questions: [
    'It is back for me now, but the bookings of the last 20 minutes are missing.',
    'Will there be a report of what happened? Our management will ask.',
    'Still slow in the Leeds branch. The others are fine.',
  ],
  answers: [
    'Hi {first}, yes, we have a problem with a database in the EU region since 09:14. We are on it, and <a href="https://status.larkspur.example">status.larkspur.example</a> is up to date now. Bookings made meanwhile are queued, none is lost.',
    'We are back since 09:52. The queue is being worked through; what your clients booked meanwhile appears within the next minutes.',
    'The report is public now: <a href="https://status.larkspur.example/incidents/2214">incident 2214</a>. In short: a migration held a lock, and our alert looked at the wrong replica. I have put a credit of 10 % on your next invoice.',
  ],
  notes: [
    'Linked to incident 2214. Use the macro, do not promise times.',
    'Credit applied (10 %, one month).',
    'Leeds: that is their own line, speed test 1.2 Mbit/s.',
  ],
}
