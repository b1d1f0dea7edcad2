import type { Topic } from './topic.ts'

export const privacy: Topic = {
  name: 'Privacy',
  team: 'Customer Success',
  tags: ['gdpr', 'security-review'],
  subjects: ['Data processing agreement', 'Client asks to be forgotten', 'Security questionnaire (128 questions)'],
  openings: [
    'A client asks us to delete everything we have about her. What do we have to press?',
    'Could you sign our data processing agreement? Our lawyers prefer their own, naturally.',
    'Attached is our security questionnaire. 128 questions, sorry about that. We need it by the end of the month.',
  ],
  questions: [
    'Does that include the backups?',
    'Where are the servers, and who can read intake forms?',
    'And the invoices with her name on them?',
  ],
  answers: [
    'Hi {first}: open the client, choose <b>… → Erase</b>. Name, contact details, forms and photos are gone at once and from backups after 35 days. Invoices have to stay for as long as tax law says, but are locked.',
    'We sign ours, which is on <a href="https://larkspur.example/legal/dpa">larkspur.example/legal/dpa</a>, within a day. Your own version has to pass our lawyers, which takes about three weeks.',
    '<p>Short answers to the ones that are always asked:</p><ul><li>Servers: Frankfurt and Dublin, two zones each.</li><li>Intake forms: encrypted per workspace; our staff cannot read them without a grant from you, which expires after 24 hours.</li><li>Penetration test: every spring, summary on request.</li></ul>',
  ],
  notes: ['Questionnaire goes to security@, expected in 5 working days.', 'Erasure done together with the customer on the phone.'],
  fin: {
    answer:
      'Open the client, choose <b>… → Erase</b> and confirm. Personal data is removed at once, and from backups after 35 days; invoices are kept for as long as the law asks.',
    article: 'Erase a client',
  },
}
