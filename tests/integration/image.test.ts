import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { askHttp } from '../support/ask-http.ts'
import { launch } from '../support/child.ts'
import { buildImage, type Image } from '../support/image.ts'

let image: Image
beforeAll(async () => {
  image = await buildImage()
})
afterAll(() => image[Symbol.asyncDispose]())

const key = 'the-key-of-the-test'
const hash = createHash('sha256').update(key).digest('hex')

/** What the image starts, in its folder, with its environment; on the loopback address, where it listens on all. */
const start = (env: Record<string, string>) =>
  launch(image.command, { cwd: image.folder, env: { ...image.env, HOST: '127.0.0.1', PORT: '0', ...env } })

const isWell = async (url: string) => {
  const { code } = await launch(image.healthCheck, { cwd: image.folder, env: { PORT: new URL(url).port } }).ended
  return code === 0
}
const ready = /ready: the graph is at (http:\S+)\/graphql/

describe('the image, made by hand as its Dockerfile says, and without a package beside the bundle', () => {
  test('is for production, and listens on every address', () => {
    expect(image.env).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0' })
  })

  test('answers a caller with a key from Intercom, is well until it stops, and ends with exit code 0', async () => {
    await using sandbox = await startSandbox({ contacts: 5, conversations: 3 })
    await using child = start({
      INTERCOM_BASE_URL: sandbox.url,
      INTERCOM_ACCESS_TOKEN: 'sandbox-token',
      INTERCOM_CLIENT_SECRET: 'webhook-secret',
      GATEWAY_API_KEYS: `test:${hash}:CONTACTS_READ+CONVERSATIONS_READ`,
    })
    const [, url = ''] = await child.says(ready)
    expect(await isWell(url)).toBe(true)
    const json = { query: '{ conversations(first: 3) { nodes { contacts { nodes { displayName } } adminAssignee { name } } } }' }

    expect((await askHttp(`${url}/graphql`, { json, headers: { authorization: 'Bearer nonsense' } })).status).toBe(401)
    const { status, text } = await askHttp(`${url}/graphql`, { json, headers: { authorization: `Bearer ${key}` } })
    expect(status).toBe(200)
    const { data, errors } = JSON.parse(text)
    expect(errors).toBeUndefined()
    expect(data.conversations.nodes).toHaveLength(3)
    expect(data.conversations.nodes[0].contacts.nodes[0].displayName).toEqual(expect.any(String))
    expect(sandbox.requests).toEqual(expect.arrayContaining(['GET /conversations', 'POST /contacts/search']))
    const introspection = await askHttp(`${url}/graphql`, {
      json: { query: '{ __schema { queryType { name } } }' },
      headers: { authorization: `Bearer ${key}` },
    })
    expect(JSON.parse(introspection.text).errors[0].extensions.code).toBe('INVALID')

    child.kill('SIGTERM')
    expect(await child.ended).toMatchObject({ code: 0, stderr: '' })
    expect(await isWell(url)).toBe(false)
  })

  test('without what production needs does not start, and says what is missing', async () => {
    const { code, stderr } = await start({}).ended
    expect(code).toBe(1)
    expect(stderr).toContain('needs INTERCOM_ACCESS_TOKEN, INTERCOM_CLIENT_SECRET and GATEWAY_API_KEYS to be set')
  })

  test('looks around with the sandbox, GraphiQL and all, where NODE_ENV says development', async () => {
    await using child = start({ NODE_ENV: 'development' })
    const [, url = ''] = await child.says(/ready: GraphiQL and the graph are at (http:\S+)\/graphql/)
    const page = await askHttp(`${url}/graphql`, { headers: { accept: 'text/html' } })
    expect(page.text).toContain('<title>')
    expect(JSON.parse((await askHttp(`${url}/graphql`, { json: { query: '{ workspace { name } }' } })).text).data.workspace.name).toBe(
      'Larkspur',
    )
  })

  test('has the command line beside it', async () => {
    const { code, stdout, stderr } = await launch(['dist/cli.js', 'config', 'print'], {
      cwd: image.folder,
      env: { ...image.env, NODE_ENV: 'development' },
    }).ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('maxPageSize')
  })
})
