import type { CollectionOutline } from './outline.ts'

export const payments: CollectionOutline = {
  name: 'Payments and billing',
  about: 'Your money, and ours',
  icon: 'credit-card',
  in: { de: 'Zahlungen und Abrechnung', fr: 'Paiements et facturation', 'pt-BR': 'Pagamentos e cobrança', 'zh-CN': '付款与账单' },
  steps: [
    'Open <b>Settings → Payments</b>.',
    'Enter your bank details; they are checked at once.',
    'Choose the ways to pay that you accept.',
    'Make a payment of 1.00 to try it, and refund it.',
  ],
  articles: [
    { title: 'Fees at a glance', about: 'One table, no asterisks.' },
    { title: 'Currencies', about: 'A location has one currency, a company may have many.' },
  ],
  below: [
    {
      name: 'Taking payments',
      in: { de: 'Zahlungen annehmen', fr: 'Encaisser', 'pt-BR': 'Receber pagamentos', 'zh-CN': '收款' },
      articles: [
        {
          title: 'Take payments when people book',
          about: 'Ask for all, for a deposit, or only for a card.',
          in: { de: 'Zahlung bei der Buchung', fr: 'Encaisser à la réservation', 'pt-BR': 'Receba na hora do agendamento' },
        },
        {
          title: 'Deposits and cancellation policies',
          about: 'The policy that counts is the one the client saw when booking.',
          in: { de: 'Anzahlungen und Stornoregeln' },
        },
        { title: 'Refund a payment', about: 'All or part of it, back to where it came from.', in: { fr: 'Rembourser un paiement' } },
        { title: 'Gift cards', about: 'Sold on your page, valid for three years unless you say otherwise.' },
        { title: 'When a payout is late', about: 'Payouts arrive on the second working day. Here is when they do not.' },
      ],
    },
    {
      name: 'Your subscription',
      in: { de: 'Ihr Abo', fr: 'Votre abonnement', 'pt-BR': 'Sua assinatura', 'zh-CN': '您的订阅' },
      articles: [
        {
          title: 'Change your plan',
          about: 'Up at once, down at the end of the month.',
          in: { de: 'Tarif wechseln', fr: 'Changer d’offre' },
        },
        { title: 'Pause for a season', about: 'Up to six months, and nothing is lost.' },
      ],
      below: [
        {
          name: 'Invoices',
          in: { de: 'Rechnungen', fr: 'Factures' },
          articles: [
            {
              title: 'Add your VAT number to invoices',
              about: 'It is printed on every invoice from then on.',
              in: { de: 'USt-IdNr. auf Rechnungen', fr: 'Ajouter votre numéro de TVA' },
            },
            { title: 'Send invoices to your bookkeeping', about: 'Add an address and tick what it should get.' },
            { title: 'Read your invoice', about: 'Seats, messages, proration: line by line.' },
          ],
        },
      ],
    },
  ],
}
