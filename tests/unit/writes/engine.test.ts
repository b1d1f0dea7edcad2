import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { LogEntry } from '../../../src/changes/change.ts'
import { GatewayError, InvalidInputError, NotFoundError, OutcomeUnknownError, UpstreamError } from '../../../src/errors.ts'
import type { DurableStore } from '../../../src/storage/durable-store.ts'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import type { EndedWrite } from '../../../src/writes/audit.ts'
import { createWrites, type WritesOptions } from '../../../src/writes/engine.ts'
import type { Write } from '../../../src/writes/write.ts'
import { startAlone } from '../../support/house.ts'

type Note = { id: string }
type Result = { noteId: string }

/** An upstream that keeps notes by their words, and may lose an answer before or after it has kept one. */
function createDesk() {
  const notes: { id: string; words: string; atMs: number }[] = []
  const sent: string[] = []
  const add = (words: string) => {
    const note = { id: String(notes.length + 1), words, atMs: Date.now() }
    notes.push(note)
    return note
  }
  const lost = () => new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom did not answer.', { retryable: true })
  return {
    notes,
    sent,
    add,
    async send(words: string, fault?: 'before' | 'after'): Promise<Note> {
      sent.push(words)
      await delay(1)
      if (fault === 'before') throw lost()
      const { id } = add(words)
      if (fault === 'after') throw lost()
      return { id }
    },
  }
}

function start({ store = createMemoryStorage({ now: Date.now }), ...rest }: Partial<WritesOptions> & { store?: DurableStore } = {}) {
  const { log, said } = startAlone()
  const ended: EndedWrite[] = []
  const entries: LogEntry[] = []
  log.follow({ onChange: (entry) => void entries.push(entry), onGap() {} })
  const writes = createWrites({
    log,
    store,
    judge: (topic, item) =>
      topic === 'unheard of'
        ? undefined
        : { about: [{ type: 'note', id: (item as Note).id }], facts: {}, forget: ['note:1'], erase: [], moves: [] },
    callTimeoutMs: 1_000,
    indexLagMs: 60_000,
    config: { lookTimeoutMs: 200, duplicateWaitMs: 2_000, keySeconds: 3_600 },
    say: { warn: (_, sentence) => void said.push(sentence) },
    onEnded: [(one) => void ended.push(one)],
    now: Date.now,
    ...rest,
  })
  return { writes, store, ended, entries, said, outcomes: () => ended.map(({ outcome }) => outcome) }
}

function aNote(
  desk: ReturnType<typeof createDesk>,
  words: string,
  more: Partial<Write<Note, Result, string>> = {},
): Write<Note, Result, string> {
  return {
    step: 'note',
    about: { type: 'note', id: 'of 1' },
    send: () => desk.send(words),
    resultOf: ({ id }) => ({ noteId: id }),
    announcedAs: (answer) => ({ topic: 'note.created', item: answer }),
    take: ({ id }, { cursor }) => `${id} under ${cursor === null ? 'nothing' : 'its own'}`,
    touches: ['note:1', 'notes'],
    look: {
      find: async ({ fromMs, toMs }) => desk.notes.filter((note) => note.words === words && note.atMs >= fromMs && note.atMs <= toMs),
      alike: { as: words, madeOf: ({ id }) => id },
    },
    checkWith: 'Look at the notes.',
    ...more,
  }
}

const asked = (key?: string, input: object = { words: 'hello' }) => ({ mutation: 'noteCreate', caller: 'app', key, input })

