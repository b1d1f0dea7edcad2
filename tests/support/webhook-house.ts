import { aContact, aConversation, aWorld, hexId } from '../unit/sandbox/small-world.ts'
import { startTestGateway, type TestGatewayOptions } from './gateway.ts'
import { clientSecret } from './webhooks.ts'

export const [ada, bob] = [hexId(1), hexId(2)] as const

/** Two people, one of whom wrote. */
export const deskWorld = () =>
  aWorld({
    contacts: [aContact(1), aContact(2)],
    conversations: [aConversation(1, { title: 'first', contact_ids: [ada] })],
  })

/** A gateway that takes webhooks, before a world of its own unless it shares one. */
export const startDesk = ({ env, ...options }: TestGatewayOptions = {}) =>
  startTestGateway({ ...(!options.sandbox && { world: deskWorld() }), ...options, env: { INTERCOM_CLIENT_SECRET: clientSecret, ...env } })

export type Desk = Awaited<ReturnType<typeof startDesk>>

type Titles = { conversation: { title: string | null } | null; conversations: { nodes: { title: string | null }[] } }

/** What a gateway says the first conversation is called, by itself and in the list of all. */
export async function titlesOf(gateway: Desk) {
  const { data, errors } = await gateway.query<Titles>('{ conversation(id: "1") { title } conversations(first: 20) { nodes { title } } }')
  if (!data) throw new Error(JSON.stringify(errors))
  return [data.conversation?.title, data.conversations.nodes.map(({ title }) => title).join()]
}

/** Gives the first conversation another title in Intercom, which nobody is told yet. */
export function retitle({ sandbox: { world } }: Pick<Desk, 'sandbox'>, title: string) {
  const conversation = world.conversations.get('1')
  if (conversation) world.conversations.put({ ...conversation, title, updated_at: conversation.updated_at + 1 })
}
