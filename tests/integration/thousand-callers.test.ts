import { expect, test, vi } from 'vitest'
import { createAnswers } from '../../bench/answers.ts'
import { fourOperations, type OperationName } from '../../bench/four-operations.ts'
import { createRest } from '../../bench/rest.ts'
import { createTruth, saysTheSame } from '../../bench/truth.ts'
import { createAsker } from '../support/asker.ts'
import { startTestGateway } from '../support/gateway.ts'

const callers = 1_000
const slow = { timeout: 20_000 }
const names: OperationName[] = ['contact', 'inbox', 'thread', 'help-center']

test.each(names)(
  'a thousand callers with one question (%s) before empty caches cost what one costs, and all are told the truth',
  async (name) => {
    await using gateway = await startTestGateway()
    await using rest = createRest(gateway.sandbox.url)
    const { document, variables, calls } = (await fourOperations(rest)).find((operation) => operation.name === name)!
    const [question = {}] = variables
    const truth = await createTruth({ rest, answers: createAnswers(await rest.workspaceId()) })(name, question.id)

    await using asker = createAsker(gateway.url, { connections: callers })
    await Promise.all(Array.from({ length: callers }, () => asker.ask('{ __typename }'))) // every caller has its connection
    gateway.forgetRequests()

    // Intercom holds its first answers back until all have asked
    gateway.sandbox.control.pause('*')
    const asked = Promise.all(Array.from({ length: callers }, () => asker.ask(document, question)))
    await vi.waitFor(() => expect(gateway.calls.length).toBeGreaterThan(0), slow)
    await vi.waitFor(() => expect(asker.waiting()).toBe(callers), slow)
    await (await fetch(`${gateway.url}/health/live`)).json()
    gateway.sandbox.control.resume('*')

    const answers = await asked
    expect(gateway.calls.toSorted()).toEqual(calls)
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(saysTheSame(answers[0]?.data, truth)).toBe(true)
    const cost = answers.map(({ extensions }) => extensions.intercom)
    expect(cost.reduce((sum, { actualCalls }) => sum + actualCalls, 0)).toBe(calls.length)
    // most of them waited for another's call: they really were there together
    expect(cost.filter(({ coalesced }) => coalesced > 0).length).toBeGreaterThan(callers / 2)
  },
)
