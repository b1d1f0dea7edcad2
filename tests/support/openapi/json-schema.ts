/** A schema in either dialect: OpenAPI 3.0 going in, JSON Schema (draft 7) coming out. */
export type Schema = { readonly [keyword: string]: unknown }

/** Under this name the whole description is given to the validator; every `$ref` then starts with it. */
export const documentId = 'description'

const copied = ['format', 'required', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'pattern', 'uniqueItems']
const lists = ['allOf', 'anyOf', 'oneOf']

/**
 * Says an OpenAPI 3.0 schema in JSON Schema: the same keywords, except that `nullable` becomes the type `null`, a `discriminator`
 * chooses its branch, and everything that only describes (examples, titles) is left out.
 *
 * OpenAPI 3.0 ignores what stands beside a `$ref`. Intercom writes `nullable` there and means it, so here it counts.
 */
export function toJsonSchema(schema: unknown): Schema {
  if (!isSchema(schema)) return {}
  if (typeof schema.$ref === 'string') return allowNull({ $ref: `${documentId}${schema.$ref}` }, schema.nullable === true)
  const { discriminator, oneOf } = schema
  if (isSchema(discriminator) && isSchema(discriminator.mapping) && Array.isArray(oneOf)) return discriminated(discriminator)

  const converted: Record<string, unknown> = {}
  for (const keyword of copied) if (keyword in schema) converted[keyword] = schema[keyword]
  for (const keyword of lists) if (Array.isArray(schema[keyword])) converted[keyword] = schema[keyword].map(toJsonSchema)
  for (const keyword of ['items', 'not']) if (isSchema(schema[keyword])) converted[keyword] = toJsonSchema(schema[keyword])
  if (isSchema(schema.properties)) converted.properties = mapValues(schema.properties, toJsonSchema)
  if (isSchema(schema.additionalProperties)) converted.additionalProperties = toJsonSchema(schema.additionalProperties)
  else if (typeof schema.additionalProperties === 'boolean') converted.additionalProperties = schema.additionalProperties

  const nullable = schema.nullable === true
  if (Array.isArray(schema.enum)) converted.enum = nullable ? [...new Set([...schema.enum, null])] : schema.enum
  if (typeof schema.type === 'string') converted.type = nullable ? [schema.type, 'null'] : schema.type
  const composed = lists.some((keyword) => keyword in converted)
  return allowNull(converted, nullable && (composed || !('type' in converted)))
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function mapValues<T>(record: Schema, change: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

// `else`, not `anyOf: [schema, null]`: that would report two failures for one, and the less telling one last
function allowNull(schema: Schema, nullable: boolean): Schema {
  return nullable ? { if: { type: 'null' }, else: schema } : schema
}

function discriminated({ propertyName, mapping }: Schema): Schema {
  const name = String(propertyName)
  const branches = Object.entries(isSchema(mapping) ? mapping : {})
  return {
    type: 'object',
    required: [name],
    properties: { [name]: { enum: branches.map(([value]) => value) } },
    allOf: branches.map(([value, ref]) => ({
      if: { properties: { [name]: { not: { const: value } } } },
      else: { $ref: `${documentId}${String(ref)}` },
    })),
  }
}
