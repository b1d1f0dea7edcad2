import type { Topic } from './topic.ts'

export const featureWishes: Topic = {
  name: 'Feature wish',
  team: 'Customer Success',
  tags: ['feature-request', 'feedback'],
  subjects: ['Wish: waiting list', 'Wish: rooms and equipment', 'Wish: dark mode'],
  openings: [
    'Any plans for a waiting list? When somebody cancels I ring up ten people, like it is 1995.',
    'We have two rooms and one laser. Larkspur knows about neither. Is that coming?',
    'Dark mode, please. My eyes. Thank you.',
    'Could gift cards be bought as a set of five? Companies ask for that before Christmas 🎄',
  ],
  questions: ['Happy to be in a beta if there is one.', 'Is there a public roadmap?', 'That would work for now, clever!'],
  answers: [
    'Hi {first}, the waiting list is being built right now! I have put {company} on the beta list, you hear from us next month.',
    'Until rooms exist, many studios use a <i>calendar per room</i> and a service that needs two calendars. Not pretty, but it does prevent double bookings.',
    'I have added your voice to that wish, it now has 212. The product team reads every one of them.',
  ],
  notes: ['+1 on WISH-204 (rooms).', 'Good beta candidate: 6 locations, answers quickly, kind.'],
}
