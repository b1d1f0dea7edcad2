import { GraphQLClient } from 'graphql-request'
import {
  ArticleCreateDocument,
  type ArticleCreateInput,
  ArticleUpdateDocument,
  ContactMergeDocument,
  ContactMergePreviewDocument,
  ContactUpsertDocument,
  type MutationFailureFragment,
} from '../support/generated/graphql.ts'

type Client = GraphQLClient

export const createClient = (url: string, token: string) => new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } })

/** What a click came to, for whoever clicked. */
export type Shown<Done> =
  | { is: 'done'; done: Done | null }
  /** `field`: where in the form. `mayRepeat`: the button says "Try again", and sends the same key. */
  | { is: 'not done' | 'unknown'; say: string; field: string | undefined; mayRepeat: boolean }

export function shown<Done>(errors: readonly MutationFailureFragment[], done: Done | null | undefined): Shown<Done> {
  const [error] = errors
  if (!error) return { is: 'done', done: done ?? null }
  const field = error.path?.at(-1)
  if (error.__typename === 'OutcomeUnknownError')
    return { is: 'unknown', say: `${error.userMessage} ${error.checkWith}`, field, mayRepeat: true }
  // without a sentence for people it is the form that is wrong, and `message` says how
  return { is: 'not done', say: error.userMessage ?? error.message, field, mayRepeat: error.retryable }
}

/** Sends one click until there is an answer: all of it with the key of that click. What the gateway refuses is an answer, too. */
export async function send<Answer>(ask: () => Promise<Answer>, { tries = 4, waitMs = 500 } = {}): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask()
    } catch (error) {
      const isAnswer = error instanceof Error && 'response' in error
      if (isAnswer || tried === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs * tried))
    }
  }
}

type Pair = { from: string; into: string }

/** What the dialog says before the button can be pressed. */
export async function askWhetherToMerge(client: Client, pair: Pair): Promise<{ isAllowed: boolean; lines: string[] }> {
  const { contactMergePreview: preview } = await client.request(ContactMergePreviewDocument, pair)
  if (!preview) return { isAllowed: false, lines: ['One of the two is not there any more.'] }
  if (!preview.allowed) return { isAllowed: false, lines: preview.reasons.map(({ message }) => message) }
  const moves = (preview.moves ?? []).filter(({ from }) => from > 0).map(({ object, from }) => `${from} × ${object}`)
  return {
    isAllowed: true,
    lines: [
      ...preview.changes.map(({ field, after }) => `${field}: ${after}`),
      ...moves.map((move) => `comes along: ${move}`),
      'This cannot be undone.',
    ],
  }
}

/** When it is pressed. `forget` takes the lead out of what the app has kept: its id leads to the user from now on. */
export async function merge(client: Client, { key, forget, ...pair }: Pair & { key: string; forget(id: string): void }) {
  const { contactMerge } = await send(() => client.request(ContactMergeDocument, { ...pair, key }))
  const { contact, mergedContactId, errors } = contactMerge
  if (mergedContactId) forget(mergedContactId)
  const [refused] = errors
  if (refused?.__typename === 'MergeNotAllowedError' && 'reasons' in refused)
    return shown([{ ...refused, userMessage: refused.reasons.map(({ message }) => message).join(' ') }], contact)
  return shown(errors, contact)
}

type Account = { id: string; email: string; name: string; plan: string; version: number }

/** When somebody has signed up with you, or changed: from a queue, which brings things twice. */
export async function upsertAccount(client: Client, { id, email, name, plan, version }: Account) {
  const { contactUpsert } = await send(() =>
    client.request(ContactUpsertDocument, {
      match: { externalId: id, email },
      onCreate: { role: 'USER', name, customAttributes: { plan } },
      // whoever was a lead with this address becomes this user; leave `email` out of `match` where two accounts of yours may have one address
      onUpdate: { role: 'USER', externalId: id, email, name, customAttributes: { plan } },
      key: `account-${id}-${version}`,
    }),
  )
  const [error] = contactUpsert.errors
  // several have this address: a person has to say which one it is
  if (error?.__typename === 'AmbiguousMatchError' && 'candidates' in error)
    return { is: 'several' as const, candidates: (error.candidates ?? []).map((one) => one?.displayName) }
  return shown(contactUpsert.errors, contactUpsert.contact)
}

/** "Save", and then "Publish": two clicks, two keys. */
export async function saveDraft(client: Client, { key, ...input }: Omit<ArticleCreateInput, 'state'> & { key: string }) {
  const { articleCreate } = await send(() => client.request(ArticleCreateDocument, { input, key }))
  return shown(articleCreate.errors, articleCreate.article)
}

export async function publish(client: Client, { id, key }: { id: string; key: string }) {
  const { articleUpdate } = await send(() => client.request(ArticleUpdateDocument, { id, input: { state: 'PUBLISHED' }, key }))
  return shown(articleUpdate.errors, articleUpdate.article)
}
