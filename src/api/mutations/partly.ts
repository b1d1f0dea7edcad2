/**
 * A mutation of several writes is not wholly done: what is done stands in its payload, and why the rest is not beside it, among the errors. With a key
 * a repetition goes on behind what is done, as after any other failure.
 */
export class PartlyDone extends Error {
  override name = 'PartlyDone'
  readonly payload: object
  /** @param payload what is done, by ids @param cause why the rest is not */
  constructor(payload: object, cause: unknown) {
    super('A mutation is not wholly done.', { cause })
    this.payload = payload
  }
}
