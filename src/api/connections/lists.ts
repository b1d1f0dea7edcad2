/**
 * The records among what was loaded by reference: one that is gone is left out, a failure is the failure of the whole list, since a list
 * that lacks some of its entries without saying so is wrong.
 *
 * @throws the first Error among them
 */
export const present = <Model>(loaded: readonly (Model | null | Error)[]): Model[] =>
  loaded.flatMap((record) => {
    if (record instanceof Error) throw record
    return record === null ? [] : [record]
  })

/**
 * Loads that succeed or fail each on its own: one that fails is one null with its error, and the page lives. GraphQL completes an Error in a
 * list just so, which its types do not say.
 */
export const eachOnItsOwn = async <Model>(loads: readonly Promise<Model>[]): Promise<Model[]> =>
  (await Promise.allSettled(loads)).map((load) => (load.status === 'fulfilled' ? load.value : (load.reason as Model)))
