import type * as Intercom from '../../intercom/conversation-types.ts'
import { textFrom } from '../../intercom/values.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'

/** A file beside a message. Its address may stop working after a while, so ask for it when it is needed. */
export type Attachment = {
  name: string
  url: string
  contentType: string | null
  /** In bytes. */
  size: number | null
  /** In pixels, as the height. */
  width: number | null
  height: number | null
}

/** The message that a conversation began with. It is not among the parts. */
export type ConversationSource = {
  type: string
  deliveredAs: string | null
  /** May hold HTML. */
  subject: string | null
  html: string | null
  author: Author | null
  attachments: readonly Attachment[]
  url: string | null
  redacted: boolean
}

export function sourceFromIntercom(source: Intercom.ConversationSource | null | undefined): ConversationSource | null {
  if (!source) return null
  return {
    type: source.type ?? '',
    deliveredAs: textFrom(source.delivered_as),
    subject: textFrom(source.subject),
    html: textFrom(source.body),
    author: authorFromIntercom(source.author),
    attachments: attachmentsFromIntercom(source.attachments),
    url: textFrom(source.url),
    redacted: source.redacted ?? false,
  }
}

/** Those that have an address; without one there is nothing to open. */
export const attachmentsFromIntercom = (attachments: readonly (Intercom.Attachment | null)[] | null | undefined): Attachment[] =>
  (attachments ?? []).flatMap((attachment) => {
    const url = textFrom(attachment?.url)
    if (!attachment || url === null) return []
    return [
      {
        name: attachment.name ?? '',
        url,
        contentType: textFrom(attachment.content_type),
        size: wholeFrom(attachment.filesize),
        width: wholeFrom(attachment.width),
        height: wholeFrom(attachment.height),
      },
    ]
  })

/** Sizes are numbers in some answers and digits in others. What GraphQL's Int cannot hold is unknown. */
function wholeFrom(value: number | string | null | undefined): number | null {
  const whole = value === null || value === undefined || value === '' ? Number.NaN : Math.round(Number(value))
  return (whole | 0) === whole && whole >= 0 ? whole : null
}
