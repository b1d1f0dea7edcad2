/** A verb of the control endpoint: what its JSON may hold, what it does, and how. An object that `run` gives is told in the answer. */
export type Command = {
  takes: string
  does: string
  run: (body: Record<string, unknown>) => unknown
}
