/**
 * Puts together what is asked in one turn of the event loop, by however many callers, and answers each its part. A question never joins a
 * batch that was sent before it: the answer might be older than the question.
 */
export function createBatcher<Item, Answer>(askAll: (items: Item[]) => Promise<Answer[]>) {
  type Asked = { from: number; count: number; resolve: (answers: Answer[]) => void; reject: (error: unknown) => void }
  let items: Item[] = []
  let asked: Asked[] = []

  async function send() {
    const [sentItems, sentAsked] = [items, asked]
    items = []
    asked = []
    try {
      const answers = await askAll(sentItems)
      for (const { from, count, resolve } of sentAsked) resolve(answers.slice(from, from + count))
    } catch (error) {
      for (const { reject } of sentAsked) reject(error)
    }
  }

  return (wanted: readonly Item[]): Promise<Answer[]> =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) setImmediate(() => void send())
      asked.push({ from: items.length, count: wanted.length, resolve, reject })
      for (const item of wanted) items.push(item)
    })
}
