import type { Env } from './environment.ts'
import { problemsOf } from './problems.ts'
import type { Sections } from './sections.ts'
import { problemsIn } from './sync-rules.ts'
import { type SyncConfig, SyncDefinition } from './syncs.ts'

type Reading = { env: Env; readFile(name: string): string; problem(sentence: string): void }

/** The syncs whose files `sync.definitions` names, in its order. Every problem of every file goes to `problem`, with the file before it. */
export function readSyncs({ definitions }: Pick<Sections['sync'], 'definitions'>, { env, readFile, problem }: Reading): SyncConfig[] {
  const files = new Map<string, string>()
  return definitions.flatMap((file) => {
    const name = nameOf(file)
    const complain = (sentence: string) => problem(`config/${file}: ${sentence}`)
    const other = files.get(name)
    if (other !== undefined)
      problem(`sync.definitions has the sync ${name} twice, in ${other} and ${file}; expected names of files that differ`)
    files.set(name, file)
    if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name))
      problem(
        `sync.definitions has ${JSON.stringify(file)}, which makes no name; expected a file of letters, digits, "_" and "-", with .json`,
      )
    const definition = readDefinition(file, readFile, complain)
    if (!definition) return []
    for (const sentence of problemsIn(definition)) complain(sentence)
    return { ...definition, name, secrets: secretsOf(definition, env, complain) }
  })
}

/** What a sync is called: its file, without folder and ending. */
const nameOf = (file: string) => /^(?:.*\/)?(.*?)(?:\.json)?$/i.exec(file)?.[1] ?? file

function readDefinition(file: string, readFile: Reading['readFile'], complain: (sentence: string) => void): SyncDefinition | undefined {
  let input: unknown
  try {
    input = JSON.parse(readFile(file))
  } catch (cause) {
    complain(`it cannot be read: ${cause instanceof Error ? cause.message : cause}`)
    return undefined
  }
  const read = SyncDefinition.safeParse(input)
  if (read.success) return read.data
  for (const sentence of problemsOf(read.error, SyncDefinition, input, { mayBeSecret })) complain(withIndexes(sentence))
  return undefined
}

/** Somebody may have written the secret itself where its variable belongs. */
const mayBeSecret = ([section, key]: readonly PropertyKey[]) =>
  section === 'source' && ['urlFrom', 'headersFrom', 'url', 'sinkUrl'].includes(String(key))

/** `fields.3.rule` as the other checks say it: `fields[3].rule`. */
const withIndexes = (sentence: string) =>
  sentence.replace(/^\S+|(?<=; did you mean )\S+$/g, (place) => place.replace(/\.(\d+)(?=[.?]|$)/g, '[$1]'))

/** The values of the variables that a source names. No sentence repeats one. */
function secretsOf({ source }: SyncDefinition, env: Env, complain: (sentence: string) => void): Record<string, string> {
  const secrets: Record<string, string> = {}
  const take = (place: string, variable: string, isRight: (value: string) => boolean, expected: string) => {
    const value = env[variable]?.trim()
    if (!value) complain(`${place} names ${variable}, which is not set`)
    else if (!isRight(value)) complain(`${place} names ${variable}, which is no ${expected}`)
    else secrets[variable] = value
  }
  if (source.type === 'postgres')
    take(
      'source.urlFrom',
      source.urlFrom,
      (value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value),
      'URL that starts with postgres://',
    )
  if (source.type === 'http')
    for (const [header, variable] of Object.entries(source.headersFrom))
      take(`source.headersFrom.${header}`, variable, (value) => /^[\t\x20-\x7e]+$/.test(value), 'text that can stand in a header')
  return secrets
}
