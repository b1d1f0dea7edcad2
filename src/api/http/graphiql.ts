/**
 * GraphiQL lets its tabs slide to their places once their titles are known, and when one of them is pressed shows it where the slide began: it
 * is gone from under the pointer, and the first press on a fresh page is nobody's. Tabs that never slide stay; they can still be dragged into
 * another order, only that they do not follow the pointer on the way.
 */
const stillTabs = '<style>.graphiql-tab { transform: none !important; }</style>'

/** The page with tabs that can be pressed. */
export const withStillTabs = (page: string): string => page.replace('</head>', `${stillTabs}</head>`)

/** No variables: GraphiQL does not open a default tab that has some. */
type ExampleTab = { query: string }

/** What a newcomer sees first: tabs that run as they are against the sandbox, one for each thing the gateway is good at. */
export const exampleTabs: ExampleTab[] = [
  {
    query: `# An inbox page: fifty conversations, their people and
# who has them. Four calls to Intercom, none when asked
# again: see "extensions" at the end of the answer.
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
    query: `# One conversation with its thread. The id is one of the
# sandbox's; the first tab shows others.
query Thread {
  conversation(id: "215472603021661") {
    title
    state
    tags { name }
    contacts { nodes { displayName companies { nodes { name plan } } } }
    parts(last: 50) {
      truncatedUpstream
      nodes {
        __typename
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
  },
  {
    query: `# One person, by your own id. The id is one of the sandbox's.
query Person {
  contact(by: { externalId: "u-00049" }) {
    id
    displayName
    role
    email
    location { city country }
    lastSeenAt
    customAttributes
  }
}
`,
  },
  {
    query: `# The whole help center: collections, articles and
# authors, in three calls that start together.
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
  {
    query: `# The inbox as it lives: each event says whether its
# conversation is open now. Under npm start somebody does
# something every few seconds; the button ends it.
subscription LiveInbox {
  conversationEvents(filter: { state: [OPEN] }) {
    __typename
    ... on StreamItem { cursor }
    ... on ConversationEvent {
      occurredAt
      topic
      matches
      conversation { title state contacts { nodes { displayName } } }
    }
    ... on ConversationPartAdded {
      part { author { kind displayName } ... on CommentPart { body(as: TEXT) } }
    }
    ... on ConversationDeleted { deletedId }
  }
}
`,
  },
]
