import { Command } from 'commander'
import type { Finding } from './doctor/finding.ts'
import { wholeNumber } from './options.ts'
import { createScrub } from './secrets.ts'

type Options = { json?: boolean; strict?: boolean; timeoutMs: number }

/** `doctor`: is everything set up right, and if not, what is to be done? */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check the set-up: configuration, Intercom, its permissions, Redis, and what the gateway runs on')
    .option('--json', 'for machines: one object, with every finding and the fields of the graph that it takes away')
    .option('--strict', 'let warnings fail it, too')
    .option('--timeout-ms <ms>', 'how long any one answer of Intercom or Redis may take', wholeNumber(1, 60_000), 5_000)
    .addHelpText('after', notes)
    .action(async ({ json, strict = false, timeoutMs }: Options) => {
      const { env } = process
      const scrub = createScrub(env)
      const say = (text: string) => new Promise<unknown>((resolve) => process.stdout.write(`${scrub(text)}\n`, resolve))

      // loaded when it is wanted: all rows of the graph, for the fields that a permission takes away
      const { examine } = await import('./doctor/examine.ts')
      const { asJson, asText, exitCodeOf } = await import('./doctor/report.ts')
      const onStart = (about: string) => {
        if (!json) void say(`${printable(about)}\n`)
      }
      const report = await examine({ env, nodeVersion: process.versions.node, timeoutMs, onStart })
      const exitCode = exitCodeOf(report, { strict })
      await say(json ? asJson(report, exitCode) : asText({ ...report, findings: report.findings.map(inOneLine) }))
      // a disk or a name server that hangs is told of, and not waited for
      process.exit(exitCode)
    })
}

const notes = `
Each finding is ok, a warning (works, and costs or risks something), a failure (something does not work), or skipped (could not be looked at).
It reads only, and writes nothing but an empty folder into DATA_DIR, which it takes away again. At most twenty calls to Intercom.
Without INTERCOM_ACCESS_TOKEN an embedded sandbox Intercom is asked.
Exit codes: 0 nothing failed; 1 something did, or was warned of with --strict; 2 the command line was not understood.`

/** What others wrote (a workspace's name) cannot move the cursor or colour the terminal. */
const printable = (text: string) => text.replace(/\p{C}+/gu, ' ')

const inOneLine = (finding: Finding) =>
  Object.fromEntries(Object.entries(finding).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value])) as Finding
