import type { AttachmentRecord } from '../records.ts'

/** OpenAPI 2.14, schema `part_attachment`: only pictures have a width and a height. */
export const renderAttachment = ({ width, height, ...attachment }: AttachmentRecord) => ({
  type: 'upload',
  ...attachment,
  ...(width === null || height === null ? {} : { width, height }),
})
