const many = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, index) => of(index)).join(' ')

/**
 * Documents that are small to write and large to read, check or run, each with the limit of the configuration that it is over; none where GraphQL
 * itself refuses it, or where either may be first.
 */
export const hostileDocuments: readonly { name: string; document: string; limit: string | null }[] = [
  { name: '50,000 aliases', document: `{ ${many(50_000, (i) => `a${i}: __typename`)} }`, limit: 'maxCharacters' },
  { name: '20,000 directives', document: `{ __typename ${many(20_000, () => '@include(if: true)')} }`, limit: 'maxCharacters' },
  { name: '40,000 nested braces', document: '{a'.repeat(40_000), limit: null },
  { name: '200,000 nested braces', document: '{'.repeat(200_000), limit: 'maxCharacters' },
  { name: '40,000 comments', document: `${'#\n'.repeat(40_000)}{ __typename }`, limit: 'maxTokens' },
  { name: '5,000 aliases', document: `{ ${many(5_000, (i) => `a${i}: __typename`)} }`, limit: 'maxTokens' },
  { name: '4,000 directives', document: `{ __typename ${many(4_000, () => '@include(if: true)')} }`, limit: 'maxTokens' },
  { name: 'a name of 99,000 letters', document: `{ ${'a'.repeat(99_000)} }`, limit: null },
  { name: 'a list of 10,000', document: `{ nodes(ids: [${many(10_000, (i) => `"${i}"`)}]) { id } }`, limit: 'maxTokens' },
  { name: 'lists in lists', document: `{ nodes(ids: ${'['.repeat(10_000)}`, limit: null },
  { name: 'a field seventeen deep', document: `{ ${'ofType { '.repeat(16)}name${' }'.repeat(17)}`, limit: 'maxDepth' },
  {
    name: 'fragments seventeen deep',
    document: `{ ...F0 } ${many(16, (i) => `fragment F${i} on Q { a { ...F${i + 1} } }`)} fragment F16 on Q { a }`,
    limit: 'maxDepth',
  },
  { name: '101 aliases', document: `{ viewer { ${many(101, (i) => `a${i}: id`)} } }`, limit: 'maxAliases' },
  { name: '51 directives', document: `{ viewer { id ${many(51, () => '@include(if: true)')} } }`, limit: 'maxDirectives' },
  { name: '31 fields at the top', document: `{ ${many(31, (i) => `a${i}: viewer { id }`)} }`, limit: 'maxRootFields' },
  { name: 'the same field 21 times', document: `{ viewer { ${many(21, () => 'id')} } }`, limit: 'maxRepeats' },
  { name: '51 fragments', document: `{ __typename } ${many(50, (i) => `fragment F${i} on Viewer { id }`)}`, limit: 'maxDefinitions' },
  {
    name: 'fragments that double',
    document: `{ ...F0 } ${many(40, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { __typename }`,
    limit: 'maxRootFields',
  },
  {
    name: 'fragments that double below the top',
    document: `{ viewer { ...F0 } } ${many(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Viewer { id }`,
    limit: 'maxFields',
  },
  {
    name: 'lists in lists in lists',
    document: '{ contacts(first: 150) { nodes { companies(first: 150) { nodes { contacts(first: 150) { nodes { id } } } } } } }',
    limit: 'maxCost',
  },
  {
    name: 'what takes a call for each, of many',
    document: `{ ${many(4, (i) => `c${i}: conversations(first: 150) { nodes { parts(last: 1) { nodes { id } } } }`)} }`,
    limit: 'maxCalls',
  },
  { name: 'a fragment in itself', document: '{ viewer { ...A } } fragment A on Viewer { id ...A }', limit: null },
  {
    name: 'fragments in each other',
    document: '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
    limit: null,
  },
  { name: 'nothing', document: '', limit: null },
  { name: 'nothing but a comment', document: '#', limit: null },
  {
    name: '780 fields that nobody knows',
    document: `{ ${many(30, (i) => `a${i} { ${many(26, (j) => `b${j}`)} }`)} }`,
    limit: null,
  },
  { name: 'a megabyte of one name', document: `{ ${'a'.repeat(1_000_000)} }`, limit: 'maxCharacters' },
  { name: 'a megabyte of one text', document: `{ conversations(first: "${'é'.repeat(400_000)}") { totalCount } }`, limit: 'maxCharacters' },
  { name: 'a megabyte of nothing', document: `{ nothing ${','.repeat(1_000_000)} }`, limit: 'maxCharacters' },
]
