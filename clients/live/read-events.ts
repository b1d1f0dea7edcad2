type Sent = { event: string; data: string }

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) out of pieces of text. Comments are passed over, as is an
 * event that the stream ends in the middle of. `heard` is called for each piece.
 */
export async function* readEvents(chunks: ReadableStreamDefaultReader<string>, heard: () => void): AsyncGenerator<Sent> {
  let rest = ''
  let event = 'message'
  let data: string[] = []
  for (;;) {
    const { value, done } = await chunks.read()
    if (!done) heard()
    // a CR at the end may be the first half of the end of a line, unless nothing comes any more
    const lines = (rest + (value ?? '')).split(done ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event, data: data.join('\n') }
        event = 'message'
        data = []
        continue
      }
      const [, field, text = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
      if (field === 'event') event = text
      if (field === 'data') data.push(text)
    }
    if (done) return
  }
}
