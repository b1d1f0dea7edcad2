import { createHash, randomBytes } from 'node:crypto'

/** For what follows from something else, however often that is said: 24 hexadecimal digits. */
export const idFrom = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)
export const newId = (): string => randomBytes(12).toString('hex')
