import { dirname, join } from 'node:path/posix'

/** Source files by their path from the project's root: `src/intercom/client.ts`. */
export type Sources = Record<string, string>
type Import = { from: string; to: string; names: string[]; isType: boolean }

/** Top to bottom: imports, those of types too, go upwards or stay on a line. */
const lines: { name: string; holds: RegExp }[] = [
  { name: 'errors, config, monitoring', holds: /^(errors\.ts|config\.ts|config\/|monitoring\/)/ },
  { name: 'the engines', holds: /^(intercom|cache|changes|storage|writes|webhooks|reconcile|sync|jobs)\// },
  { name: 'the models and resources/deps', holds: /^resources\/(deps\.ts|[^/]+\/model\b)/ },
  { name: 'the services', holds: /^resources\/[^/]+\/(service|webhooks|reconcile|sync)\b/ },
  { name: 'resources/registry', holds: /^resources\/registry\.ts/ },
  { name: 'api', holds: /^api\// },
  { name: "the resources' graphql", holds: /^resources\/[^/]+\/(graphql|mutations|subscriptions)\b/ },
  { name: 'schema', holds: /^schema\.ts/ },
  { name: 'gateway', holds: /^gateway\.ts/ },
  { name: 'main and cli', holds: /^(main\.ts|cli\/)/ },
]
const engine = /^(intercom|cache|changes|storage|writes|webhooks|reconcile|sync|jobs)\//
// `connectArray` makes a connection of the graph, which opens nothing
const maker = /^(create|start|open|connect(?!Array$))[A-Z]/
const columns = ['model', 'service', 'graphql', 'mutations', 'subscriptions', 'webhooks', 'reconcile', 'sync']
const rowOf = (file: string) => /^resources\/([^/]+)\//.exec(file)?.[1]
const columnOf = (file: string) => /^resources\/[^/]+\/([a-z]+)/.exec(file)?.[1] ?? ''

/** Everything in these files that the house does not allow, one sentence each. */
export function violations(sources: Sources): string[] {
  const files = Object.entries(sources).map(([path, source]) => ({ file: path.replace(/^src\//, ''), code: withoutComments(source) }))
  const imports = files.flatMap(({ file, code }) => importsOf(file, code))
  const rows = rowOrder(imports)
  const told = new Set([
    ...files.flatMap(({ file, code }) => wrongInFile(file, code)),
    ...imports.flatMap((each) => [wrongOrder(each), wrongBetweenRows(each, rows), wrongMaker(each), wrongSdk(each)]),
    ...missingRows(files, imports),
  ])
  return [...told].filter((sentence) => sentence !== undefined).sort()
}

function wrongInFile(file: string, code: string): (string | undefined)[] {
  const isProcess = /(?<![\w.])process\s*(\.|\[|\?\.)|['"](node:)?process['"]/.test(code)
  const [, , name] = /^resources\/([^/]+)\/(.+)\.ts$/.exec(file) ?? []
  return [
    isProcess && !/^(main\.ts|cli\/)/.test(file)
      ? `${file} uses process; only main.ts and cli/ may, the rest is handed what it needs`
      : undefined,
    !/^(sandbox|resources\/[^/]+)\//.test(file) && lineOf(file) === -1 ? `${file} stands on no line of ARCHITECTURE.md` : undefined,
    name !== undefined && !columns.some((column) => name === column || name.startsWith(`${column}-`))
      ? `${file} has a name of its own; in a row a file is one of ${columns.join(', ')}, or a part of one: graphql-parts.ts`
      : undefined,
  ]
}

function wrongOrder({ from, to, isType }: Import): string | undefined {
  const isSandbox = (file: string) => file.startsWith('sandbox/')
  if (isPackage(to)) return undefined
  if (isSandbox(from)) return isSandbox(to) ? undefined : `${from} imports ${to}; the sandbox imports nothing of the gateway`
  if (isSandbox(to)) {
    return /^(gateway\.ts|cli\/)/.test(from)
      ? undefined
      : `${from} imports ${to}; only the gateway, the cli and tests may start the sandbox`
  }
  const [mine, theirs] = [lineOf(from), lineOf(to)]
  // a file on no line is told of by itself
  if (mine === -1) return undefined
  if (theirs > mine) return `${from} (${lines[mine]?.name}) imports ${to} (${lines[theirs]?.name}), which stands below it`
  if (engine.test(from) && engine.test(to) && folderOf(from) !== folderOf(to) && !/^(changes|storage)$/.test(folderOf(to) ?? '')) {
    return `${from} imports ${to}; of the other engines one may import changes/ and storage/ alone; take the rest as an argument`
  }
  if (folderOf(from) === 'api' && folderOf(to) === 'resources') {
    if (from !== 'api/context.ts' || to !== 'resources/registry.ts')
      return `${from} imports ${to}; of the resources, api/ knows only the registry, in context.ts`
    if (!isType) return `${from} imports the registry as a value; it may as a type only`
  }
  return undefined
}

function wrongBetweenRows({ from, to }: Import, rows: readonly string[]): string | undefined {
  const [mine, theirs] = [rowOf(from), rowOf(to)]
  if (mine === undefined || theirs === undefined || mine === theirs) return undefined
  const graph = ['graphql', 'mutations', 'subscriptions']
  // a record that carries an earlier row's record whole: a conversation its tags
  const isModels = columnOf(from) === 'model' && columnOf(to) === 'model'
  const isServices = columnOf(from) === 'service' && columnOf(to) === 'service'
  // what is synced is read and written by services, and attributes alike of all that have them
  const isSync = columnOf(from) === 'sync' && ['service', 'sync'].includes(columnOf(to))
  const isGraph = graph.includes(columnOf(from)) && columnOf(to) === 'graphql'
  if (!isModels && !isServices && !isSync && !isGraph)
    return `${from} imports ${to}; two rows meet in service -> service, sync -> service or in graphql -> graphql only, and a model in another that carries it`
  // a row that is on no list yet comes last
  const placeOf = (row: string) => (rows.includes(row) ? rows.indexOf(row) : rows.length)
  if (placeOf(theirs) > placeOf(mine)) return `${from} imports ${to}; ${theirs} is listed after ${mine}, so it must add the field itself`
  return undefined
}

function wrongMaker({ from, to, names, isType }: Import): string | undefined {
  const made = isType ? undefined : names.find((name) => maker.test(name))
  if (made === undefined || !(engine.test(to) || folderOf(to) === 'api')) return undefined
  // among themselves they may share what they are built from: the cache's Redis store uses the key names of the log's
  if (engine.test(from) || folderOf(from) === folderOf(to)) return undefined
  return from === 'gateway.ts'
    ? undefined
    : `${from} makes a part with ${made} of ${to}; only gateway.ts makes parts, the rest is handed them`
}

const wrongSdk = ({ from, to, isType }: Import) =>
  /^intercom-client(\/|$)/.test(to) && !isType && folderOf(from) !== 'intercom'
    ? `${from} imports intercom-client as a value; only intercom/ may, others import its types`
    : undefined

function missingRows(files: { file: string }[], imports: Import[]): string[] {
  return files.flatMap(({ file }) => {
    const list = /\/(service|webhooks|reconcile)\.ts$/.test(file)
      ? 'resources/registry.ts'
      : /\/(graphql|mutations|subscriptions)\.ts$/.test(file)
        ? 'schema.ts'
        : undefined
    if (list === undefined || rowOf(file) === undefined) return []
    return imports.some(({ from, to }) => from === list && to === file)
      ? []
      : [`${file} is missing in ${list}: one line there makes it part of the gateway`]
  })
}

/** The rows in the order in which the schema takes them up. */
const rowOrder = (imports: Import[]) => [...new Set(imports.flatMap(({ from, to }) => (from === 'schema.ts' ? (rowOf(to) ?? []) : [])))]

function importsOf(file: string, code: string): Import[] {
  const found: Import[] = []
  for (const [, type, clause = '', target = ''] of code.matchAll(
    /\b(?:import|export)\b\s*(type\b)?([\w\s{},*$]*?\bfrom\b)?\s*['"]([^'"]+)['"]/g,
  )) {
    const specifiers =
      /\{([^}]*)\}/
        .exec(clause)?.[1]
        ?.split(',')
        .flatMap((each) => each.trim() || []) ?? []
    const values = specifiers.filter((each) => !each.startsWith('type '))
    const isType = type !== undefined || (specifiers.length > 0 && values.length === 0 && !/^\s*\w+\s*,/.test(clause))
    found.push({ from: file, to: resolved(file, target), names: values.map((each) => each.split(/\s+as\s+/)[0]!), isType })
  }
  for (const [, target = ''] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    found.push({ from: file, to: resolved(file, target), names: [], isType: false })
  }
  return found
}

const resolved = (file: string, target: string) => (target.startsWith('.') ? join(dirname(file), target) : target)
const isPackage = (to: string) => !/\.(ts|json)$/.test(to)
const folderOf = (file: string) => file.split('/')[0]
const lineOf = (file: string) => lines.findIndex(({ holds }) => holds.test(file))
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(])\/\/.*$/gm, '$1')
