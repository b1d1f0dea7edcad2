import type { Topic } from './topic.ts'

export const mobileApp: Topic = {
  name: 'Mobile app',
  team: 'Technical Support',
  tags: ['ios', 'android', 'bug'],
  subjects: ['App crashes when I open a client', 'No push notifications', 'Offline mode'],
  openings: [
    'The app crashes each time I open a client with a photo. iPhone 13, newest iOS.',
    'I get no push notifications any more since the update. My colleague does, same phone.',
    'We do house calls where there is no signal. Does the app work offline?',
  ],
  questions: [
    'Version 5.2.0 (2214). How do I send you the log?',
    'Notifications are on in the settings, I checked twice.',
    'The beta fixes it, thank you so much! ❤️',
  ],
  answers: [
    'Thanks {first}! Please shake the phone and press <i>Send report</i>; it lands right here in this conversation. We have two more reports with HEIC photos, so I have an idea what it is.',
    'Focus modes can swallow them: <b>iOS Settings → Focus → Work → Apps</b>, add Larkspur. If that is not it, sign out and in once, which registers the phone again.',
    'The next seven days are kept on the phone and can be read offline. Changes made offline are sent as soon as there is signal, oldest first.',
    'Fixed in 5.2.1, which is in review at Apple. If you like to have it today: <a href="https://testflight.larkspur.example/join">join the beta</a>.',
  ],
  notes: ['HEIC with 10 bit, same stack as MOB-1881.', 'Push token was rotated, server kept the old one. Cleared.'],
  fin: {
    answer: 'The app keeps your next seven days on the phone. Changes you make without signal are sent as soon as you are back online.',
    article: 'Work offline',
  },
}
