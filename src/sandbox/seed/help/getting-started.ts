import type { CollectionOutline } from './outline.ts'

export const gettingStarted: CollectionOutline = {
  name: 'Getting started',
  about: 'Everything you need for your first bookings',
  icon: 'book-bookmark',
  in: { de: 'Erste Schritte', fr: 'Premiers pas', 'pt-BR': 'Primeiros passos', 'zh-CN': '快速入门' },
  steps: [
    'Sign in and open <b>Settings → Company</b>.',
    'Enter your name and address the way your clients know them.',
    'Choose the services you offer, each with its duration and price.',
    'Invite your team under <b>Team → Invite</b>.',
    'Book a test appointment with yourself.',
  ],
  articles: [
    {
      title: 'What Larkspur does for you',
      about: 'Larkspur takes bookings, reminds your clients and writes the invoices, so that you can do the work you like.',
      in: {
        de: 'Was Larkspur für Sie tut',
        fr: 'Ce que Larkspur fait pour vous',
        'pt-BR': 'O que o Larkspur faz por você',
        'zh-CN': 'Larkspur 能为您做什么',
      },
    },
    {
      title: 'Set up your account in ten minutes',
      about: 'Ten minutes are enough for a calendar that takes its first booking tonight.',
      in: {
        de: 'Ihr Konto in zehn Minuten',
        fr: 'Créer votre compte en dix minutes',
        'pt-BR': 'Configure sua conta em dez minutos',
        'zh-CN': '十分钟设置您的账户',
      },
    },
    { title: 'Words we use', about: 'A booking, an appointment and a visit are three different things here; this is what we mean.' },
  ],
  below: [
    {
      name: 'Your first week',
      about: 'One thing a day',
      in: { de: 'Ihre erste Woche', fr: 'Votre première semaine', 'pt-BR': 'Sua primeira semana', 'zh-CN': '第一周' },
      articles: [
        {
          title: 'Add your services',
          about: 'A service is what people book: it has a name, a duration and a price.',
          in: { de: 'Leistungen anlegen', fr: 'Ajouter vos prestations' },
        },
        {
          title: 'Set your opening hours',
          about: 'Nobody can book when you are closed, so tell Larkspur when that is.',
          in: { de: 'Öffnungszeiten festlegen', 'pt-BR': 'Defina seus horários', 'zh-CN': '设置营业时间' },
          also: 'Opening hours',
        },
        {
          title: 'Invite your team',
          about: 'Everybody with a calendar needs a seat; people who only look do not.',
          in: { de: 'Team einladen', fr: 'Inviter votre équipe' },
          also: 'Roles',
        },
        {
          title: 'Share your booking link',
          about: 'Your link is all people need to book you, day and night.',
          in: { de: 'Buchungslink teilen' },
        },
        { title: 'Checklist before you go live', about: 'Seven things that are easy to forget.', draft: true },
      ],
    },
    {
      name: 'Moving from another system',
      in: { de: 'Umstieg', fr: 'Changer de logiciel', 'pt-BR': 'Migração', 'zh-CN': '从其他系统迁移' },
      articles: [
        { title: 'Plan your move', about: 'A move takes a weekend when it is planned, and a month when it is not.' },
        { title: 'What we cannot bring over', about: 'Card details and passwords stay where they are, for good reasons.' },
      ],
      below: [
        {
          name: 'Importing',
          about: 'Clients, appointments and gift cards from a file',
          in: { de: 'Importieren', fr: 'Importer', 'pt-BR': 'Importação', 'zh-CN': '导入' },
          steps: [
            'Export your clients as <b>CSV</b> and open the file once to look at it.',
            'Write dates as <code>2026-03-31</code> and phone numbers with their country code.',
            'Open <b>Clients → Imports → New</b> and choose the file.',
            'Match each column with a field; leave out what you do not need.',
            'Press <i>Check</i>, read the list of errors, and only then <i>Import</i>.',
          ],
          articles: [
            {
              title: 'Import clients from a CSV file',
              about: 'Up to 20,000 clients come over in one go, custom fields included.',
              in: {
                de: 'Kunden aus einer CSV-Datei importieren',
                fr: 'Importer des clients depuis un CSV',
                'pt-BR': 'Importe clientes de um CSV',
                'zh-CN': '从 CSV 文件导入客户',
              },
            },
            { title: 'Import past appointments', about: 'Past visits make statistics and reminders work from day one.' },
            {
              title: 'Find and merge duplicates',
              about: 'Two clients with one phone number are usually one client.',
              in: { de: 'Doppelte Kunden zusammenführen' },
            },
            { title: 'Undo an import', about: 'Within 14 days an import can be rolled back as if it had never been.' },
          ],
        },
      ],
    },
  ],
}
