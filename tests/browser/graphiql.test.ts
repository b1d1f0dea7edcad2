import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleTabs } from '../../src/api/http/graphiql.ts'
import { launchChromium } from '../support/chromium.ts'
import { npmStart } from '../support/npm-start.ts'

let gateway: Awaited<ReturnType<typeof npmStart>>
let browser: Awaited<ReturnType<typeof launchChromium>>
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([npmStart(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await gateway[Symbol.asyncDispose]()
})

/** The page as a browser gets it, and what it asked of others or complained about. */
async function openGraphiQL(url: string) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  const foreign: string[] = []
  const complaints: string[] = []
  await page.route('**/*', async (route) => {
    const asked = route.request().url()
    if (asked.startsWith(url) || asked.startsWith('data:') || asked.startsWith('blob:')) return route.continue()
    foreign.push(asked)
    return route.abort()
  })
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(error.message))
  await page.goto(`${url}/graphql`)
  // GraphiQL shows its button before its editors are made, and until then it does nothing
  for (const place of ['.graphiql-query-editor', '.result-window'])
    await page.locator(`${place} .monaco-editor .view-lines`).first().waitFor()
  return { page, foreign, complaints }
}

type Answer = { data?: Record<string, unknown>; errors?: unknown; extensions: { intercom: { actualCalls: number } } }

const isOperation = (body: string | null) => body !== null && !body.includes('__schema')

/** Opens a tab by one press, runs it, and waits for the answer to be on the page. */
async function runTab(page: Page, index: number): Promise<Answer> {
  await page.locator('.graphiql-tab-button').nth(index).click()
  await page.locator('.graphiql-tab').nth(index).and(page.locator('.graphiql-tab-active')).waitFor()
  const answer = await execute(page)
  await page.locator('.result-window').getByText('"data"').first().waitFor()
  return answer
}

/**
 * GraphiQL reads a tab's document a tenth of a second after the tab was opened. Whoever is faster asks for the operation of the tab before, and
 * is told on the page that there is none (`Cannot infer operation`): a person sees that and presses again.
 */
async function execute(page: Page): Promise<Answer> {
  const answers: Promise<Answer>[] = []
  page.on('response', (response) => void (isOperation(response.request().postData()) && answers.push(response.json())))
  for (let presses = 0; presses < 5 && answers.length === 0; presses++) {
    await page.getByRole('button', { name: /execute query/i }).click()
    await expect
      .poll(() => answers.length, { timeout: 3_000 })
      .toBeGreaterThan(0)
      .catch(() => {})
  }
  page.removeAllListeners('response')
  const [answer] = answers
  if (!answer) throw new Error(`GraphiQL asked nothing: ${await page.locator('.result-window').textContent()}`)
  return answer
}

type Named = { name: string }
type Person = { displayName: string; companies: { nodes: Named[] } }
type Inbox = { conversations: { nodes: { contacts: { nodes: Person[] }; adminAssignee: Named | null }[] } }
type Thread = {
  conversation: { tags: Named[]; contacts: { nodes: Person[] }; parts: { nodes: { author: { displayName: string } | null }[] } }
}
type HelpCenter = { collections: { nodes: { articles: { nodes: { title: string; author: Named }[] } }[] } }

/** What the tabs with queries are for, in their order, and what must be in the answer of each. */
const shows: ((data: never) => void)[] = [
  function fiftyConversationsWithContactsAndAssignees({ conversations: { nodes } }: Inbox) {
    expect(nodes).toHaveLength(50)
    for (const { contacts } of nodes) expect(contacts.nodes[0]?.displayName).toBeTruthy()
    expect(nodes.filter(({ adminAssignee }) => adminAssignee?.name).length).toBeGreaterThan(10)
  },
  function oneConversationWithPartsAuthorsContactsCompaniesAndTags({ conversation: { parts, contacts, tags } }: Thread) {
    expect(parts.nodes.length).toBeGreaterThan(3)
    for (const { author } of parts.nodes) expect(author?.displayName).toBeTruthy()
    expect(contacts.nodes[0]?.companies.nodes[0]?.name).toBeTruthy()
    expect(tags[0]?.name).toBeTruthy()
  },
  function oneContact({ contact }: { contact: Person }) {
    expect(contact.displayName).toBe('Adrian Coleman')
  },
  function allCollectionsWithTheirArticlesAndAuthors({ collections: { nodes } }: HelpCenter) {
    const articles = nodes.flatMap((collection) => collection.articles.nodes)
    expect(articles.length).toBeGreaterThan(20)
    for (const { title, author } of articles) expect([title, author.name]).not.toContain('')
  },
]

/** The last of the tabs does not end by itself. */
const queryTabs = exampleTabs.length - 1

describe('GraphiQL, as npm start serves it', () => {
  test('opens each of its tabs at the first press and answers its query, asking nobody else', async () => {
    const { page, foreign, complaints } = await openGraphiQL(gateway.url)
    expect(queryTabs).toBe(shows.length)
    expect(await page.getByRole('tab').count()).toBe(exampleTabs.length)

    const costs: number[] = []
    // from the last to the first: the first is open when the page comes
    for (const [index, show] of [...shows.entries()].reverse()) {
      const { data, errors, extensions } = await runTab(page, index)
      expect(errors).toBeUndefined()
      show(data as never)
      costs.push(extensions.intercom.actualCalls)
    }
    // each tab pays only for what those before it have not read: the help center brought the admins
    expect(costs).toEqual([3, 1, 3, 2])

    // the editor writes every space as one that does not break
    const shown = (await page.locator('.result-window').textContent())?.replaceAll('\u00a0', ' ')
    expect(shown).toContain('"totalCount": 200')
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT })
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('follows the inbox in its last tab: what happens at the desk shows by itself, until the button is pressed again', async () => {
    await using living = await npmStart({ desk: true })
    const { page, complaints } = await openGraphiQL(living.url)
    await page.locator('.graphiql-tab-button').nth(queryTabs).click()
    await page.locator('.graphiql-tab').nth(queryTabs).and(page.locator('.graphiql-tab-active')).waitFor()
    const results = page.locator('.result-window')
    // as with queries: too early a press finds another tab's document
    await expect
      .poll(
        async () => {
          const button = page.getByRole('button', { name: /execute query/i })
          if (await button.isVisible()) await button.click()
          return results.textContent()
        },
        { timeout: 15_000 },
      )
      .toContain('StreamCaughtUp')
    await expect.poll(() => results.textContent(), { timeout: 60_000 }).toMatch(/"__typename":\s"Conversation\w+"/)
    await page.getByRole('button', { name: /stop query/i }).click()
    await page.getByRole('button', { name: /execute query/i }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  }, 120_000)

  test('lets a tab be dragged to the end, and pressed there', async () => {
    const { page } = await openGraphiQL(gateway.url)
    const titles = () => page.locator('.graphiql-tab-button').allTextContents()
    const before = await titles()
    const last = exampleTabs.length - 1
    const [from, to] = await Promise.all([1, last].map((index) => page.locator('.graphiql-tab-button').nth(index).boundingBox()))
    const middle = from!.y + from!.height / 2
    await page.mouse.move(from!.x + 10, middle)
    await page.mouse.down()
    await page.mouse.move(to!.x + to!.width - 5, middle, { steps: 20 })
    await page.mouse.up()
    await expect.poll(titles).toEqual([before[0], ...before.slice(2), before[1]])
    await runTab(page, last)
    await page.close()
  })
})
