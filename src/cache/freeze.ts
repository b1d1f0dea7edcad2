const PER_VALUE = 16
const PER_OBJECT = 56

/**
 * Freezes all that can be reached from the value, for it is shared between requests, and answers about how many bytes it holds.
 * Both in one walk, since both must touch everything.
 */
export function freezeAndMeasure(value: unknown): number {
  if (typeof value === 'string') return PER_VALUE + value.length * 2
  if (typeof value !== 'object' || value === null) return PER_VALUE
  if (ArrayBuffer.isView(value)) return PER_OBJECT + value.byteLength // refuses to be frozen
  Object.freeze(value)
  let bytes = PER_OBJECT
  if (value instanceof Map) {
    for (const [key, item] of value) bytes += freezeAndMeasure(key) + freezeAndMeasure(item)
    return bytes
  }
  if (Array.isArray(value)) {
    for (const item of value) bytes += freezeAndMeasure(item)
    return bytes
  }
  for (const item of Object.values(value)) bytes += PER_VALUE + freezeAndMeasure(item)
  return bytes
}
