import { AskError, askGateway, ownGateway } from './ask-gateway.ts'

type Payload = { errors: readonly { message: string }[] }

type Asked<Done> = {
  /** The gateway. @default the one of this machine's configuration */
  to: string | undefined
  /** Of one field, which is called `done`, with its `errors`. */
  mutation: string
  variables: object
  /** What is printed when it is done. */
  lineOf(done: Done): string
}

/** Has a running gateway do one thing, and prints what came of it. Whatever goes wrong is a sentence on stderr, and the exit code 1. */
export async function askMutation<Done extends Payload>({ to, mutation, variables, lineOf }: Asked<Done>): Promise<void> {
  const url = to ?? ownGateway()
  if (url === undefined) return
  try {
    const { done } = await askGateway<{ done: Done }>(url, mutation, variables)
    if (done.errors.length > 0) return fail(done.errors.map(({ message }) => message).join('\n'))
    process.stdout.write(`${lineOf(done)}\n`)
  } catch (error) {
    if (!(error instanceof AskError)) throw error
    fail(error.message)
  }
}

/** Tells what is wrong with what was typed, or asked for. */
export function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
