/** Each kind's ids stay the same from one start to the next, whatever the time is: a saved query keeps working. */
const objectIds = { contact: 0x66a0_0000, company: 0x6512_0000, segment: 0x64f0_0000, merged: 0x65d0_0000 } as const

/** An id as Intercom gives to contacts, companies and segments: 24 hex digits, of which the first 8 grow. */
export function objectId(kind: keyof typeof objectIds, index: number): string {
  const [first, last] = [objectIds[kind] + index * 37, (0x93bb00 + index * 7) % 0x1000000]
  return `${hex(first, 8)}1bb69f9f21${hex(last, 6)}`
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** An id of digits: `number('9100', 17)` is `910000017`. */
export function numberId(prefix: string, index: number): string {
  return `${prefix}${String(index).padStart(5, '0')}`
}

/** As they are in the wild: 15 digits, which a double still holds. */
export function conversationId(index: number): string {
  return String(215_472_600_000_000 + index * 20_011)
}

/** Of tickets that are no conversation of a customer: from the same range, further on. */
export function backOfficeTicketId(index: number): string {
  return String(215_472_900_000_000 + index * 20_011)
}
