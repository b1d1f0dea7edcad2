import type { Topic } from './topic.ts'

export const leaving: Topic = {
  name: 'Cancelling',
  team: 'Customer Success',
  tags: ['churn-risk', 'feedback'],
  subjects: ['Cancel our subscription', 'Downgrade to Solo', 'Pause for the winter'],
  openings: [
    'We close the studio in winter. Can we pause, or do we have to cancel and lose everything?',
    'Please cancel our subscription. It is a fine product, we are simply too small for it now.',
    'The new price is 40 % more than what we signed up for. Convince me to stay.',
  ],
  questions: [
    'What happens to our data after that?',
    'And gift cards that were sold and not used yet?',
    'OK, that is fair. Let us do that.',
    'Can I still export everything once the plan has ended?',
  ],
  answers: [
    'Hi {first}, you can pause for up to 6 months for a small fee: the booking page says when you are back, and nothing is deleted. Shall I set it from the 1st?',
    '<p>I am sorry to see you go, and thank you for the honest words.</p><p>Your plan runs until the end of the paid month. After that:</p><ul><li>90 days read-only, exports work,</li><li>then everything is deleted for good.</li></ul>',
    'I understand. For {company} I can keep the old price for 12 months if you switch to annual. That is not on the website, so please do not tell the others 😉',
  ],
  notes: [
    'Offered the retention price, approved by Idris.',
    'Main reason: price. Second: missing room planning.',
    'Seasonal business, pause fits. Reminder set for March.',
  ],
}
