import type { Rest } from './rest.ts'

export type OperationName = 'contact' | 'inbox' | 'thread' | 'help-center'

/** One of the four questions that the gateway is measured by. */
export type Operation = {
  name: OperationName
  title: string
  document: string
  /** What its cold samples ask for, one after the other. */
  variables: readonly { id?: string }[]
  /** The upstream calls of a cold answer, in alphabetical order. */
  calls: readonly string[]
  /** How many of them wait for one before. */
  hops: number
}

const contact = `query Contact($id: ID!) {
  contact(by: { id: $id }) {
    id
    intercomId
    displayName
    role
    email
    phone
    avatarUrl
    createdAt
    lastSeenAt
    location { country city }
    customAttributes
  }
}`

const inbox = `query Inbox {
  conversations(first: 50) {
    totalCount
    nodes {
      id
      title
      state
      updatedAt
      contacts { nodes { id displayName email } }
      adminAssignee { id name }
    }
  }
}`

const thread = `query Thread($id: ID!) {
  conversation(id: $id) {
    id
    title
    state
    tags { id name }
    contacts { nodes { id displayName email companies { nodes { id name plan } } } }
    parts(last: 150) {
      totalCount
      nodes {
        intercomId
        createdAt
        author { kind displayName email }
        ... on CommentPart { body }
        ... on NotePart { body }
      }
    }
  }
}`

const helpCenter = `query HelpCenter {
  collections(first: 150) {
    totalCount
    nodes {
      id
      name
      parent { id }
      articles(first: 150) {
        totalCount
        nodes { id title state author { id name } }
      }
    }
  }
}`

/** The four, with people and threads that the workspace really has. */
export async function fourOperations(rest: Rest): Promise<Operation[]> {
  const people = await rest.contacts(150)
  const threads = await rest.threadsOfOnePerson(10, 40)
  if (threads.length === 0) throw new Error('The sandbox has no tagged thread of 10 to 40 parts with one contact who has companies.')
  return [
    {
      name: 'contact',
      title: 'one contact',
      document: contact,
      variables: people.map(({ id }) => ({ id })),
      calls: ['GET /contacts/{contact_id}'],
      hops: 1,
    },
    {
      name: 'inbox',
      title: '50 conversations with contacts and assignees',
      document: inbox,
      variables: [{}],
      calls: ['GET /admins', 'GET /conversations', 'POST /contacts/search'],
      hops: 2,
    },
    {
      name: 'thread',
      title: 'one conversation with parts, authors, contacts, companies and tags',
      document: thread,
      variables: threads.map(({ id }) => ({ id })),
      calls: ['GET /contacts/{contact_id}', 'GET /contacts/{contact_id}/companies', 'GET /conversations/{conversation_id}'],
      hops: 2,
    },
    {
      name: 'help-center',
      title: 'all collections with their articles and authors',
      document: helpCenter,
      variables: [{}],
      calls: ['GET /admins', 'GET /articles', 'GET /help_center/collections'],
      hops: 1,
    },
  ]
}
