/**
 * The key or token to show, without "Bearer". Asked for each connection; `isRefused` says that the one before was not taken, or has expired:
 * get another then.
 */
export type Token = (isRefused: boolean) => string | Promise<string>

/** Remembers whether what was shown last was refused. */
export function createBearer(token: Token | undefined) {
  let isRefused = false
  return {
    async authorization(): Promise<{ authorization?: string }> {
      return token ? { authorization: `Bearer ${await token(isRefused)}` } : {}
    },
    wasTaken() {
      isRefused = false
    },
    wasRefused() {
      isRefused = true
    },
  }
}
