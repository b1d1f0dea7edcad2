import { patientAsker } from '../ask-again.ts'
import { AskError, ownGateway } from '../ask-gateway.ts'
import type { Failure } from './answers.ts'
import { createTeller, type Teller } from './telling.ts'
import { plain } from './words.ts'

/** What a command of `sync` ends with. */
export const exits = { done: 0, failed: 1, misunderstood: 2, changes: 3, refused: 4, interrupted: 130 } as const
export type Exit = (typeof exits)[keyof typeof exits]

export const exitHelp = `
Exit codes: 0 done, or nothing to do; 1 some items failed, a run was not done, or the gateway or the CRM does not answer; 2 the command line was not understood or the file is none;
3 a plan has changes to review (sync plan alone); 4 refused: a plan that does more than was expected, has nothing to do, was made under another definition, or is not there
(any more), a sync that there is not; 130 left with Ctrl-C.`

/** The gateway will not, however often it is asked. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The file that was named is none. */
export class NoSuchFile extends Error {
  override name = 'NoSuchFile'
}

export type Common = { to?: string; json?: boolean }
export type Ask = ReturnType<typeof patientAsker>
export type Sitting = { url: string; ask: Ask; tell: Teller }

const refusals = ['INVALID', 'NOT_FOUND', 'CONFLICT', 'ALREADY_DONE']

/** Does what a command is for, at the gateway that its options name, and ends with the exit code of what that came to. */
export async function sit({ to, json = false }: Common, work: (sitting: Sitting) => Promise<Exit>): Promise<void> {
  const url = to ?? ownGateway()
  if (url === undefined) return
  const tell = createTeller({
    isJson: json,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTty: process.stderr.isTTY ?? false,
    nowMs: Date.now,
  })
  const ask = patientAsker({ url, scope: 'SYNC_RUN' })
  process.exitCode = await work({ url, ask, tell }).catch((error: unknown) => failed(error, tell))
}

function failed(error: unknown, tell: Teller): Exit {
  if (!(error instanceof Refused || error instanceof AskError || error instanceof NoSuchFile)) throw error
  const code = error instanceof NoSuchFile ? 'INVALID' : (error.code ?? 'UPSTREAM_UNREACHABLE')
  tell.refused({ code, message: error.message.split('\n').map(plain).join('\n') })
  if (error instanceof NoSuchFile) return exits.misunderstood
  return error instanceof Refused || refusals.includes(code) ? exits.refused : exits.failed
}

/** What a mutation did. */
export async function done<Key extends string, Done>(
  ask: Ask,
  { document, variables, of }: { document: string; variables: object; of: Key },
): Promise<Done> {
  type Answer = { done: { errors: Failure[] } & Record<Key, Done | null> }
  const { done } = await ask<Answer>(document, variables, (data) => data.done.errors[0])
  const made = done[of]
  if (made === null) throw new AskError('the gateway did it, and says nothing of it', true)
  return made
}
