import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { printed, schemaFile } from './printed-schema.ts'
import { printedSyncSchema, syncSchemaFile } from './printed-sync-schema.ts'

/** `schema print`: writes what the code says into the files that reviewers and editors read. */
export function schemaPrintCommand(): Command {
  return new Command('print')
    .description('write the schema that the code defines, with its directives, and the JSON Schema of sync definitions')
    .option('--file <path>', 'where to', schemaFile)
    .option('--sync-file <path>', 'where to write the JSON Schema of sync definitions', syncSchemaFile)
    .action(async ({ file, syncFile }: { file: string; syncFile: string }) => {
      const { schema } = await import('../schema.ts')
      write(file, printed(schema))
      write(syncFile, printedSyncSchema())
    })
}

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  process.stdout.write(`wrote ${file}\n`)
}
