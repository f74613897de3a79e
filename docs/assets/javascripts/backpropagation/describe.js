/**
 * The run of a state, in words and in Python; no DOM here. Each sentence holds, which tests/javascripts asks
 * `chainrule` about for many states.
 *
 * @import { History, Stations } from "./mathematics.js"
 * @import { State } from "./state.js"
 * @typedef {{state: State, history: History, right: number[], by: {wh: number, bo: number}, n: number, wh: number,
 *   bo: number, xi: number, rises: number, unstable: boolean}} Run
 *   `right`: the share of samples that are right after each update; `by`, `wh`, `bo`, `xi`: after the last;
 *   `rises`: in how many of the updates the loss rose
 * @typedef {{slope: number, xi: number, lowest: number}} Marks what "flat" is measured by: size of the gradient and
 *   loss at the page's own start, and the lowest loss of the map
 */
import { format, percent, shown } from "../shared/words.js"
import { gradients, lossForParam, train } from "./mathematics.js"

/** Where the map ends, for the weight and for the bias. @type {{wh: [number, number], bo: [number, number]}} */
export const MAP = { wh: [-3, 3], bo: [-2.5, 1.5] }
const ROUNDING = 1e-9 // relative: far above that of the computer's numbers, far below what is shown
const NUDGE = 1e-10 // of the start: how it grows tells whether a path is unstable
const GROWN = 1e4
const FLAT = 0.01 // of the gradient at the page's start
const NEAR = 0.1 // of the way from the lowest loss to that of the page's start

/** @param {number} before @param {number} after */
const rose = (before, after) => after > before * (1 + ROUNDING)

/** @type {{x: number[], key: string, run: Run} | undefined} */
let last

/** The run of a state; that of the last one is kept, for the figures share it. @param {State} state @param {number[]} x @param {number[]} t @returns {Run} */
export function runOf(state, x, t) {
  const { w, b, mu, k } = state
  const key = [w, b, mu, k].join()
  if (last?.key !== key || last.x !== x) last = { x, key, run: runFrom(state, x, t) }
  return { ...last.run, state }
}

/** @param {State} state @param {number[]} x @param {number[]} t @returns {Run} */
function runFrom(state, x, t) {
  const { w, b, mu, k } = state
  const history = train(x, t, w, b, mu, k)
  const [wh, bo, xi] = [history.wh[k], history.bo[k], history.xi[k]]
  const rises = history.xi.filter((value, j) => j && rose(history.xi[j - 1], value)).length
  return { state, history, right: history.right, by: gradients(x, t, wh, bo), n: x.length, wh, bo, xi, rises, unstable: rises > 0 && grows() }

  /** Whether a nudge of the start leads elsewhere. */
  function grows() {
    const nudged = train(x, t, w, b + NUDGE, mu, k)
    return Math.hypot(nudged.wh[k] - wh, nudged.bo[k] - bo) > NUDGE * GROWN
  }
}

/** @param {number[]} x @param {number[]} t @param {State} start @param {number} lowest @returns {Marks} */
export function marksOf(x, t, { w, b }, lowest) {
  const by = gradients(x, t, w, b)
  return { slope: Math.hypot(by.wh, by.bo), xi: lossForParam(x, w, b, t), lowest }
}

/** @param {number} wh @param {number} bo */
const outside = (wh, bo) => wh < MAP.wh[0] || wh > MAP.wh[1] || bo < MAP.bo[0] || bo > MAP.bo[1]

/** What is odd about a run, in the order of its weight. @param {Run} run @param {Marks} marks */
function remarks({ state: { w, b, k }, history, by, wh, bo, xi, rises, unstable }, marks) {
  const found = []
  const [start, end] = [outside(w, b), outside(wh, bo)]
  if (start && end && k) found.push("Start and end are outside the map.")
  else if (start) found.push("The start is outside the map.")
  else if (end) found.push("The end is outside the map.")
  if (rose(history.xi[0], xi)) found.push("The steps are too long: the loss is above that of the start.")
  else if (rises) found.push(`The loss rose in ${rises} of ${k} steps: they are too long.`)
  const far = xi - marks.lowest > NEAR * (marks.xi - marks.lowest)
  if (wh === 0) found.push("At weight zero its slope is zero: only the bias learns.")
  else if (far && Math.abs(by.wh) < FLAT * marks.slope) found.push("Along the weight the ground is nearly flat here.")
  if (unstable) found.push("A tiny change of the start would lead elsewhere.")
  return found
}

const ROOM = 2 // remarks, for which the page keeps room

/** Where the run stands, and what is odd about it. @param {Run} run @param {Marks} marks */
export function describe(run, marks) {
  const { state: { k }, right, xi } = run
  const at = k === 0 ? "At the start" : `After ${k} update${k === 1 ? "" : "s"}`
  const where = `${at}: loss ${shown(xi)}, ${percent(right[k])} right.`
  return [where, ...remarks(run, marks).slice(0, ROOM)].join(" ")
}

/** @type {[string, keyof Stations][]} */
export const STATIONS = [
  ["x", "x"], ["zh", "zh"], ["h", "h"], ["zo", "zo"], ["y", "y"], ["xi_i", "xi"], ["delta_o", "deltaO"],
  ["grad_bo", "gradBo"], ["grad_h", "gradH"], ["delta_h", "deltaH"], ["grad_wh", "gradWh"],
]

/**
 * Code that reproduces the state and prints its numbers as they are shown; with a sample, its stations too.
 * @param {Run} run @param {Stations} [sample]
 */
export function asPython({ state: { w, b, mu, k, i }, by, n, wh, bo, xi }, sample) {
  /** @param {string} name @param {number} value */
  const line = (name, value) => `print(f"${name} = {${name}:${format(value)}}")`
  return `import numpy as np

from chainrule import activations
from chainrule import backpropagation as net
from chainrule.datasets import surrounded_class

x, t = surrounded_class()
path = net.train(x, t, wh=${w}, bo=${b}, learning_rate=${mu}, iterations=${k})
wh, bo = path[-1]
xi = net.loss_for_param(x, wh, bo, t)
right = np.mean(net.nn_predict(x, wh, bo) == t)

${sample ? `x, t = x[${i - 1}].item(), t[${i - 1}].item()  # sample ${i} of ${n}\n` : ""}zh = x * wh
h = activations.rbf(zh)
zo = h + bo
y = activations.logistic(zo)
delta_o = net.gradient_output(y, t)
grad_bo = net.gradient_bias_out(delta_o)
grad_h = net.gradient_hidden(delta_o)
grad_wh = net.gradient_weight_hidden(x, zh, h, grad_h)
${sample ? "xi_i = net.loss_for_param(x, wh, bo, t)\ndelta_h = activations.rbf_derivative(zh) * grad_h" : "grad_wh, grad_bo = np.mean(grad_wh), np.mean(grad_bo)"}

${line("wh", wh)}
${line("bo", bo)}
${line("xi", xi)}
print(f"right = {right:.1%}")
${sample ? STATIONS.map(([name, key]) => line(name, sample[key])).join("\n") : `${line("grad_wh", by.wh)}\n${line("grad_bo", by.bo)}`}
`
}
