type ExampleTab = { query: string; variables?: string }

/** What a newcomer sees first: four tabs that run as they are against the sandbox, one for each thing the gateway is good at. */
export const exampleTabs: ExampleTab[] = [
  {
    query: `# An inbox page: fifty conversations, their people and who has them. Three calls to Intercom, none when asked again:
# see "extensions" in the answer.
query Inbox {
  conversations(first: 50) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id
      title
      state
      updatedAt
      contacts { nodes { displayName email } }
      adminAssignee { name }
      teamAssignee { name }
      tags { name }
    }
  }
}
`,
  },
  {
    query: `# One conversation with its thread: pick an id from the first tab.
query Thread($id: ID!) {
  conversation(id: $id) {
    title
    state
    contacts { nodes { displayName companies { nodes { name plan } } } }
    parts(last: 50) {
      truncatedUpstream
      nodes {
        __typename
        type
        createdAt
        author { kind displayName }
        ... on CommentPart { body(as: TEXT) }
        ... on NotePart { body(as: TEXT) }
        ... on AssignmentPart { assignedTo { ... on Admin { name } ... on Team { name } } }
        ... on StateChangePart { newState }
      }
    }
  }
}
`,
    variables: '{ "id": "" }',
  },
  {
    query: `# People, their owners, tags and companies.
query People {
  contacts(first: 20, filter: { role: USER }) {
    totalCount
    nodes {
      id
      displayName
      email
      owner { name }
      tags { name }
      companies { totalCount nodes { name } }
    }
  }
}
`,
  },
  {
    query: `# The whole help center: collections, articles and authors in three calls that start together.
query HelpCenter {
  collections(first: 50) {
    nodes {
      name
      ancestors { name }
      articles(first: 50) { totalCount nodes { title state author { name } } }
    }
  }
}
`,
  },
]