describe('a write', () => {
  test('that is answered is done: it is told to the log, and its answer may be kept under its own Change', async () => {
    const desk = createDesk()
    const { writes, outcomes, entries } = start()
    expect(await writes.once(aNote(desk, 'hello'))).toEqual({ result: { noteId: '1' }, taken: '1 under its own' })
    expect(outcomes()).toEqual(['APPLIED'])
    expect(entries.map(({ change }) => change)).toEqual([
      expect.objectContaining({ topic: 'note.created', origin: 'GATEWAY_WRITE', forget: ['note:1'], about: [{ type: 'note', id: '1' }] }),
    ])
  })

  test('whose answer is older than another Change is done, and its answer is not kept', async () => {
    const desk = createDesk()
    const { log } = startAlone()
    const { writes } = start({ log })
    const send = async () => {
      const answer = await desk.send('hello')
      await log.append({ topic: 'note.changed', origin: 'WEBHOOK', occurredAt: new Date(), about: [], forget: ['note:1'], erase: [] })
      return answer
    }
    expect(await writes.once(aNote(desk, 'hello', { send }))).toEqual({ result: { noteId: '1' }, taken: '1 under nothing' })
  })

  test.each([
    ['Intercom refused', new InvalidInputError('No.')],
    ['never left', Object.assign(new UpstreamError('UPSTREAM_UNREACHABLE', 'No.'), { didNothing: true })],
  ])('that %s is not done, and is not looked for', async (_, error) => {
    const desk = createDesk()
    const find = vi.fn()
    const { writes, outcomes, entries } = start()
    const write = aNote(desk, 'hello', { send: () => Promise.reject(error), look: { find } })
    await expect(writes.once(write)).rejects.toBe(error)
    expect([outcomes(), entries, find.mock.calls]).toEqual([['NOT_APPLIED'], [], []])
  })

  test('whose answer is lost is found, once, and told as done', async () => {
    const desk = createDesk()
    const { writes, outcomes, entries } = start()
    expect((await writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'after') }))).result).toEqual({ noteId: '1' })
    expect([outcomes(), desk.sent, entries.length]).toEqual([['FOUND'], ['hello'], 1])
  })

  test('that is lost on its way may be done, for all that is known: no copy is believed, and nobody is told', async () => {
    const desk = createDesk()
    const { writes, outcomes, entries } = start()
    const lost = writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'before') }))
    await expect(lost).rejects.toThrow(OutcomeUnknownError)
    await expect(lost).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false, checkWith: 'Look at the notes.' })
    expect([outcomes(), desk.sent]).toEqual([['UNKNOWN'], ['hello']])
    expect(entries.map(({ change: { about, forget } }) => ({ about, forget }))).toEqual([{ about: [], forget: ['note:1', 'notes'] }])
  })

  test('whose answer is not one is looked for, and so is one that the SDK chokes on', async () => {
    const desk = createDesk()
    const { writes, outcomes } = start()
    const garbage = async () => {
      await desk.send('hello')
      return undefined as unknown as Note
    }
    expect((await writes.once(aNote(desk, 'hello', { send: garbage }))).result).toEqual({ noteId: '1' })
    const choking = async () => {
      await desk.send('other')
      throw new GatewayError('INTERNAL', 'A call to Intercom could not be made.')
    }
    expect((await writes.once(aNote(desk, 'other', { send: choking }))).result).toEqual({ noteId: '2' })
    expect(outcomes()).toEqual(['FOUND', 'FOUND'])
  })

  test('that was answered with something else is not taken for one that was refused, whatever is said of the answer', async () => {
    const desk = createDesk()
    const { writes, outcomes } = start()
    const resultOf = (answer: Note) => {
      if (answer.id === 'none') throw new NotFoundError('There is no such note.')
      return { noteId: answer.id }
    }
    const send = async () => {
      await desk.send('hello')
      return { id: 'none' }
    }
    expect((await writes.once(aNote(desk, 'hello', { send, resultOf }))).result).toEqual({ noteId: '1' })
    expect(outcomes()).toEqual(['FOUND'])
  })

  test('that nobody can look for cannot be told', async () => {
    const desk = createDesk()
    const { writes } = start()
    const { look: _, ...blind } = aNote(desk, 'hello', { send: () => desk.send('hello', 'after') })
    await expect(writes.once(blind)).rejects.toThrow(/There is no way for the gateway to find out/)
  })

  test('is not taken for another that was there before it, nor for one that another of ours made', async () => {
    const desk = createDesk()
    const { writes } = start()
    desk.notes.push({ id: '77', words: 'hello', atMs: Date.now() - 60_000 })
    await writes.once(aNote(desk, 'hello'))
    await expect(writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'before') }))).rejects.toThrow(OutcomeUnknownError)
    // the one that was unknown may still be done: whose the next is cannot be told either
    await expect(writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'after') }))).rejects.toThrow(OutcomeUnknownError)
    expect(desk.notes).toHaveLength(3)
  })

  test('is not told from somebody else who did the same at the same time', async () => {
    const desk = createDesk()
    const { writes } = start()
    const send = async () => {
      desk.add('hello')
      return desk.send('hello', 'after')
    }
    await expect(writes.once(aNote(desk, 'hello', { send }))).rejects.toThrow(OutcomeUnknownError)
  })

  test('waits for one like it that is still being answered before it takes anything for its own', async () => {
    const desk = createDesk()
    const { writes } = start({ config: { lookTimeoutMs: 3_000, duplicateWaitMs: 0, keySeconds: 60 } })
    const slow = async () => {
      const answer = await desk.send('hello')
      await delay(250)
      return answer
    }
    const [first, second] = await Promise.allSettled([
      writes.once(aNote(desk, 'hello', { send: slow })),
      writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'before') })),
    ])
    expect(first).toMatchObject({ status: 'fulfilled', value: { result: { noteId: '1' } } })
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'OUTCOME_UNKNOWN' } })
  })

  test('that could not be noted is not taken by one like it, neither while it runs nor afterwards', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let isAway = true
    const store = { ...memory, get: (key: string) => (isAway ? Promise.reject(new Error('away')) : memory.get(key)) }
    const { writes } = start({ store })
    let answer = () => {}
    const slow = async () => {
      const made = desk.add('hello')
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return made
    }
    const first = writes.once(aNote(desk, 'hello', { send: slow }))
    await vi.waitFor(() => expect(desk.notes).toHaveLength(1))
    isAway = false
    const lost = () => writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'before') }))
    await expect(lost()).rejects.toThrow(OutcomeUnknownError)
    answer()
    expect((await first).result).toEqual({ noteId: '1' })
    await expect(lost()).rejects.toThrow(OutcomeUnknownError)
  })

  test('is noted however many are like it at the same time', async () => {
    const desk = createDesk()
    const { writes, said } = start()
    await Promise.all(Array.from({ length: 200 }, () => writes.once(aNote(desk, 'hello'))))
    expect([desk.notes.length, said]).toEqual([200, []])
  })

  test('that leads to a state is done when that is so', async () => {
    const { writes } = start()
    const desk = createDesk()
    const look = { find: async () => [{ id: '5' }] }
    expect((await writes.once(aNote(desk, 'x', { send: () => desk.send('x', 'before'), look }))).result).toEqual({ noteId: '5' })
  })

  test('is done although what it changed is not understood', async () => {
    const desk = createDesk()
    const { writes, entries, said } = start()
    const write = aNote(desk, 'hello', {
      announcedAs: (answer) => ({ topic: 'unheard of', item: answer }),
      take: () => {
        throw new TypeError('x is undefined')
      },
    })
    expect(await writes.once(write)).toEqual({ result: { noteId: '1' }, taken: undefined })
    expect(entries[0]?.change.forget).toEqual(['note:1', 'notes'])
    expect(said).toHaveLength(2)
  })

  test('is sent although the ledger cannot be written, and cannot be told when its answer is lost', async () => {
    const desk = createDesk()
    const away = { get: () => Promise.reject(new Error('away')), put: () => Promise.reject(new Error('away')) }
    const { writes } = start({ store: { ...createMemoryStorage({ now: Date.now }), ...away } })
    expect((await writes.once(aNote(desk, 'hello'))).result).toEqual({ noteId: '1' })
    await expect(writes.once(aNote(desk, 'other', { send: () => desk.send('other', 'after') }))).rejects.toThrow(OutcomeUnknownError)
  })
})

