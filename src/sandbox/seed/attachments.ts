import type { AttachmentRecord } from '../records.ts'
import type { Random } from './random.ts'

const files = [
  { name: 'Screenshot 2026-03-02 at 10.41.18.png', content_type: 'image/png', filesize: 184_220, width: 1440, height: 900 },
  { name: 'IMG_2214.HEIC', content_type: 'image/heic', filesize: 2_911_034, width: 3024, height: 4032 },
  { name: 'clients.csv', content_type: 'text/csv', filesize: 402_118, width: null, height: null },
  { name: 'invoice.pdf', content_type: 'application/pdf', filesize: 58_201, width: null, height: null },
  { name: 'Bildschirmaufnahme übers Wochenende.mov', content_type: 'video/quicktime', filesize: 18_400_553, width: null, height: null },
] as const

/** A file somebody sent along. Its address is signed and ends one day, as Intercom's do. */
export function attach(random: Random): AttachmentRecord {
  const file = random.pick(files)
  const path = `${random.int(100_000_000, 999_999_999)}/${random.hex(24)}/${encodeURIComponent(file.name)}`
  return { ...file, url: `https://downloads.larkspur.example/i/o/${path}?expires=1893456000&signature=${random.hex(40)}` }
}
