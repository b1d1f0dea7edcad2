import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import type { Description } from './description.ts'
import { documentId, isSchema, type Schema } from './json-schema.ts'
import { undescribed } from './undescribed.ts'

/** One request and the answer it got. */
export type Exchange = { method: string; path: string; status: number; body: unknown }

/**
 * One way in which an answer is not what the description says. `at` is `data[].tags.url`, or `status 429`, or `body`;
 * `was` is the type of what stood there, where it stood in the body.
 */
export type Finding = { operation: string; at: string; problem: string; was?: string }

/** Makes the judge of answers: everything in which one differs from the description, nothing twice. */
export function createJudge(description: Description) {
  const ajv = new Ajv({ allErrors: true, strict: false })
  addFormats.default(ajv)
  ajv.addFormat('timestamp', true) // Intercom's own, always on an integer
  ajv.addSchema({ $id: documentId, components: { schemas: description.components } })

  const compiled = new WeakMap<Schema, ReturnType<typeof ajv.compile>>()
  const validate = (schema: Schema, value: unknown) => {
    const validator = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, validator)
    return validator(value) ? [] : (validator.errors ?? [])
  }
  const reader = {
    resolve: (ref: string) => description.components[nameOf(ref)] ?? {},
    accepts: (schema: Schema, value: unknown) => validate(schema, value).length === 0,
  }

  const responses = new Map<string, ReturnType<Description['responsesOf']>>()
  const responsesOf = (operation: string) => {
    const known = responses.get(operation) ?? description.responsesOf(operation)
    responses.set(operation, known)
    return known
  }

  function ofRequest({ method, path, body }: Omit<Exchange, 'status'>): Finding[] {
    const operation = description.operationOf(method, path)
    if (!operation) return [{ operation: `${method} ${path}`, at: 'operation', problem: 'is not in the description' }]
    const schema = description.requestOf(operation)
    if (!schema) return body === undefined ? [] : [{ operation, at: 'body', problem: 'is not described for this operation' }]
    const invalid = telling(validate(schema, body)).map((error) => ({
      operation,
      ...place(error, body),
      problem: error.message ?? error.keyword,
    }))
    const unknown = undescribed(body, schema, reader).map((at) => ({ operation, at, problem: 'is a field the description does not know' }))
    return distinct([...invalid, ...unknown])
  }

  return Object.assign(ofAnswer, { ofRequest })

  function ofAnswer({ method, path, status, body }: Exchange): Finding[] {
    const operation = description.operationOf(method, path)
    if (!operation) return [{ operation: `${method} ${path}`, at: 'operation', problem: 'is not in the description' }]

    const listed = responsesOf(operation)
    const found: Finding[] = listed.has(status) ? [] : [{ operation, at: `status ${status}`, problem: 'is not listed for this operation' }]
    // an error that an operation does not list still has the shape of every error
    const expected = listed.get(status) ?? (status >= 400 ? description.components.error : undefined)
    if (!expected && body === undefined) return found
    if (!expected) return [...found, { operation, at: 'body', problem: `has no schema for status ${status}` }]
    const other = anotherType(expected, body, description)
    if (other) found.push({ operation, at: 'body', problem: `is a ${other}, which is not listed for this operation` })
    const schema = other ? (description.components[other] ?? {}) : expected

    const invalid = telling(validate(schema, body)).map((error) => ({
      operation,
      ...place(error, body),
      problem: error.message ?? error.keyword,
    }))
    const unknown = undescribed(body, schema, reader).map((at) => ({ operation, at, problem: 'is a field the description does not know' }))
    return distinct([...found, ...invalid, ...unknown])
  }
}

/** What a body says it is, when the schema is for something else and the description knows the other: it is judged as that. */
function anotherType(schema: Schema, body: unknown, { components }: Description): string | undefined {
  const expected = typeof schema.$ref === 'string' ? components[nameOf(schema.$ref)] : schema
  const types = isSchema(expected?.properties) && isSchema(expected.properties.type) ? expected.properties.type.enum : undefined
  const type = isSchema(body) ? body.type : undefined
  return Array.isArray(types) && typeof type === 'string' && !types.includes(type) && type in components ? type : undefined
}

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ''

/** Leaves out what only repeats: that an `if` failed, and why each single branch of a choice did. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter((error, i) => {
    const repeats = errors.slice(i + 1).some((later) => isChoice(later) && error.instancePath.startsWith(later.instancePath))
    return error.keyword !== 'if' && !repeats
  })
}

const isChoice = ({ keyword }: ErrorObject): boolean => keyword === 'anyOf' || keyword === 'oneOf'

/** A JSON pointer as a path that is the same for every item of a list. */
function place({ instancePath, params }: ErrorObject, body: unknown): { at: string; was: string } {
  const missing: unknown = params.missingProperty ?? params.additionalProperty
  const segments = instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (typeof missing === 'string') segments.push(missing)

  let at = ''
  let value = body
  for (const segment of segments) {
    at += Array.isArray(value) ? '[]' : at === '' ? segment : `.${segment}`
    value = Array.isArray(value) ? value[Number(segment)] : isSchema(value) ? value[segment] : undefined
  }
  return { at: at === '' ? 'body' : at, was: value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value }
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]
}
