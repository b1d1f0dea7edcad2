import type { CollectionOutline } from './outline.ts'

export const calendar: CollectionOutline = {
  name: 'Calendar',
  about: 'Appointments, breaks, holidays, and other calendars',
  icon: 'calendar',
  in: { de: 'Kalender', fr: 'Agenda', 'pt-BR': 'Agenda', 'zh-CN': '日历' },
  steps: [
    'Open the <b>Calendar</b> and choose the week.',
    'Drag over the time you want to block.',
    'Choose <i>Appointment</i>, <i>Break</i> or <i>Closed</i>.',
    'Say whether it repeats, and until when.',
    'Press <i>Save</i>; your booking page follows within seconds.',
  ],
  articles: [
    { title: 'Day, week and team view', about: 'Three ways to look at the same appointments.' },
    {
      title: 'Appointments that repeat',
      about: 'Every second Tuesday until Christmas: a series is made once and changed once.',
      in: { de: 'Serientermine', fr: 'Rendez-vous récurrents', 'pt-BR': 'Agendamentos recorrentes' },
    },
    { title: 'Move or cancel an appointment', about: 'Drag it, and decide whether the client hears about it.' },
    { title: 'Colours', about: 'Colours can follow the service, the person or the state.' },
  ],
  below: [
    {
      name: 'Connected calendars',
      in: { de: 'Verbundene Kalender', fr: 'Agendas connectés', 'pt-BR': 'Agendas conectadas', 'zh-CN': '关联日历' },
      steps: [
        'Open <b>Settings → Calendars</b> and press <i>Connect</i>.',
        'Sign in with the account that <b>owns</b> the calendar.',
        'Allow Larkspur to see <i>and change</i> events.',
        'Choose which calendars block your time.',
        'Wait for the first sync: about a minute for every thousand events.',
      ],
      articles: [
        {
          title: 'Connect your Google Calendar',
          about: 'What is in Google blocks your time here, and what is booked here shows up in Google.',
          in: {
            de: 'Google Kalender verbinden',
            fr: 'Connecter Google Agenda',
            'pt-BR': 'Conecte o Google Agenda',
            'zh-CN': '连接 Google 日历',
            ja: 'Googleカレンダーを接続する',
          },
        },
        {
          title: 'Connect Outlook and Microsoft 365',
          about: 'Works with personal accounts and with those of your company.',
          in: { de: 'Outlook verbinden', fr: 'Connecter Outlook' },
        },
        { title: 'Subscribe with iCal', about: 'Read-only, for everything else that can show a calendar.' },
      ],
      below: [
        {
          name: 'Sync problems',
          in: { de: 'Probleme mit der Synchronisierung', fr: 'Problèmes de synchronisation' },
          articles: [
            {
              title: 'Double bookings and how to prevent them',
              about: 'Nearly all double bookings have one of three causes.',
              in: { de: 'Doppelbuchungen vermeiden' },
            },
            {
              title: 'Appointments are an hour off',
              about: 'An hour is always a time zone. The question is whose.',
              also: 'Opening hours',
            },
            { title: 'SYNC_PAUSED and other states', about: 'What the small words beside your calendar mean.' },
          ],
        },
      ],
    },
    {
      name: 'Opening hours',
      in: { de: 'Öffnungszeiten', fr: 'Horaires d’ouverture', 'pt-BR': 'Horários', 'zh-CN': '营业时间' },
      articles: [
        {
          title: 'Set closing days',
          about: 'Holidays, training, the week between the years: closed is closed, online too.',
          in: { de: 'Schließtage eintragen', fr: 'Définir les jours de fermeture', 'pt-BR': 'Defina dias fechados' },
        },
        { title: 'Different hours for each person', about: 'Part-time, late shift, every other Saturday.' },
        { title: 'Time zones of your locations', about: 'Each location has its own time zone, and clients see their own.' },
      ],
    },
  ],
}
