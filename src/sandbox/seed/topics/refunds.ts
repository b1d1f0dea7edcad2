import type { Topic } from './topic.ts'

export const refunds: Topic = {
  name: 'Refunds',
  team: 'Billing',
  tags: ['billing', 'refund', 'urgent'],
  subjects: ['Charged twice', 'Refund for a cancelled booking', 'Payment {number} failed but money is gone'],
  openings: [
    'I was charged twice today, see payment {number}. Please refund one of them.',
    'A client cancelled within the free period and Larkspur kept her deposit. She is not amused, and neither am I.',
    'The card payment of booking {id} says "failed", but the client shows me the money has left her account. What now?',
  ],
  questions: [
    'How long does it take until she sees the money?',
    'I pressed "Refund" and it said <i>not enough balance</i>. What does that mean?',
    'Thank you!! That was quick.',
    'It has been five working days now and nothing has arrived.',
  ],
  answers: [
    'Hi {first}, I am sorry about that. You are right, one of the two was a retry that should not have happened. I have just refunded it; banks need 5 to 10 working days to show it.',
    'The deposit follows the policy that was valid <b>when she booked</b>. At that time your window was 48 hours, which is why it was kept. You can still refund it by hand: open the booking and choose <i>Refund deposit</i>.',
    'A failed payment is only <i>reserved</i> by her bank. It is released without us doing anything, usually within 3 days. If it is not, her bank needs the reference <code>LK-{number}</code>.',
    '"Not enough balance" means your last payout emptied the account. Add a top-up of the amount, or wait for the next booking, and press it again.',
  ],
  notes: [
    'Duplicate charge confirmed in the payment log, idempotency key differs. Engineering has it.',
    'Refund approved by Marguerite up to 250.',
  ],
}
