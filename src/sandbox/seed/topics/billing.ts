import type { Topic } from './topic.ts'

export const billing: Topic = {
  name: 'Invoices and VAT',
  team: 'Billing',
  tags: ['billing', 'vat'],
  subjects: ['VAT number missing on invoice {number}', 'Invoice {number}: wrong address', 'Annual plan, but charged monthly?'],
  openings: [
    'Hello, our accountant needs our VAT number on invoice {number}. I entered it in the settings but the PDF still shows none.',
    'Could you send the invoices of the last quarter to our bookkeeping address? I only find the newest one.',
    'We switched to the annual plan in spring, and today a monthly charge came. Can somebody look into it please?',
    '{company} has moved. Where do I change the billing address, and does it change on old invoices too?',
  ],
  questions: [
    'Thanks. Is the number checked against VIES, or just printed?',
    'Our accountant closes the books on Friday, so sooner is better.',
    'I see it now. One more: can we pay by bank transfer instead of a card?',
    'That explains the amount, but not why two lines are on it.',
  ],
  answers: [
    'Hi {first}, I have added the number and issued the invoice again: <a href="https://app.larkspur.example/billing/invoices/{number}">invoice {number}</a>. Invoices from before today keep the old details, for legal reasons.',
    '<p>Hi {first}!</p><p>You find all of them under <b>Settings → Billing → History</b>. To have each one sent to bookkeeping:</p><ul><li>open <b>Billing → Recipients</b>,</li><li>add the address,</li><li>tick <i>Invoices</i> (and <i>Receipts</i> if you like).</li></ul>',
    'The second line is the proration for the two seats that were added on the 9th. From the next invoice on it is one line again.',
    'Bank transfer works for annual plans from 10 seats. Shall I send an offer for {company}?',
  ],
  notes: [
    'VAT id valid in VIES, reissued by hand. Finance knows.',
    'They are on the legacy annual price; do not touch the subscription, only the details.',
    'Customer since 2021, renewal next month. Be generous.',
  ],
  fin: {
    answer:
      'You can add your VAT number under <b>Settings → Billing → Company details</b>. It is printed on every invoice issued <i>after</i> that moment; invoices that exist already are not changed.',
    article: 'Add your VAT number to invoices',
  },
}
