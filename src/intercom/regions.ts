/** Where an Intercom workspace lives. */
export type IntercomRegion = 'us' | 'eu' | 'au'

/** The API's host per region (OpenAPI 2.14, `servers`). `INTERCOM_BASE_URL` wins over them. */
export const baseUrls: Readonly<Record<IntercomRegion, string>> = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
}
