import { parameterInvalid } from '../http/errors.ts'

/** An e-mail address as Intercom keeps it. What is none is refused. */
export function validEmail(email: string): string {
  const trimmed = email.trim()
  if (/^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(trimmed) && trimmed.length <= 254) return trimmed
  throw parameterInvalid('email is invalid')
}