describe('a key', () => {
  test('stands for its result: what is repeated is not sent', async () => {
    const desk = createDesk()
    const { writes } = start()
    const create = () => writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello'))).result)
    expect([await create(), await create(), await create()]).toEqual([{ noteId: '1' }, { noteId: '1' }, { noteId: '1' }])
    expect(desk.sent).toEqual(['hello'])
  })

  test('is of one caller, one mutation and one input, however its names are ordered', async () => {
    const desk = createDesk()
    const { writes } = start()
    const create = (more: object) =>
      writes.run({ ...asked('k', { a: 1, b: { c: 2, d: 3 } }), ...more }, async () => (await writes.once(aNote(desk, 'hello'))).result)
    await create({})
    expect(await create({ input: { b: { d: 3, c: 2 }, a: 1 } })).toEqual({ noteId: '1' })
    expect(await create({ caller: 'another' })).toEqual({ noteId: '2' })
    for (const other of [{ input: { a: 2, b: { c: 2, d: 3 } } }, { mutation: 'noteUpdate' }])
      await expect(create(other)).rejects.toMatchObject({ code: 'INVALID', constraint: 'idempotencyKey' })
  })

  test('makes those who come at the same time wait for the first', async () => {
    const desk = createDesk()
    const { writes } = start()
    const slow = async () => {
      await delay(100)
      return desk.send('hello')
    }
    const create = () => writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello', { send: slow }))).result)
    expect(await Promise.all([1, 2, 3, 4, 5].map(create))).toEqual(Array.from({ length: 5 }, () => ({ noteId: '1' })))
    expect(desk.sent).toEqual(['hello'])
  })

  test('makes nobody wait for ever', async () => {
    const desk = createDesk()
    const { writes } = start({ config: { lookTimeoutMs: 0, duplicateWaitMs: 100, keySeconds: 60 } })
    const never = () => new Promise<Note>(() => {})
    void writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello', { send: never }))).result)
    await expect(writes.run(asked('k'), () => Promise.reject(new Error('not reached')))).rejects.toMatchObject({
      code: 'CONFLICT',
      retryable: true,
    })
  })

  test('is let go when nothing was done', async () => {
    const desk = createDesk()
    const { writes } = start()
    const refused = () => Promise.reject(new InvalidInputError('No.'))
    await expect(writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'x', { send: refused }))).result)).rejects.toThrow('No.')
    await expect(writes.run(asked('k'), () => Promise.reject(new InvalidInputError('No.')))).rejects.toThrow('No.')
    expect(await writes.run(asked('k', { other: 'input' }), async () => (await writes.once(aNote(desk, 'y'))).result)).toEqual({
      noteId: '1',
    })
  })

  test('of a write whose outcome is unknown makes its repetition look and not send', async () => {
    const desk = createDesk()
    const { writes } = start({ config: { lookTimeoutMs: 0, duplicateWaitMs: 0, keySeconds: 60 } })
    const create = (fault?: 'before') =>
      writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', fault) }))).result)
    await expect(create('before')).rejects.toThrow(OutcomeUnknownError)
    await expect(create()).rejects.toThrow(OutcomeUnknownError)
    expect(desk.sent).toEqual(['hello'])
    // it was on its way all the time
    desk.add('hello')
    expect(await create()).toEqual({ noteId: '1' })
    expect(await create()).toEqual({ noteId: '1' })
    expect(desk.sent).toEqual(['hello'])
  })

  test.each(['before', 'after'] as const)(
    'of a process that ended %s its write was done makes the next look and not send',
    async (fault) => {
      const desk = createDesk()
      const store = createMemoryStorage({ now: Date.now })
      // its clock stands still afterwards, and its lease ends on the clock of the next
      const crashed = start({ store })
      const never = async () => {
        await desk.send('hello', fault === 'before' ? 'before' : undefined).catch(() => {})
        return new Promise<Note>(() => {})
      }
      void crashed.writes.run(asked('k'), async () => (await crashed.writes.once(aNote(desk, 'hello', { send: never }))).result)
      await vi.waitFor(() => expect(desk.sent).toEqual(['hello']))
      await delay(20)
      const later = () => Date.now() + 20_000
      const next = start({ store: { ...store, get: store.get }, now: later })
      const again = next.writes.run(asked('k'), async () => (await next.writes.once(aNote(desk, 'hello'))).result)
      if (fault === 'after') expect(await again).toEqual({ noteId: '1' })
      else await expect(again).rejects.toThrow(OutcomeUnknownError)
      expect(desk.sent).toEqual(['hello'])
    },
  )

  test('whose write was lost does not take for it what somebody does when it is repeated, hours later', async () => {
    const desk = createDesk()
    const store = createMemoryStorage({ now: Date.now })
    const create = ({ writes }: ReturnType<typeof start>) =>
      writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello', { send: () => desk.send('hello', 'before') }))).result)
    await expect(create(start({ store }))).rejects.toThrow(OutcomeUnknownError)
    const later = () => Date.now() + 3_000_000
    desk.notes.push({ id: '77', words: 'hello', atMs: later() })
    await expect(create(start({ store, now: later }))).rejects.toThrow(OutcomeUnknownError)
    expect(desk.sent).toEqual(['hello'])
  })

  test('of a process that ended when its write was answered, and its key did not say so yet, makes the next find it', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let isDead = false
    const store: DurableStore = {
      ...memory,
      put: (key, ...put) => (isDead && key.startsWith('once:') ? Promise.reject(new Error('dead')) : memory.put(key, ...put)),
    }
    const send = async () => {
      isDead = true
      return desk.send('hello')
    }
    const create = ({ writes }: ReturnType<typeof start>) =>
      writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello', { send }))).result)
    expect(await create(start({ store }))).toEqual({ noteId: '1' })
    const next = start({ store: memory, now: () => Date.now() + 20_000 })
    expect(await create(next)).toEqual({ noteId: '1' })
    expect([desk.sent, next.outcomes()]).toEqual([['hello'], ['FOUND']])
  })

  test('goes on after the steps that were done', async () => {
    const desk = createDesk()
    const { writes, outcomes } = start()
    let fails = true
    const create = () =>
      writes.run(asked('k'), async () => {
        const one = await writes.once(aNote(desk, 'one', { step: 'one' }))
        if (fails) throw new InvalidInputError('The second is refused.')
        const two = await writes.once(aNote(desk, 'two', { step: 'two' }))
        return { ids: [one.result.noteId, two.result.noteId] }
      })
    await expect(create()).rejects.toThrow('The second is refused.')
    fails = false
    expect(await create()).toEqual({ ids: ['1', '2'] })
    expect([desk.sent, outcomes()]).toEqual([
      ['one', 'two'],
      ['APPLIED', 'REPEATED', 'APPLIED'],
    ])
  })

  test('protects, or nothing is sent: while the store is away it is refused', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let isAway = true
    const store: DurableStore = {
      ...memory,
      get: (key) => (isAway ? Promise.reject(new Error('away')) : memory.get(key)),
      put: (...put) => (isAway ? Promise.reject(new Error('away')) : memory.put(...put)),
    }
    const { writes } = start({ store })
    const create = () => writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello'))).result)
    await expect(create()).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryable: true })
    expect(desk.sent).toEqual([])
    isAway = false
    expect(await create()).toEqual({ noteId: '1' })
  })

  test('protects when the store goes away between: nothing is sent that is not written down before', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let isAway = false
    const store: DurableStore = { ...memory, put: (...put) => (isAway ? Promise.reject(new Error('away')) : memory.put(...put)) }
    const { writes } = start({ store })
    const create = () =>
      writes.run(asked('k'), async () => {
        isAway = true
        return (await writes.once(aNote(desk, 'hello'))).result
      })
    await expect(create()).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' })
    expect(desk.sent).toEqual([])
  })

  test('is let go although the store answers too late that a step was begun, which was not sent then', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let isLate = false
    const store: DurableStore = {
      ...memory,
      async put(key, value, options) {
        const version = await memory.put(key, value, options)
        if (isLate && value.includes('STARTED')) throw new Error('too late')
        return version
      },
    }
    const { writes } = start({ store })
    const create = () => writes.run(asked('k'), async () => (await writes.once(aNote(desk, 'hello'))).result)
    isLate = true
    await expect(create()).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' })
    expect(desk.sent).toEqual([])
    isLate = false
    expect(await create()).toEqual({ noteId: '1' })
  })

  test('goes on where the store answers too late that its process lives', async () => {
    const desk = createDesk()
    const memory = createMemoryStorage({ now: Date.now })
    let puts = 0
    const store: DurableStore = {
      ...memory,
      async put(key, value, options) {
        const version = await memory.put(key, value, options)
        puts += 1
        // a write that happened and was said to have failed: what is written next is over another version
        if (puts === 3) throw new Error('too late')
        return version
      },
    }
    const { writes } = start({ store })
    const create = (words: string) =>
      writes.run(asked('k'), async () => {
        const one = await writes.once(aNote(desk, `${words} 1`, { step: 'one' }))
        const two = await writes.once(aNote(desk, `${words} 2`, { step: 'two' }))
        return { ids: [one.result.noteId, two.result.noteId] }
      })
    await create('hello').catch(() => {})
    expect(await create('hello')).toEqual({ ids: ['1', '2'] })
    expect(desk.sent).toEqual(['hello 1', 'hello 2'])
  })
})
