import { createIntercom } from '../../src/intercom/client.ts'
import { startAlone } from './house.ts'
import { createTestServices } from './services.ts'

/** What all rows make of all topics. No call to Intercom is made for that. */
export async function startTopics() {
  const parts = new AsyncDisposableStack()
  const intercom = createIntercom({ token: 'unused', baseUrl: 'http://127.0.0.1:9', version: '2.14' })
  parts.defer(() => intercom.dispose())
  const { topics, rules } = createTestServices({ intercom, ...parts.use(startAlone()) })
  return { ...topics, rules, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}
