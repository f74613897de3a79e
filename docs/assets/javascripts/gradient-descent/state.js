/**
 * The state of the chapter's figure, and what the page gives it.
 *
 * @import { Browser, Rules } from "../shared/state.js"
 * @typedef {"w"|"mu"|"k"} Name
 * @typedef {Record<Name, number>} State start w; rate mu; k updates done
 */
import { Store } from "../shared/state.js"

/** @type {Rules<Name>} */
export const RULES = {
  ranges: { w: [-100, 100, false], mu: [0.01, 100, false], k: [0, 50, true] },
  always: ["w", "mu", "k"],
  agree: (state) => state,
  complete: (state) => state,
}

/** @param {Record<string, string | undefined>} dataset @param {Browser} browser */
export function given(dataset, browser) {
  const [x, t, w, first, mu, last] = ["x", "t", "w", "start", "mu", "k"].map((name) => JSON.parse(dataset[name] ?? ""))
  const store = new Store({ w, mu, k: 0 }, RULES, browser)
  return { x: /** @type {number[]} */ (x), t: /** @type {number[]} */ (t), first: /** @type {number} */ (first), last: /** @type {number} */ (last), store }
}
