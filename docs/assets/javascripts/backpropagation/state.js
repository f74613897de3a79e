/**
 * The state of the chapter's figures, and what the page gives them.
 *
 * @import { Browser, Rules } from "../shared/state.js"
 * @typedef {"w"|"b"|"mu"|"k"|"K"|"i"|"s"|"step"} Name
 * @typedef {Record<Name, number>} State start w, b; rate mu; k of K updates done; sample i (0: the mean of all),
 *   station s of the microscope; step of the explorer, 1 (by hand) to 4 (the run)
 */
import { Store } from "../shared/state.js"
import { stations } from "./mathematics.js"

export const SAMPLES = 40
const [BY_HAND, RUN] = [1, 4]

/** @type {Rules<Name>} */
export const RULES = {
  ranges: {
    w: [-100, 100, false],
    b: [-100, 100, false],
    mu: [0.001, 1000, false],
    k: [0, 1000, true],
    K: [1, 1000, true],
    i: [0, SAMPLES, true],
    s: [0, 10, true],
    step: [BY_HAND, RUN, true],
  },
  always: ["w", "b", "mu", "k"],
  // By hand and at the arrow nothing has been updated yet.
  agree: (state) => ({
    ...state,
    K: Math.max(state.k, state.K),
    step: state.k && state.step < 3 ? RUN : state.step,
  }),
  complete: (state, given) => ({ ...state, step: given.has("step") || !state.k ? state.step : RUN }),
}
export const RANGES = RULES.ranges

/** The sample that pulls most on the weight. @param {number[]} x @param {number[]} t @param {number} w @param {number} b */
export function telling(x, t, w, b) {
  const pull = x.map((value, i) => Math.abs(stations(value, t[i], w, b).gradWh))
  return pull.indexOf(Math.max(...pull)) + 1
}

/** @type {Store<Name> | undefined} */
let shared

/**
 * What an element of the page is given: the samples, and the state that it shares with the others.
 * @param {Record<string, string | undefined>} dataset @param {Browser} browser
 */
export function given(dataset, browser) {
  const [x, t, w, b, mu, K] = ["x", "t", "wh", "bo", "mu", "k"].map((name) => JSON.parse(dataset[name] ?? ""))
  /** @type {number[][]} */
  const [inputs, targets] = [x.flat(), t.flat()]
  const start = { w, b, mu, k: 0, K, i: telling(inputs, targets, w, b), s: 0, step: BY_HAND }
  shared ??= new Store(start, RULES, browser)
  return { x: inputs, t: targets, store: shared }
}
