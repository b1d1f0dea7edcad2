import type { Topic } from './topic.ts'

export const developers: Topic = {
  name: 'API and webhooks',
  team: 'Technical Support',
  tags: ['api', 'webhooks'],
  subjects: ['Webhook signature does not match', '429 from /v2/bookings', 'Is there a sandbox?'],
  openings: [
    '<p>The signature of our webhooks does not match. We do:</p><pre><code>hmac(sha256, secret, JSON.stringify(body))</code></pre><p>and it never equals the header. What are we missing?</p>',
    'We get 429 from <code>GET /v2/bookings</code> with about 3 requests a second. The docs say 10.',
    'Is there a sandbox that we can run our CI against? Creating real bookings in a test workspace fills the calendar of our office manager.',
    'The field <code>starts_at</code> used to be in seconds, since yesterday it is a string. Was that announced?',
  ],
  questions: [
    'Raw body, of course. It works with the bytes now, thank you.',
    'Does the limit count per key or per workspace?',
    'Could you share the IP ranges? Our firewall people insist.',
    '<p>Here is the header we get:</p><pre><code>Larkspur-Signature: t=1712,v1=5f0c…</code></pre>',
  ],
  answers: [
    'Hi {first}, sign the <b>raw bytes</b> of the body: as soon as it is parsed and printed again, the order of keys and the spaces differ. In Express: <code>express.raw({ type: "application/json" })</code>.',
    'The limit is 10 per second per <b>workspace</b>, and I see two other integrations of yours using it. <code>Retry-After</code> tells how long to wait; please do not retry before.',
    '<p>That was announced in the <a href="https://developers.larkspur.example/changelog">changelog</a> for version 2026-04. To stay on seconds for now, send</p><pre><code>Larkspur-Version: 2025-10</code></pre>',
    'Yes! Every workspace can create a <i>twin</i> with its own keys, and nothing in it sends mail. I have switched it on for {company}.',
  ],
  notes: [
    'They verify the parsed body, classic. Sent the raw body macro.',
    'Three keys in use, one belongs to an agency that left in March. Suggested to revoke it.',
    'Escalating: version header is ignored on /v2/bookings/search. Repro in the doc.',
  ],
  fin: {
    answer:
      'Webhook signatures are calculated over the <i>raw</i> request body. Read the bytes before any JSON parser touches them, and compare in constant time.',
    article: 'Verify webhook signatures',
  },
}
