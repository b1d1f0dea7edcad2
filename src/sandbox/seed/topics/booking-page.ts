import type { Topic } from './topic.ts'

export const bookingPage: Topic = {
  name: 'Booking page',
  team: 'Tier 1 Support',
  tags: ['booking-page', 'how-to'],
  subjects: ['Booking page on our own domain', 'Widget is cut off on phones', 'Hide a service from the public page'],
  openings: [
    'I want our booking page on our own domain, but the certificate says "pending" since yesterday.',
    'On iPhones the last row of the widget is cut off, so nobody can press "Confirm". On my Android it is fine.',
    'Can I hide one service from the page, but still send the link to people I choose?',
    'Is it possible to ask for a photo before the appointment? My clients send theirs to three different places.',
  ],
  questions: [
    'The DNS record is there, I am quite sure. I can send you a screenshot.',
    'It is a Squarespace site, with their "embed" block.',
    'Great. And can the secret link expire?',
  ],
  answers: [
    'Hi {first}, your record points at <code>pages.larkspur.example.</code>, which is right, but there is an old <code>AAAA</code> record beside it. Remove that one and the certificate comes within minutes.',
    '<p>That is the fixed height of the embed block. Please replace the snippet with:</p><pre><code>&lt;div data-larkspur="book" data-height="auto"&gt;&lt;/div&gt;\n&lt;script src="https://js.larkspur.example/v2.js" async&gt;&lt;/script&gt;</code></pre><p>It then grows with its content.</p>',
    'Yes: set the service to <i>Unlisted</i>. It is then bookable only by its own link, which can expire too.',
    'You can, with an <b>intake form</b>. Add a field of type <i>File</i> and it is asked for right after booking.',
  ],
  notes: ['DNS checked with dig, AAAA of the old host still there.', 'Asked for the URL so that we can look at the embed ourselves.'],
  fin: {
    answer:
      'Add a <code>CNAME</code> record for your subdomain that points to <code>pages.larkspur.example</code>, then enter the domain under <b>Booking page → Domain</b>. The certificate follows within an hour.',
    article: 'Use your own domain',
  },
}
