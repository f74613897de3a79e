/**
 * Numbers and states in words and in Python; no DOM here.
 *
 * @import { History, Stations } from "./mathematics.js"
 * @import { State } from "./state.js"
 * @typedef {{state: State, history: History, right: number[], by: {wh: number, bo: number}, n: number, wh: number,
 *   bo: number, xi: number}} Run
 *   `right`: the share of samples that are right after each update; `by`, `wh`, `bo`, `xi`: after the last
 */
import { accuracy, gradients, train } from "./mathematics.js"

/** The run of a state. @param {State} state @param {number[]} x @param {number[]} t @returns {Run} */
export function runOf(state, x, t) {
  const history = train(x, t, state.w, state.b, state.mu, state.k)
  const right = history.wh.map((wh, k) => accuracy(x, t, wh, history.bo[k]))
  const [wh, bo, xi] = [history.wh[state.k], history.bo[state.k], history.xi[state.k]]
  return { state, history, right, by: gradients(x, t, wh, bo), n: x.length, wh, bo, xi }
}

/** Python's format in which a number is shown: four decimals, or three digits if those do not fit. @param {number} value */
function format(value) {
  if (value === 0) return "z.4f" // a zero without a sign
  return Math.abs(value) < 5e-4 || Math.abs(value) >= 1e5 ? ".2e" : ".4f"
}

/** @param {number} value */
export function shown(value) {
  const text = format(value) === ".2e" ? value.toExponential(2) : value.toFixed(4)
  return text.replace("e+", "e").replaceAll("-", "−")
}

/** @param {number} share */
export const percent = (share) => `${Number((100 * share).toFixed(1))} %`

/** Where the run stands, and what is odd about it. @param {Run} run */
export function describe({ state: { k, mu }, history, right, by, wh, bo, xi }) {
  const at = k === 0 ? "At the start" : `After ${k} update${k === 1 ? "" : "s"}`
  const words = [`${at} the loss is ${shown(xi)} and ${percent(right[k])} of the samples are right.`]
  if (Math.abs(wh) > 3 || bo < -2.5 || bo > 1.5) words.push("The point is outside the map.")
  const rises = history.xi.slice(1, k + 1).filter((value, j) => value > history.xi[j]).length
  if (k > 0 && xi > history.xi[0]) words.push("The loss is higher than at the start: the steps are too long.")
  if (rises > 1) words.push(`It rose in ${rises} of the steps: they leap across the valley.`)
  if (wh === 0) words.push("On the ridge the slope along the weight is zero: only the bias learns.")
  else if (Math.abs(by.wh) < 5e-4 && xi > 0.55) words.push("The ground is flat here along the weight: it hardly moves.")
  if (mu > 6 && k > 0) words.push("At so large a rate a path depends on the last digit of its numbers.")
  return words.join(" ")
}

/** @param {string[]} ignored */
export const note = (ignored) =>
  ignored.length ? `Ignored: ${ignored.join(", ")}.` : ""

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

from chainrule import backpropagation as net
from chainrule.datasets import surrounded_class

x, t = surrounded_class()
path = net.train(x, t, wh=${w}, bo=${b}, learning_rate=${mu}, iterations=${k})
wh, bo = path[-1]
xi = net.loss_for_param(x, wh, bo, t)
right = np.mean(net.nn_predict(x, wh, bo) == t)

${sample ? `x, t = x[${i - 1}].item(), t[${i - 1}].item()  # sample ${i} of ${n}\n` : ""}zh = x * wh
h = net.rbf(zh)
zo = h + bo
y = net.logistic(zo)
delta_o = net.gradient_output(y, t)
grad_bo = net.gradient_bias_out(delta_o)
grad_h = net.gradient_hidden(delta_o)
grad_wh = net.gradient_weight_hidden(x, zh, h, grad_h)
${sample ? "xi_i = net.loss_for_param(x, wh, bo, t)\ndelta_h = net.rbf_derivative(zh) * grad_h" : "grad_wh, grad_bo = np.mean(grad_wh), np.mean(grad_bo)"}

${line("wh", wh)}
${line("bo", bo)}
${line("xi", xi)}
print(f"right = {right:.1%}")
${sample ? STATIONS.map(([name, key]) => line(name, sample[key])).join("\n") : `${line("grad_wh", by.wh)}\n${line("grad_bo", by.bo)}`}
`
}
