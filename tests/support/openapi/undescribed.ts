import { isSchema, type Schema } from './json-schema.ts'

/** What it takes to follow a schema: the schema that a `$ref` names, and whether a schema accepts a value. */
export type Reader = { resolve: (ref: string) => Schema; accepts: (schema: Schema, value: unknown) => boolean }

/**
 * Where a value has fields that its schema does not know: `data[].sms_consent`. JSON Schema lets them pass, a contract should not.
 * A schema without any `properties` is a free map and knows every field, as does one with `additionalProperties`.
 */
export function undescribed(value: unknown, schema: Schema, reader: Reader, at = ''): string[] {
  const views = applicable(schema, value, reader)
  if (Array.isArray(value)) {
    const items = { allOf: views.map((view) => view.items).filter(isSchema) }
    return [...new Set(value.flatMap((item) => undescribed(item, items, reader, `${at}[]`)))]
  }
  if (!isSchema(value)) return []
  if (!views.some((view) => isSchema(view.properties) || view.additionalProperties === false)) return inMap(value, views, reader, at)

  return Object.entries(value).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`
    const described = views.flatMap((view) => fieldSchema(view, name))
    return described.length === 0 ? [path] : undescribed(inner, { allOf: described }, reader, path)
  })
}

function inMap(value: Schema, views: readonly Schema[], reader: Reader, at: string): string[] {
  const schemas = { allOf: views.map((view) => view.additionalProperties).filter(isSchema) }
  return Object.entries(value).flatMap(([name, inner]) => undescribed(inner, schemas, reader, `${at}.${name}`))
}

function fieldSchema(view: Schema, name: string): Schema[] {
  const own = isSchema(view.properties) ? view.properties[name] : undefined
  if (isSchema(own)) return [own]
  if (isSchema(view.additionalProperties)) return [view.additionalProperties]
  return view.additionalProperties === true ? [{}] : []
}

/** A schema and all that it refers to, is composed of, or chooses for this value. */
function applicable(schema: Schema, value: unknown, reader: Reader): Schema[] {
  const parts: Schema[] = []
  if (typeof schema.$ref === 'string') parts.push(reader.resolve(schema.$ref))
  if (Array.isArray(schema.allOf)) parts.push(...schema.allOf.filter(isSchema))
  for (const choice of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(choice)) parts.push(...choice.filter(isSchema).filter((branch) => reader.accepts(branch, value)))
  }
  if (isSchema(schema.else) && isSchema(schema.if) && !reader.accepts(schema.if, value)) parts.push(schema.else)
  return [schema, ...parts.flatMap((part) => applicable(part, value, reader))]
}
