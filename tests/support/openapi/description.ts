import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isSchema, mapValues, type Schema, toJsonSchema } from './json-schema.ts'

export type Description = ReturnType<typeof createDescription>

/** Reads an OpenAPI 3.0 description from a YAML (or JSON) file. Throws when the file is not there or is not one. */
export function readDescription(file: string): Description {
  return createDescription(parse(readFileSync(file, 'utf8')))
}

/** What the contract test asks an OpenAPI 3.0 description: which operation a request is, and what its answers look like. */
export function createDescription(document: unknown) {
  const openapi = child(document, 'openapi')
  if (typeof openapi !== 'string' || !openapi.startsWith('3.0'))
    throw new Error(`Expected an OpenAPI 3.0 description; its version is ${String(openapi)}.`)
  const templates = Object.keys(asSchema(child(document, 'paths')))
  const components = mapValues(asSchema(child(document, 'components', 'schemas')), toJsonSchema)

  return {
    /** The version of the API: what belongs into the header `Intercom-Version`. */
    version: String(child(document, 'info', 'version')),
    /** Every schema that has a name, as JSON Schema. */
    components,
    /** The operation that `GET /contacts/17` belongs to, as the description writes it: `GET /contacts/{contact_id}`. */
    operationOf(method: string, path: string): string | undefined {
      const fitting = templates.filter(
        (template) => matches(template, path) && isSchema(child(document, 'paths', template, method.toLowerCase())),
      )
      // of `/contacts/search` and `/contacts/{id}`, the one with fewer parameters is meant
      const [best] = fitting.sort((a, b) => parameters(a) - parameters(b))
      return best && `${method} ${best}`
    },
    /** The statuses that an operation lists, each with its schema; `undefined` where a status has none. */
    responsesOf(operation: string): Map<number, Schema | undefined> {
      const [method = '', template = ''] = operation.split(' ')
      const responses = Object.entries(asSchema(child(document, 'paths', template, method.toLowerCase(), 'responses')))
      return new Map(responses.map(([status, response]) => [Number(status), bodyOf(resolve(response))]))
    },
    /** The schema of what an operation is sent; undefined where it takes nothing. */
    requestOf(operation: string): Schema | undefined {
      const [method = '', template = ''] = operation.split(' ')
      return bodyOf(resolve(child(document, 'paths', template, method.toLowerCase(), 'requestBody')))
    },
  }

  function resolve(value: unknown): unknown {
    const ref = child(value, '$ref')
    return typeof ref === 'string' ? child(document, ...ref.slice('#/'.length).split('/')) : value
  }
}

function bodyOf(response: unknown): Schema | undefined {
  const schema = child(response, 'content', 'application/json', 'schema')
  return isSchema(schema) ? toJsonSchema(schema) : undefined
}

function matches(template: string, path: string): boolean {
  const expected = template.split('/')
  const given = path.split('/')
  return (
    expected.length === given.length && expected.every((segment, i) => segment === given[i] || (segment.startsWith('{') && given[i] !== ''))
  )
}

const parameters = (template: string): number => template.split('{').length

const asSchema = (value: unknown): Schema => (isSchema(value) ? value : {})

function child(value: unknown, ...path: string[]): unknown {
  return path.reduce((inner, key) => (isSchema(inner) ? inner[key] : undefined), value)
}
