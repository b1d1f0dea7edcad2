type LineOptions = {
  err: (text: string) => void
  /** Whether what is written to `err` is seen by a person, and a line may be written over. */
  isTty: boolean
}

/** The last line of a terminal, which says how far something is and is written over. Nothing where nobody sees it. */
export function statusLine({ err, isTty }: LineOptions) {
  let isShown = false
  return {
    show(text: string) {
      if (!isTty) return
      err(`\r${text}\u{1b}[K`)
      isShown = true
    },
    /** It gives way to what is written next. */
    clear() {
      if (isShown) err('\r\u{1b}[K')
      isShown = false
    },
  }
}

export const inDigits = (count: number) => count.toLocaleString('en-US')
export const inMinutes = (seconds: number) =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3_600
      ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
      : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
