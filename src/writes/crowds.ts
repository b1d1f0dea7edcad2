type Waiting<Ask, Answer> = { ask: Ask; resolve(answer: Answer): void; reject(error: unknown): void }

/**
 * Whoever comes while something is done for others of the same name is served with all who came meanwhile, in one go. So many who want the same at once
 * are neither in each other's way nor one behind the other.
 *
 * @param serve answers aligned with what was asked; what it throws is thrown to all whom it was to serve
 */
export function createCrowds<Ask, Answer>(serve: (name: string, asks: readonly Ask[]) => Promise<readonly Answer[]>) {
  const crowds = new Map<string, Waiting<Ask, Answer>[]>()

  async function serveAll(name: string, crowd: Waiting<Ask, Answer>[]) {
    while (crowd.length > 0) {
      const served = crowd.splice(0)
      try {
        const answers = await serve(
          name,
          served.map(({ ask }) => ask),
        )
        for (const [index, { resolve }] of served.entries()) resolve(answers[index]!)
      } catch (error) {
        for (const { reject } of served) reject(error)
      }
    }
    crowds.delete(name)
  }

  return {
    join: (name: string, ask: Ask): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const crowd = crowds.get(name)
        if (crowd) return void crowd.push({ ask, resolve, reject })
        const own = [{ ask, resolve, reject }]
        crowds.set(name, own)
        void serveAll(name, own)
      }),
  }
}
