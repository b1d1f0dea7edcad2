import type { CollectionOutline } from './outline.ts'

export const api: CollectionOutline = {
  name: 'API',
  about: 'Read and write everything that you can see',
  icon: 'code',
  in: { 'zh-CN': 'API 接口' },
  steps: [
    'Create a key under <b>Settings → Developers → Keys</b>; it is shown once.',
    'Send it as <code>Authorization: Bearer &lt;key&gt;</code>.',
    'Say which version you speak: <code>Larkspur-Version: 2026-04</code>.',
    '<p>Try it:</p><pre><code>curl https://api.larkspur.example/v2/bookings?limit=5 \\\n  -H "Authorization: Bearer $LARKSPUR_KEY"</code></pre>',
  ],
  articles: [
    { title: 'Your first request', about: 'From nothing to a list of bookings in five minutes.', in: { 'zh-CN': '您的第一个请求' } },
    { title: 'Versions and how long they live', about: 'A version lives for two years; breaking changes come with a new one.' },
  ],
  below: [
    {
      name: 'Basics',
      in: { 'zh-CN': '基础' },
      articles: [
        { title: 'Keys and scopes', about: 'A key may do what its scopes say and nothing else.', in: { 'zh-CN': '密钥与权限' } },
        { title: 'Paging', about: 'Follow <code>next</code> until it is null. Do not count pages.' },
        { title: 'Dates and time zones', about: 'All instants are RFC 3339 with an offset; all days are days at the location.' },
      ],
      below: [
        {
          name: 'Limits and errors',
          in: { 'zh-CN': '限制与错误' },
          articles: [
            {
              title: 'Rate limits',
              about: 'Ten requests a second for each workspace, in windows of one second.',
              in: { 'zh-CN': '速率限制' },
            },
            { title: 'Error codes', about: 'Decide by the status first and by the code second.' },
            { title: 'Idempotency', about: 'Send the same key again and you get the same answer again.' },
          ],
        },
      ],
    },
    {
      name: 'Webhooks',
      in: { 'zh-CN': 'Webhook' },
      articles: [
        {
          title: 'Verify webhook signatures',
          about: 'The signature is made over the raw bytes of the body.',
          in: { 'zh-CN': '验证 Webhook 签名' },
          also: 'Integrations',
        },
        { title: 'Retries and order', about: 'We try for three days; the order is not promised.' },
        { title: 'List of events', about: 'Everything that can happen, with an example of each.' },
        { title: 'Test webhooks on your laptop', about: 'A tunnel, a key, and a button called Send again.', draft: true },
      ],
    },
  ],
}

export const integrations: CollectionOutline = {
  name: 'Integrations',
  about: 'Larkspur beside the tools you use',
  icon: 'puzzle-piece',
  in: { 'zh-CN': '集成' },
  steps: [
    'Open <b>Settings → Integrations</b>.',
    'Choose the tool and press <i>Connect</i>.',
    'Say what goes over, and in which direction.',
    'Look at the log after the first hour.',
  ],
  articles: [
    { title: 'Accounting exports', about: 'One file a month, in the shape your accountant asks for.', also: 'Invoices' },
    { title: 'Connect your CRM', about: 'Clients go over as contacts, visits as activities.' },
    { title: 'Automate with no-code tools', about: 'Every event can start something elsewhere.' },
    { title: 'Sign people in on your own site', about: 'Your users book without typing who they are.' },
  ],
}
