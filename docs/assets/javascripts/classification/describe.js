/**
 * The run of a state, in words and in Python; no DOM here. Each sentence holds, which tests/javascripts asks
 * `chainrule` about for many states.
 *
 * @import { History, Weights } from "./mathematics.js"
 * @import { State } from "./state.js"
 * @typedef {{state: State, history: History, w: Weights, xi: number, by: Weights, wrong: number, n: number, rises: number}} Run
 *   `w`, `xi`, `by`, `wrong`: after the last update; `rises`: in how many of the updates the loss rose
 * @typedef {{slope: number, fewest: number}} Marks the size of the gradient at the page's own start, by which "flat" is
 *   measured; and the fewest samples that any line through zero has on the wrong side
 */
import { format, shown } from "../shared/words.js"
import { fewestWrong, gradient, train } from "./mathematics.js"

/** Where the map ends, for both weights. @type {[number, number]} */
export const MAP = [-5, 5]
const ROUNDING = 1e-9 // relative: far above that of the computer's numbers, far below what is shown
const FLAT = 0.01 // of the gradient at the page's start

/** @param {number} before @param {number} after */
const rose = (before, after) => after > before * (1 + ROUNDING)

/** @param {State} state @param {number[][]} x @param {number[]} t @returns {Run} */
export function runOf(state, x, t) {
  const { w1, w2, mu, k } = state
  const history = train(x, t, [w1, w2], mu, k)
  const w = /** @type {Weights} */ ([history.w1[k], history.w2[k]])
  const rises = history.xi.filter((value, j) => j && rose(history.xi[j - 1], value)).length
  return { state, history, w, rises, xi: history.xi[k], by: gradient(x, t, w), wrong: history.wrong[k], n: x.length }
}

/** @param {number[][]} x @param {number[]} t @param {State} start @returns {Marks} */
export const marksOf = (x, t, { w1, w2 }) => ({ slope: Math.hypot(...gradient(x, t, [w1, w2])), fewest: fewestWrong(x, t) })

/** @param {number} w1 @param {number} w2 */
const outside = (w1, w2) => Math.max(w1, w2) > MAP[1] || Math.min(w1, w2) < MAP[0]

/** What is worth a remark, in the order of its weight. @param {Run} run @param {Marks} marks */
function remarks({ state: { w1, w2, k }, history, w, xi, by, wrong, rises }, { slope, fewest }) {
  const found = []
  const [start, end] = [outside(w1, w2), outside(...w)]
  if (start && end && k) found.push("Start and end are outside the map.")
  else if (start) found.push("The start is outside the map.")
  else if (end) found.push("The end is outside the map.")
  if (rose(history.xi[0], xi)) found.push("The steps are too long: the loss is above that of the start.")
  else if (rises) found.push(`The loss rose in ${rises} of ${k} steps: they are too long.`)
  if (!w[0] && !w[1]) found.push("With both weights zero there is no boundary.")
  else if (wrong === fewest) found.push("No line through zero has fewer on the wrong side.")
  if (Math.hypot(...by) < FLAT * slope) found.push("The ground is nearly flat here.")
  return found
}

const ROOM = 2 // remarks, for which the page keeps room

/** Where the run stands, and what there is to be remarked. @param {Run} run @param {Marks} marks */
export function describe(run, marks) {
  const { state: { k }, xi, wrong, n } = run
  const at = k === 0 ? "At the start" : `After ${k} update${k === 1 ? "" : "s"}`
  return [`${at}: loss ${shown(xi)}, ${wrong} of ${n} samples wrong.`, ...remarks(run, marks).slice(0, ROOM)].join(" ")
}

/** Code that reproduces the state and prints its numbers as they are shown. @param {Run} run */
export function asPython({ state: { w1, w2, mu, k }, w, xi, by }) {
  /** @param {string} name @param {number} value @param {string} [code] */
  const line = (name, value, code = name) => `print(f"${name} = {${code}:${format(value)}}")`
  return `import numpy as np

from chainrule.classification import gradient, loss_surface, nn, nn_predict, train
from chainrule.datasets import overlapping_classes

x, t = overlapping_classes()
start = np.array([${w1}, ${w2}], dtype=float)
w = train(x, t, start, learning_rate=${mu}, iterations=${k})[-1]
xi = loss_surface(x, t, w[:1], w[1:]).item()
by = gradient(x, nn(x, w), t)
wrong = np.sum(nn_predict(x, w) != t)

${line("w1", w[0], "w[0]")}
${line("w2", w[1], "w[1]")}
${line("xi", xi)}
${line("by_w1", by[0], "by[0]")}
${line("by_w2", by[1], "by[1]")}
print(f"wrong = {wrong}")
`
}
