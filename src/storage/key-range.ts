type KeyRange = { from: Buffer; to: Buffer }

/**
 * The keys that begin with `prefix` and stand behind `after`, as bytes of UTF-8: from the first, which may be one of them, to the second, which is not.
 * The byte 255 is in no text, so that it stands behind whatever begins with the prefix; and nothing stands between a key and itself with a zero.
 */
export function keyRange({ prefix = '', after = null }: { prefix?: string; after?: string | null }): KeyRange {
  const first = Buffer.from(prefix)
  const to = Buffer.concat([first, Buffer.of(255)])
  if (after === null) return { from: first, to }
  const next = Buffer.from(`${after}\0`)
  return { from: Buffer.compare(next, first) > 0 ? next : first, to }
}
