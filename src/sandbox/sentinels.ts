/**
 * Well-formed ids that always fail, so that a person can ask for a failure by typing it: in a GraphiQL tab, in a test, with curl.
 *
 * | what happens                                  | 24 hex digits (contacts, companies, segments) | digits (all others) |
 * | --------------------------------------------- | --------------------------------------------- | ------------------- |
 * | 401, as with a token that was revoked         | `000000000000000000000401`                    | `401000000000401`   |
 * | 403, as with a plan or scope that lacks it    | `000000000000000000000403`                    | `403000000000403`   |
 * | no answer until the client gives up           | `000000000000000000000408`                    | `408000000000408`   |
 * | 429, as with a rate limit that is used up     | `000000000000000000000429`                    | `429000000000429`   |
 * | 500                                           | `000000000000000000000500`                    | `500000000000500`   |
 * | 503                                           | `000000000000000000000503`                    | `503000000000503`   |
 * | 200 with a page of HTML                       | `000000000000000000000200`                    | `200000000000200`   |
 *
 * An id acts in the path of a request; a search for it finds nothing, as nothing has it.
 */
const codes = [200, 401, 403, 408, 429, 500, 503]

export type Sentinel = { status: number } | 'silence' | 'html'

const sentinels = new Map<string, Sentinel>(
  codes.flatMap((code) => {
    const sentinel: Sentinel = code === 408 ? 'silence' : code === 200 ? 'html' : { status: code }
    return [
      [String(code).padStart(24, '0'), sentinel],
      [`${code}000000000${code}`, sentinel],
    ]
  }),
)

/** What the ids in a request's path ask for, if one of them is a sentinel. */
export function sentinelIn(params: Record<string, string>): Sentinel | undefined {
  for (const id of Object.values(params)) {
    const sentinel = sentinels.get(id)
    if (sentinel) return sentinel
  }
  return undefined
}
