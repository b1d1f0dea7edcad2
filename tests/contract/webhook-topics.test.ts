import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startTopics } from '../support/topics.ts'

const listed = (JSON.parse(readFileSync(process.env.INTERCOM_WEBHOOK_TOPICS ?? '', 'utf8')) as { topics: { topic: string }[] }).topics

test('every topic of Intercom has a rule or a reason to be ignored, but for ping, and no topic is made up', async () => {
  await using table = await startTopics()
  expect(listed.length).toBeGreaterThan(100)
  expect([...table.topics, 'ping'].toSorted()).toEqual(listed.map(({ topic }) => topic).toSorted())
})
