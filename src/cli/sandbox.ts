import { Command, Option } from 'commander'
import { port, webUrl, wholeNumber } from './options.ts'
import { keepRunning } from './running.ts'

type Options = {
  port: number
  host: string
  token: string
  contacts: number
  conversations: number
  latencyMs: number
  indexLagMs: number
  rateLimit?: number
  webhookUrl?: string
  clientSecret: string
  desk?: boolean
  deskEveryMs: number
  logRequests?: boolean
}

const dayMs = 86_400_000

/** `sandbox`: the Intercom in a box alone, for whoever speaks Intercom's REST API. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('run the sandbox Intercom alone: its REST API over a made-up workspace, in memory')
    .option('--port <port>', 'listen here; 0 takes any free port', port, 4010)
    .option('--host <address>', 'listen here', '127.0.0.1')
    .option('--token <token>', 'the access token it takes', 'sandbox-token')
    .option('--contacts <count>', 'people in the workspace', wholeNumber(1, 1_000_000), 300)
    .option('--conversations <count>', 'conversations among them', wholeNumber(0, 1_000_000), 200)
    .option('--latency-ms <ms>', 'hold every answer back for so long', wholeNumber(0, dayMs), 0)
    .option('--index-lag-ms <ms>', 'show changes to searches so much later', wholeNumber(0, dayMs), 0)
    .addOption(
      new Option('--rate-limit <calls>', 'answer 429 after so many calls in 10 s (default: no limit)').argParser(wholeNumber(1, 1_000_000)),
    )
    .option('--webhook-url <url>', 'tell everything that happens in the workspace to this endpoint, as Intercom would', webUrl)
    .option('--client-secret <secret>', 'what those webhooks are signed with', 'sandbox-secret')
    .option('--desk', 'open the desk: customers write and teammates answer by themselves')
    .option('--desk-every-ms <ms>', 'how often something happens there, on average', wholeNumber(10, dayMs), 4_000)
    .option('--log-requests', 'print one line per request')
    .addHelpText('after', failures)
    .action((options: Options) => {
      const start = async () => {
        const { startSandbox } = await import('../sandbox/server.ts')
        const sandbox = await startSandbox({
          ...options,
          webhooks: options.webhookUrl === undefined ? undefined : { url: options.webhookUrl, clientSecret: options.clientSecret },
          deskEveryMs: options.desk ? options.deskEveryMs : 0,
          rateLimit: options.rateLimit === undefined ? null : { perWindow: options.rateLimit },
          logLine: options.logRequests ? say : undefined,
        })
        say(introduction(sandbox.url, options))
        return sandbox
      }
      keepRunning(start, (error, sentence) => process.stderr.write(`${sentence}: ${reasonOf(error, options)}\n`))
    })
}

const say = (line: string) => void process.stdout.write(`${line}\n`)

const introduction = (url: string, { token, clientSecret }: Options) => `sandbox Intercom at ${url}, token ${token}; Ctrl-C stops it

point a gateway at it:
  INTERCOM_BASE_URL=${url} INTERCOM_ACCESS_TOKEN=${token} INTERCOM_CLIENT_SECRET=${clientSecret} npm start
ask it yourself:
  curl -H 'Authorization: Bearer ${token}' ${url}/contacts
make it fail: ids that always do (npm run sandbox -- --help), or
  curl ${url}/__sandbox__`

const failures = `
Ids that always fail, to ask for a failure by typing it (contacts, companies and segments take 24 digits, all others 15):
  000000000000000000000429  429000000000429  answers 429; likewise 401, 403, 500 and 503
  000000000000000000000408  408000000000408  never answers
  000000000000000000000200  200000000000200  answers 200 with a page of HTML
While it runs, GET /__sandbox__ lists what can be turned: latency, error rate, index lag, rate limit, failures of one
route, what a wrong configuration meets (token, permissions, region, versions, clock), what people do (contact-replies, assign,
merge-contacts …), and what becomes of the webhooks that tell it: who gets them, and which are lost, late, doubled or out of order.`

function reasonOf(error: unknown, { host, port }: Options): string {
  if (!(error instanceof Error)) return String(error ?? '')
  if ('code' in error && error.code === 'EADDRINUSE')
    return `port ${port} of ${host} is taken; choose one with --port, 0 takes any free one`
  return error.stack ?? error.message
}
