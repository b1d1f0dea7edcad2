import { statusLine } from '../line.ts'
import type { Progress } from './answers.ts'
import { progressText } from './words.ts'

export type TellingOptions = {
  isJson: boolean
  out: (text: string) => void
  err: (text: string) => void
  /** Whether what is written to `err` is seen by a person, and a line may be written over. */
  isTty: boolean
  nowMs: () => number
}

export type Teller = ReturnType<typeof createTeller>

/** Tells what a command does: to a person in lines, to a program as an object a line. */
export function createTeller({ isJson, out, err, isTty, nowMs }: TellingOptions) {
  const line = statusLine({ err, isTty })
  let last = ''
  return {
    isJson,
    /** To a program: an object with its type. */
    object: (type: string, facts: object) => {
      if (isJson) out(`${JSON.stringify({ type, ...facts })}\n`)
    },
    /** To a person. */
    lines(texts: readonly string[]) {
      line.clear()
      if (!isJson) out(texts.map((text) => `${text}\n`).join(''))
    },
    /** To a person, beside what is asked for. */
    note(text: string) {
      line.clear()
      if (!isJson) err(`${text}\n`)
    },
    /** `what`: `records`. The same again is not told again. */
    progress(progress: Progress, what: string) {
      const text = JSON.stringify(progress)
      if (isJson && text !== last) out(`${JSON.stringify({ type: 'progress', ...progress })}\n`)
      last = text
      if (!isJson) line.show(progressText(progress, { what, nowMs: nowMs() }))
    },
    waiting(text: string) {
      if (!isJson) line.show(text)
    },
    refused(facts: { code: string; message: string }) {
      line.clear()
      if (isJson) out(`${JSON.stringify({ type: 'error', ...facts })}\n`)
      else err(`${facts.message}\n`)
    },
    clear: line.clear,
  }
}
