import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Sources, violations } from '../support/architecture.ts'

const root = new URL('../../', import.meta.url)

function sourcesOf(folder: string): Sources {
  const paths = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  return Object.fromEntries(paths.map((path) => [`${folder}/${path}`, readFileSync(new URL(`${folder}/${path}`, root), 'utf8')]))
}

test('the house stands as ARCHITECTURE.md draws it', () => {
  const sources = sourcesOf('src')
  expect(Object.keys(sources).length).toBeGreaterThan(50)
  expect(violations(sources)).toEqual([])
})

/** A house with two rows in which everything is in order. */
const sound: Sources = {
  'src/errors.ts': 'export const a = 1',
  'src/cache/cache.ts': `import type { Change } from '../changes/change.ts'`,
  'src/changes/change.ts': '',
  'src/intercom/client.ts': `import { IntercomClient } from 'intercom-client'`,
  'src/resources/deps.ts': `import type { Cache } from '../cache/cache.ts'`,
  'src/resources/registry.ts': `import { createTagsService } from './tags/service.ts'
    import { createAdminsService } from './admins/service.ts'
    export const create = () => ({ admins: createAdminsService(), tags: createTagsService() })`,
  'src/resources/admins/model.ts': `import type { Intercom } from 'intercom-client'`,
  'src/resources/admins/service.ts': `import { model } from './model.ts'`,
  'src/resources/admins/graphql.ts': `import { builder } from '../../api/builder.ts'`,
  'src/resources/tags/service.ts': `import { list } from '../admins/service.ts'`,
  'src/resources/tags/graphql.ts': `import { AdminType } from '../admins/graphql.ts'`,
  'src/api/builder.ts': `import { a } from '../errors.ts'`,
  'src/api/context.ts': `import type { Services } from '../resources/registry.ts'`,
  'src/schema.ts': `import './resources/admins/graphql.ts'\nimport './resources/tags/graphql.ts'`,
  'src/gateway.ts': `import { createCache } from './cache/cache.ts'\nimport { startSandbox } from './sandbox/server.ts'`,
  'src/sandbox/server.ts': `import { createServer } from 'node:http'`,
  'src/main.ts': `import { serve } from './cli/serve.ts'\nserve(process.argv)`,
  'src/cli/serve.ts': `const { startGateway } = await import('../gateway.ts')`,
}

