import type { CollectionOutline } from './outline.ts'

export const bookingPage: CollectionOutline = {
  name: 'Booking page',
  about: 'What your clients see',
  icon: 'globe',
  in: { de: 'Buchungsseite', fr: 'Page de réservation', 'pt-BR': 'Página de agendamento', 'zh-CN': '预约页面' },
  steps: [
    'Open <b>Booking page → Edit</b>.',
    'Change what you like; the picture beside it shows the page as on a phone.',
    'Press <i>Preview</i> and book something, nobody is told.',
    'Press <i>Publish</i>.',
  ],
  articles: [
    { title: 'Hide a service from the page', about: 'Unlisted services can be booked only by who has the link.' },
    {
      title: 'Ask questions when people book',
      about: 'Intake forms ask for what you need to know before the visit.',
      in: { de: 'Fragen bei der Buchung', fr: 'Poser des questions à la réservation' },
    },
    {
      title: 'Offer your page in several languages',
      about: 'The page follows the language of the browser, as far as you have translated it.',
      in: {
        de: 'Mehrsprachige Buchungsseite',
        fr: 'Proposer la page en plusieurs langues',
        'pt-BR': 'Página em vários idiomas',
        'zh-CN': '多语言预约页面',
      },
    },
    { title: 'Waiting list (beta)', about: 'When somebody cancels, the next one is asked.', draft: true },
  ],
  below: [
    {
      name: 'Design',
      in: { de: 'Gestaltung', fr: 'Apparence', 'pt-BR': 'Aparência', 'zh-CN': '外观' },
      articles: [
        { title: 'Logo, colours and fonts', about: 'It is your page, it may look like yours.' },
        {
          title: 'Photos of your team',
          about: 'Faces double the number of bookings. We measured it.',
          in: { fr: 'Photos de votre équipe' },
        },
        { title: 'Make the page accessible', about: 'Contrast, alternative texts and the keyboard: most of it is done for you.' },
      ],
    },
    {
      name: 'Domains and embedding',
      in: { de: 'Domains und Einbettung', fr: 'Domaines et intégration', 'pt-BR': 'Domínios', 'zh-CN': '域名与嵌入' },
      articles: [
        {
          title: 'Use your own domain',
          about: 'Your clients book at an address that is yours, with a certificate that renews itself.',
          in: { de: 'Eigene Domain verwenden', fr: 'Utiliser votre domaine' },
        },
        {
          title: 'Put the widget on your website',
          about: 'Two lines of HTML, and the page grows with what is in it.',
          in: { 'zh-CN': '在网站上嵌入预约组件' },
        },
        { title: 'Count bookings in your analytics', about: 'The widget says when somebody starts, stops and books.' },
      ],
    },
  ],
}
