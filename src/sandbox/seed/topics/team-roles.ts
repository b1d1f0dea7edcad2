import type { Topic } from './topic.ts'

export const teamRoles: Topic = {
  name: 'Team and roles',
  team: 'Tier 1 Support',
  tags: ['permissions', 'how-to'],
  subjects: ['Receptionist should not see revenue', 'Remove a colleague who left', 'Who deleted this appointment?'],
  openings: [
    'Our receptionist should book for everybody, but not see what we earn. Which role is that?',
    'One of our therapists left. How do I remove her without losing her appointments?',
    'Somebody deleted an appointment on Tuesday and nobody wants to have done it 🙂 Is there a log?',
  ],
  questions: [
    'And her future appointments, can I hand them over in one go?',
    'I only see the last 7 days in the log.',
    'Does a deactivated person still cost a seat?',
  ],
  answers: [
    'Hi {first}, that is the role <b>Front desk</b>: all calendars, no reports. You can copy it and take away more if you like.',
    'Please <i>deactivate</i> instead of deleting: appointments stay, the person cannot sign in, and the seat is free from the next invoice on. On that page you can hand over everything that lies ahead.',
    '<p>There is: <b>Settings → Activity</b>. Your plan keeps 7 days, so I looked further for you:</p><blockquote>Tuesday 16:42, deleted by “Kiosk iPad”</blockquote><p>So it was the tablet at the door, no human.</p>',
  ],
  notes: [
    'Activity log exported for them once, exception. Growth plan would give 12 months.',
    'Deactivate, hand over, done. Sent the guide.',
  ],
  fin: {
    answer:
      'Deactivate people who leave under <b>Team</b>: their appointments stay, and you can hand over what lies ahead to somebody else on the same page.',
    article: 'Remove somebody who left',
  },
}
