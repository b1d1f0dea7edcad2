import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql'

/**
 * The fields of the graph that answer records of these types, alone, in lists or in connections: `Query.contacts`, `Conversation.contacts`.
 * Those of Query come first. An interface is told once, not for each type that has it; what answers anything at all (`node`) is not told.
 */
export function fieldsOf(schema: GraphQLSchema, types: readonly string[]): string[] {
  const wanted = new Set(types)
  const found = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || isMachinery(type)) continue
    for (const field of Object.values(type.getFields())) {
      const isTold = type.getInterfaces().some((above) => field.name in above.getFields())
      if (!isTold && answered(field).some((name) => wanted.has(name))) found.add(`${type.name}.${field.name}`)
    }
  }
  const isRoot = (field: string) => Number(field.startsWith('Query.'))
  return [...found].sort((a, b) => isRoot(b) - isRoot(a) || a.localeCompare(b))
}

/** Of a connection its nodes, of a union its members. */
function answered(field: GraphQLField<unknown, unknown>): string[] {
  const type = getNamedType(field.type)
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined
  if (nodes) return answered(nodes)
  return isUnionType(type) ? type.getTypes().map(({ name }) => name) : [type.name]
}

const isMachinery = ({ name }: GraphQLNamedType) => name.startsWith('__') || /(Connection|Edge)$/.test(name)
