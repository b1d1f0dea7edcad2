/** What of Intercom's records the four answers need. */
export type WireContact = {
  id: string
  role: string
  name: string | null
  email: string | null
  phone: string | null
  avatar: { image_url: string | null } | null
  created_at: number
  last_seen_at: number | null
  location: { country: string | null; city: string | null; region: string | null } | null
  custom_attributes: Record<string, unknown>
  companies: { total_count: number }
}
export type WireAdmin = { id: string; name: string }
export type WireCompany = { id: string; name: string; plan: { name: string } | null }
export type WirePart = {
  id: string
  part_type: string
  body: string | null
  created_at: number
  author: { type: string; id: string; name: string | null; email: string | null }
}
export type WireConversation = {
  id: string
  title: string | null
  state: string
  updated_at: number
  admin_assignee_id: number | string | null
  contacts: { contacts: { id: string }[] }
  tags: { tags: { id: string; name: string }[] }
  statistics: { count_conversation_parts: number | null } | null
  conversation_parts?: { conversation_parts: WirePart[]; total_count: number }
}
export type WireCollection = { id: string; name: string; parent_id: string | null }
export type WireArticle = { id: string; title: string; state: string; author_id: number; parent_ids: number[] }
