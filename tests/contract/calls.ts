import type { IntercomClient } from 'intercom-client'
import type { Sandbox } from '../../src/sandbox/server.ts'

type World = Sandbox['world']

/** A request as the client would send it, a GET unless said: for what the SDK, which ends at 2.14, has no method. */
type Send = (path: string, how?: { method: string; body?: unknown }) => Promise<unknown>

/** Something an integration does through the SDK, and how Intercom names the operation. */
export type Call = { operation: string; does: string; run: (client: IntercomClient, world: World, send: Send) => Promise<unknown> }

/** A page as the SDK hands it out. */
type Page = { hasNextPage(): boolean; getNextPage(): Promise<Page> }

export async function toTheEnd(first: Page): Promise<void> {
  let page = first
  while (page.hasNextPage()) page = await page.getNextPage()
}

export async function each(table: { keys(): Iterable<string> }, read: (id: string) => Promise<unknown>): Promise<void> {
  for (const id of [...table.keys()]) await read(id)
}

type Company = NonNullable<ReturnType<World['companies']['get']>>
type Contact = NonNullable<ReturnType<World['contacts']['get']>>

export const company = ({ companies }: World): Company => one([...companies.values()], () => true)
export const taggedCompany = ({ companies }: World): string =>
  one([...companies.values()], ({ tag_ids }) => tag_ids.length > 0).tag_ids[0] ?? ''
export const contact = ({ contacts }: World, fits: (contact: Contact) => boolean): Contact => one([...contacts.values()], fits)
export const busiest = (world: World): Contact =>
  contact(world, ({ company_ids, tag_ids }) => company_ids.length > 10 && tag_ids.length > 10)

function one<T>(all: readonly T[], fits: (candidate: T) => boolean): T {
  const found = all.find(fits)
  if (found === undefined) throw new Error('The seed has nobody and nothing of that kind.')
  return found
}
