import type { Answer } from '../../src/cli/doctor/ask-intercom.ts'

/** An answer of Intercom's to the doctor: 200 with a body, or an error with its code. */
export function anAnswer(fields: Partial<Omit<Answer, 'headers'>> & { headers?: Record<string, string> } = {}): Answer {
  const { headers, ...rest } = fields
  return { status: 200, body: {}, code: undefined, sentAtMs: 0, receivedAtMs: 10, ...rest, headers: new Headers(headers) }
}

export const aRefusal = (status: number, code?: string): Answer => anAnswer({ status, code })
