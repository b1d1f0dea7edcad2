/**
 * What one conversation is about, in everybody's words. A text is one message; a line break in it starts a paragraph, and a text that
 * begins with `<` is HTML already. `{first}` is the contact's first name, `{agent}` the teammate's, `{company}` the contact's company,
 * `{number}` a number that looks like an invoice's, `{id}` one like a booking's.
 */
export type Topic = {
  /** What it is called in the conversation's custom attribute "Topic". */
  name: string
  /** The team that answers. */
  team: string
  /** Names of tags that a teammate would put on it. */
  tags: readonly string[]
  /** Subjects, when it comes by e-mail. */
  subjects: readonly string[]
  /** How the contact begins. */
  openings: readonly string[]
  /** What the contact adds while it goes on. */
  questions: readonly string[]
  /** What teammates reply. */
  answers: readonly string[]
  /** What teammates tell each other. */
  notes: readonly string[]
  /** What Fin, the AI agent, answers at once, and the title of the article it found that in. Without it Fin hands over. */
  fin?: { answer: string; article: string }
}
