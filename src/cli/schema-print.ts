import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { printed, schemaFile } from './printed-schema.ts'

/** `schema print`: writes what the code says into the file that reviewers read. */
export function schemaPrintCommand(): Command {
  return new Command('print')
    .description('write the schema that the code defines, with its directives')
    .option('--file <path>', 'where to', schemaFile)
    .action(async ({ file }: { file: string }) => {
      const { schema } = await import('../schema.ts')
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, printed(schema))
      process.stdout.write(`wrote ${file}\n`)
    })
}
