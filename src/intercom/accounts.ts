/** What one process knows about one window. */
export type Account = {
  /** Calls it holds: in hand, or under way and not yet answered. */
  out: number
  /** Its calls that the window has counted, or may have. */
  spent: number
  /** Those of them whose end did not tell whether they were counted: nothing came, or an answer without its word. */
  unsure: number
  /** When the last of these ended. */
  unsureAtMs: number
  /** Calls of everybody that Intercom has counted, as far as its answers told. */
  used: number
}

/** Windows that a call may still belong to when its answer comes: the present one and the two before. */
const keptWindows = 3

/** The accounts of the last windows, made when first asked for. */
export function createAccounts() {
  const accounts = new Map<number, Account>()
  return {
    of(window: number): Account {
      const known = accounts.get(window)
      if (known) return known
      const made = { out: 0, spent: 0, unsure: 0, unsureAtMs: 0, used: 0 }
      accounts.set(window, made)
      return made
    },
    forgetBefore(window: number) {
      for (const old of accounts.keys()) if (old <= window - keptWindows) accounts.delete(old)
    },
  }
}