describe('the checker', () => {
  test('finds nothing wrong with a sound house', () => {
    expect(violations(sound)).toEqual([])
  })

  const add = (file: string, line: string) => violations({ ...sound, [file]: `${sound[file] ?? ''}\n${line}` })

  test.each<[why: string, file: string, line: string, told: string]>([
    [
      'a look down',
      'src/errors.ts',
      `import { x } from './cache/cache.ts'`,
      'errors.ts (errors, config, monitoring) imports cache/cache.ts (the engines)',
    ],
    [
      'a look down for a type only',
      'src/api/builder.ts',
      `import type { s } from '../schema.ts'`,
      'api/builder.ts (api) imports schema.ts (schema)',
    ],
    [
      'a look down by import()',
      'src/api/builder.ts',
      `type S = import('../gateway.ts').S`,
      'api/builder.ts (api) imports gateway.ts (gateway)',
    ],
    [
      'a look down by re-export',
      'src/intercom/client.ts',
      `export { builder } from '../api/builder.ts'`,
      'intercom/client.ts (the engines) imports api/builder.ts',
    ],
    [
      'a model that asks its service',
      'src/resources/tags/model.ts',
      `import { s } from './service.ts'`,
      '(the models and resources/deps) imports resources/tags/service.ts',
    ],
    [
      'an engine beside another',
      'src/cache/cache.ts',
      `import type { C } from '../intercom/client.ts'`,
      'of the other engines one may import changes/ and storage/ alone',
    ],
    [
      'changes that know the cache',
      'src/changes/change.ts',
      `import { c } from '../cache/cache.ts'`,
      'of the other engines one may import changes/ and storage/ alone',
    ],
    [
      'api that knows a row',
      'src/api/builder.ts',
      `import { s } from '../resources/tags/service.ts'`,
      'api/ knows only the registry, in context.ts',
    ],
    ['api that runs the registry', 'src/api/context.ts', `import { create } from '../resources/registry.ts'`, 'may as a type only'],
    [
      'rows that meet crosswise',
      'src/resources/tags/graphql.ts',
      `import type { M } from '../admins/model.ts'`,
      'two rows meet in service -> service',
    ],
    [
      'a row that knows a later one',
      'src/resources/admins/graphql.ts',
      `import { T } from '../tags/graphql.ts'`,
      'tags is listed after admins',
    ],
    [
      'a service that knows a later one',
      'src/resources/admins/service.ts',
      `import type { T } from '../tags/service.ts'`,
      'tags is listed after admins',
    ],
    [
      'a model that carries a later row',
      'src/resources/admins/model.ts',
      `import type { T } from '../tags/model.ts'`,
      'tags is listed after admins',
    ],
    [
      'a part made elsewhere',
      'src/cli/serve.ts',
      `import { type Cache, createCache } from '../cache/cache.ts'`,
      'only gateway.ts makes parts',
    ],
    ['the SDK elsewhere', 'src/resources/tags/model.ts', `import { Intercom } from 'intercom-client'`, 'only intercom/ may'],
    [
      'the SDK beside one of its types',
      'src/resources/tags/model.ts',
      `import { type Intercom, IntercomClient } from 'intercom-client'`,
      'only intercom/ may',
    ],
    ['process elsewhere', 'src/gateway.ts', `const port = process.env.PORT`, 'gateway.ts uses process'],
    ['process by import', 'src/gateway.ts', `import { env } from 'node:process'`, 'gateway.ts uses process'],
    [
      'a sandbox that knows the gateway',
      'src/sandbox/server.ts',
      `import { a } from '../errors.ts'`,
      'the sandbox imports nothing of the gateway',
    ],
    ['a sandbox in a resource', 'src/resources/tags/service.ts', `import { s } from '../../sandbox/server.ts'`, 'may start the sandbox'],
    ['a name of its own', 'src/resources/tags/helpers.ts', '', 'resources/tags/helpers.ts has a name of its own'],
    ['a folder nobody drew', 'src/utils/strings.ts', '', 'utils/strings.ts stands on no line'],
    [
      'a row without a line in the registry',
      'src/resources/notes/service.ts',
      '',
      'resources/notes/service.ts is missing in resources/registry.ts',
    ],
    [
      'a row whose webhooks nobody asks for',
      'src/resources/tags/webhooks.ts',
      '',
      'resources/tags/webhooks.ts is missing in resources/registry.ts',
    ],
    ['a row without a line in the schema', 'src/resources/tags/mutations.ts', '', 'resources/tags/mutations.ts is missing in schema.ts'],
  ])('tells of %s', (_, file, line, told) => {
    const found = add(file, line)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(told)
  })

  test.each<[what: string, file: string, line: string]>([
    ['a comment', 'src/gateway.ts', `// process.env is not for us\n/* import { x } from './main.ts' */`],
    ['a word of prose', 'src/errors.ts', `const text = 'another process took it. Or the process is gone'`],
    ['a part of a column', 'src/resources/tags/graphql-parts.ts', `import { TagType } from './graphql.ts'`],
    ['a part made by its own folder', 'src/cache/entities.ts', `import { createCache } from './cache.ts'`],
    ['a connection of the graph', 'src/resources/tags/graphql.ts', `import { connectArray } from '../../api/connections/connection.ts'`],
    ["a model that carries an earlier row's", 'src/resources/tags/model.ts', `import { a } from '../admins/model.ts'`],
    ["the SDK's types", 'src/resources/tags/model.ts', `import type * as Intercom from 'intercom-client'`],
  ])('lets pass %s', (_, file, line) => {
    expect(add(file, line)).toEqual([])
  })
})
