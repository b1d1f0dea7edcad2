import type { CollectionOutline } from './outline.ts'

export const reminders: CollectionOutline = {
  name: 'Reminders',
  about: 'Fewer no-shows',
  icon: 'bell',
  in: { de: 'Erinnerungen', fr: 'Rappels', 'pt-BR': 'Lembretes', 'zh-CN': '提醒' },
  steps: [
    'Open <b>Reminders → Templates</b>.',
    'Choose the channel: SMS, e-mail or WhatsApp.',
    'Say how long before the visit it goes out.',
    'Press <i>Send me a test</i>.',
    'Switch it on.',
  ],
  articles: [
    {
      title: 'How reminders work',
      about: 'A reminder goes out at the hour of the location, never at night.',
      in: { de: 'So funktionieren Erinnerungen', fr: 'Comment fonctionnent les rappels', 'pt-BR': 'Como funcionam os lembretes' },
    },
    { title: 'Let clients confirm or cancel', about: 'A word as an answer is enough.' },
    { title: 'What messages cost', about: 'E-mail is free; SMS and WhatsApp cost what the networks ask.', also: 'Your subscription' },
  ],
  below: [
    {
      name: 'SMS',
      in: { de: 'SMS', fr: 'SMS', 'pt-BR': 'SMS', 'zh-CN': '短信' },
      articles: [
        {
          title: 'Register your sender name',
          about: 'Some countries accept a name as sender only when it is registered.',
          in: { de: 'Absendernamen registrieren' },
        },
        { title: 'Length and special characters', about: 'One emoji halves the length of a message. 160 becomes 70.' },
      ],
      below: [
        {
          name: 'Delivery',
          in: { de: 'Zustellung', fr: 'Distribution' },
          articles: [
            {
              title: 'Why an SMS was not delivered',
              about: 'Refused, expired, unknown: what the networks say and what they mean.',
              in: {
                de: 'Warum eine SMS nicht ankam',
                fr: 'Pourquoi un SMS n’est pas arrivé',
                'pt-BR': 'Por que um SMS não chegou',
                'zh-CN': '短信为何未送达',
              },
            },
            { title: 'Clients who opted out', about: 'Whoever answers STOP gets nothing more, and only they can change that.' },
          ],
        },
      ],
    },
    {
      name: 'Templates',
      in: { de: 'Vorlagen', fr: 'Modèles', 'pt-BR': 'Modelos', 'zh-CN': '模板' },
      articles: [
        { title: 'Write a good reminder', about: 'Say what, when, where, and how to cancel. In this order.' },
        { title: 'Different texts for first visits', about: 'New clients ask where to park. Tell them before.' },
        { title: 'Placeholders', about: 'All words in double braces, and what becomes of them.', in: { de: 'Platzhalter' } },
      ],
    },
  ],
}
