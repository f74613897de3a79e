/**
 * The state of the chapter's figure, and what the page gives it.
 *
 * @import { Browser, Rules } from "../shared/state.js"
 * @typedef {"w1"|"w2"|"mu"|"k"} Name
 * @typedef {Record<Name, number>} State start w1, w2; rate mu; k updates done
 */
import { Store } from "../shared/state.js"

/** @type {Rules<Name>} */
export const RULES = {
  ranges: { w1: [-20, 20, false], w2: [-20, 20, false], mu: [0.01, 100, false], k: [0, 200, true] },
  always: ["w1", "w2", "mu", "k"],
  agree: (state) => state,
  complete: (state) => state,
}

/** @param {Record<string, string | undefined>} dataset @param {Browser} browser */
export function given(dataset, browser) {
  const [x, t, [w1, w2], mu, last] = ["x", "t", "w", "mu", "k"].map((name) => JSON.parse(dataset[name] ?? ""))
  const store = new Store({ w1, w2, mu, k: 0 }, RULES, browser)
  return { x: /** @type {number[][]} */ (x), t: /** @type {number[]} */ (t), last: /** @type {number} */ (last), store }
}
