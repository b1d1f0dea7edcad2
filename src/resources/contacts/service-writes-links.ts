import type * as Intercom from '../../intercom/types.ts'
import { lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type Link = {
  step: string
  /** Its topic, for the role that the contact is known to have. */
  topic(role: 'user' | 'lead'): string
  /** What Intercom's webhook has beside the contact. */
  item: object
  send(): Promise<unknown>
  /** The first ten of what the contact has of the kind, and whether there are more. */
  listIn(contact: Intercom.Contact): Intercom.Contact['tags']
  id: string
  isOn: boolean
}

type Choice = {
  /** The kind of messages. */
  type: string
  /** Whether one has to agree to get them, or to refuse them. */
  consent: 'OPT_IN' | 'OPT_OUT'
  optedIn: boolean
}

/** Tags, companies and subscriptions of a contact. Intercom answers with what is linked; each leads to a state, however often it is done. */
export function createLinkWrites(deps: WriteDeps) {
  const { intercom, writes, contacts, read } = deps

  async function set(contactId: string, { step, topic, item, send, listIn, id, isOn }: Link) {
    const [known] = await contacts.peek([contactId])
    return writes.once({
      step,
      about: { type: 'contact', id: contactId },
      async send() {
        await send()
        return 'done' as const
      },
      resultOf: () => ({ contactId }),
      announcedAs: () => ({ topic: topic(known?.role === 'LEAD' ? 'lead' : 'user'), item: { contact: { id: contactId }, ...item } }),
      take: () => null,
      touches: touchedBy(deps, contactId),
      look: {
        async find() {
          const contact = await read(contactId)
          if (contact === null) return []
          const list = listIn(contact)
          const isFound = (list?.data ?? []).some((one) => String(one.id) === id)
          // who is not among the first ten may be behind them
          const isSo = isOn ? isFound : !isFound && list?.has_more !== true
          return isSo ? ['done' as const] : []
        },
      },
      checkWith: lookAt(contactId),
    })
  }

  const tagged = (tag: string, isOn: boolean) => ({
    topic: (role: string) => `contact.${role}.tag.${isOn ? 'created' : 'deleted'}`,
    item: { tag: { id: tag } },
    listIn: ({ tags }: Intercom.Contact) => tags,
    id: tag,
    isOn,
  })
  const inCompany = (company: string, isOn: boolean) => ({
    topic: () => `company.contact.${isOn ? 'attached' : 'detached'}`,
    item: { company: { id: company } },
    listIn: ({ companies }: Intercom.Contact) => companies,
    id: company,
    isOn,
  })

  const subscribed = ({ type, consent, optedIn }: Choice) => ({
    topic: () => `granular.${optedIn ? 'subscribe' : 'unsubscribe'}`,
    item: { subscription_types: { data: [{ id: type }] } },
    listIn: (contact: Intercom.Contact) =>
      consent === 'OPT_IN' ? contact.opted_in_subscription_types : contact.opted_out_subscription_types,
    id: type,
    isOn: (consent === 'OPT_IN') === optedIn,
  })

  return {
    addTag: (id: string, tag: string, step = 'tag') =>
      set(id, {
        ...tagged(tag, true),
        step,
        send: () =>
          intercom.request({ method: 'POST', route: '/contacts/{contact_id}/tags', params: { contact_id: id }, body: { id: tag } }),
      }),
    removeTag: (id: string, tag: string) =>
      set(id, {
        ...tagged(tag, false),
        step: 'untag',
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/contacts/{contact_id}/tags/{tag_id}',
            params: { contact_id: id, tag_id: tag },
          }),
      }),
    attachCompany: (id: string, company: string, step = 'attach') =>
      set(id, {
        ...inCompany(company, true),
        step,
        send: () =>
          intercom.request({
            method: 'POST',
            route: '/contacts/{contact_id}/companies',
            params: { contact_id: id },
            body: { id: company },
          }),
      }),
    detachCompany: (id: string, company: string) =>
      set(id, {
        ...inCompany(company, false),
        step: 'detach',
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/contacts/{contact_id}/companies/{company_id}',
            params: { contact_id: id, company_id: company },
          }),
      }),
    /** Notes what somebody chose other than by default: OpenAPI 2.14, POST /contacts/{contact_id}/subscriptions. */
    choose: (id: string, choice: Choice) =>
      set(id, {
        ...subscribed(choice),
        step: 'choose',
        send: () =>
          intercom.request({
            method: 'POST',
            route: '/contacts/{contact_id}/subscriptions',
            params: { contact_id: id },
            body: { id: choice.type, consent_type: choice.consent.toLowerCase() },
          }),
      }),
    /** Takes that choice back, to what is so by default. */
    unchoose: (id: string, choice: Choice) =>
      set(id, {
        ...subscribed(choice),
        step: 'unchoose',
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/contacts/{contact_id}/subscriptions/{subscription_id}',
            params: { contact_id: id, subscription_id: choice.type },
          }),
      }),
  }
}
