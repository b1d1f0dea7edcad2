import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleTabs } from '../../src/api/graphiql.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestGateway } from '../support/gateway.ts'

let browser: Awaited<ReturnType<typeof launchChromium>>
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

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
  await page.getByRole('button', { name: /execute query/i }).waitFor()
  return { page, foreign, complaints }
}

type Answer = { data?: Record<string, unknown>; errors?: unknown; extensions: { intercom: { actualCalls: number } } }

/** GraphiQL takes a press while it is still settling for something else; a person sees that and presses again. */
async function press(button: Locator, hasWorked: () => Promise<boolean> | boolean) {
  for (let times = 0; times < 10 && !(await hasWorked()); times++) {
    await button.click()
    await expect
      .poll(hasWorked, { timeout: 1_000 })
      .toBe(true)
      .catch(() => {})
  }
  expect(await hasWorked()).toBe(true)
}

/** Opens a tab, presses the button, and waits for the answer. */
async function runTab(page: Page, index: number): Promise<Answer> {
  const opened = page.locator('.graphiql-tab').nth(index).and(page.locator('.graphiql-tab-active'))
  await press(page.locator('.graphiql-tab-button').nth(index), async () => (await opened.count()) === 1)
  const answers: Promise<Answer>[] = []
  page.on('response', (response) => void (isOperation(response.request().postData()) && answers.push(response.json())))
  await press(page.getByRole('button', { name: /execute query/i }), () => answers.length > 0)
  const answer = await answers[0]!
  await page.locator('.result-window').getByText('"data"').first().waitFor()
  page.removeAllListeners('response')
  return answer
}

const isOperation = (body: string | null) => body !== null && !body.includes('__schema')

test('GraphiQL is served by the gateway alone, and its example tabs answer as they stand', async () => {
  await using gateway = await startTestGateway()
  const { page, foreign, complaints } = await openGraphiQL(gateway.url)
  expect(await page.getByRole('tab').count()).toBe(exampleTabs.length)

  const costs: number[] = []
  for (const index of exampleTabs.keys()) {
    const { data, errors, extensions } = await runTab(page, index)
    expect(errors).toBeUndefined()
    expect(Object.values(data ?? {})).not.toContain(null)
    costs.push(extensions.intercom.actualCalls)
  }
  // each tab pays only for what those before it have not read: the inbox knew the thread's contact, and the admins
  expect(costs).toEqual([4, 2, 1, 2])

  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

test('the answer is on the page for a person to read', async () => {
  await using gateway = await startTestGateway()
  const { page } = await openGraphiQL(gateway.url)
  await runTab(page, 2)
  const shown = page.locator('.result-window')
  // the editor writes every space as one that does not break
  const text = async () => (await shown.textContent())?.replaceAll('\u00a0', ' ')
  expect(await text()).toContain('"displayName": "Adrian Coleman"')
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT })
  await page.close()
})
