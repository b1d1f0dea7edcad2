import type { Topic } from './topic.ts'

export const reminders: Topic = {
  name: 'Reminders',
  team: 'Tier 1 Support',
  tags: ['reminders', 'sms'],
  subjects: ['Clients do not get SMS reminders', 'Reminder sent in the middle of the night', 'Change the reminder text'],
  openings: [
    'Half of my clients say they got no SMS this week. No-shows are killing us, can you check?',
    'A reminder went out at 3:12 in the night. My client was awake, and then so was I.',
    'Can I have a different reminder text for first visits? They always ask where to park 🚗',
    'Love the reminders 😍 but can the text have our logo in it?',
  ],
  questions: [
    'They are all on the same network, if that helps.',
    'Where do I see which ones failed?',
    'Perfect, and can it be in German for some clients and English for others?',
    'What does it cost per message again?',
  ],
  answers: [
    'Hi {first}! I looked at your last 200 messages: 181 delivered, 19 refused by one network because the sender name was not registered there. I have registered <b>{company}</b> now, it takes a day.',
    '<p>You can do that with a <i>variant</i>:</p><ul><li><b>Reminders → Templates → Add variant</b></li><li>condition: <code>visits = 0</code></li><li>text: whatever helps them park</li></ul><p>Here is how it looks when it is right:</p><img src="https://downloads.larkspur.example/help/reminder-variant.png" alt="A reminder template with a variant for first visits" width="640" height="360">',
    'Reminders follow the time zone of the <i>location</i>. That one was created before you set it, so it used UTC. All the others are right, I checked.',
    'SMS cannot carry pictures, but e-mail and WhatsApp reminders can. Both are under <b>Reminders → Channels</b>.',
  ],
  notes: [
    'Carrier refuses unregistered alphanumeric senders since the 1st. Macro updated.',
    'Location without a time zone. Should not be possible any more, opened a bug.',
  ],
  fin: {
    answer:
      'Every reminder has a delivery status under <b>Reminders → History</b>. <i>Refused</i> means that the network did not accept the sender name; register it under <b>Reminders → Sender</b>.',
    article: 'Why an SMS was not delivered',
  },
}
