/**
 * The run of a state, in words and in Python; no DOM here. Each sentence holds, which tests/javascripts asks
 * `chainrule` about for many states.
 *
 * @import { State } from "./state.js"
 * @typedef {{state: State, weights: number[], w: number, xi: number, by: number, step: number, lowest: number, factor: number}} Run
 *   `weights`: of each update; `w`, `xi`, `by`, `step`: after the last, with its slope and the step that comes next;
 *   `lowest`: the smallest loss of all lines; `factor`: by which an update multiplies the distance to the best weight
 */
import { format, shown, signed } from "../shared/words.js"
import { bestWeight, gradient, largestRate, loss, train } from "./mathematics.js"

/** What the picture shows of the weights and of the losses. @type {{w: [number, number], xi: [number, number]}} */
export const PICTURE = { w: [0, 4.1], xi: [-0.1, 1.7] }
const ROUNDING = 1e-9 // far above that of the computer's numbers

/** @param {State} state @param {number[]} x @param {number[]} t @returns {Run} */
export function runOf(state, x, t) {
  const weights = train(x, t, state.w, state.mu, state.k)
  const w = weights[state.k]
  const by = gradient(x, t, w)
  return {
    state, weights, w, by,
    xi: loss(x, t, w),
    step: -state.mu * by,
    lowest: loss(x, t, bestWeight(x, t)),
    factor: 1 - (2 * state.mu) / largestRate(x),
  }
}

/** Which way the loss falls. @param {Run} run */
const way = ({ xi, by, lowest }) =>
  shown(xi) === shown(lowest)
    ? "To four decimals, no line has a smaller loss."
    : `The slope is ${by < 0 ? "negative: steeper" : "positive: flatter"} is better.`

const DIGITS = [3, 6, 9]

/** In so many digits that it is neither zero nor one if it is not, as what follows depends on that. @param {number} factor */
function told(factor) {
  const texts = DIGITS.map((digits) => factor.toFixed(digits))
  return texts.find((text) => ![0, 1].includes(Math.abs(Number(text)))) ?? texts[0]
}

/** What the rate does. @param {number} factor */
function course(factor) {
  const far = Math.abs(factor) - 1
  const nearer = far < -ROUNDING ? "nearer" : far > ROUNDING ? "farther away" : "as far away as before"
  const sides = factor < 0 ? ", on the other side" : ""
  return `Each update multiplies the distance to the best weight by ${signed(told(factor))}: it lands ${nearer}${sides}.`
}

/** @param {Run} run */
const outside = ({ w, xi }) => w < PICTURE.w[0] || w > PICTURE.w[1] || xi > PICTURE.xi[1]

/** Where the run stands. @param {Run} run */
export function describe(run) {
  const { k } = run.state
  const at = k === 0 ? "At the start" : `After ${k} update${k === 1 ? "" : "s"}`
  const beyond = outside(run) ? " The point is outside the picture." : ""
  return `${at}: loss ${shown(run.xi)}. ${way(run)} ${course(run.factor)}${beyond}`
}

/** Code that reproduces the state and prints its numbers as they are shown. @param {Run} run */
export function asPython({ state: { w: start, mu, k }, w, xi, by, step }) {
  /** @param {string} name @param {number} value */
  const line = (name, value) => `print(f"${name} = {${name}:${format(value)}}")`
  return `import numpy as np

from chainrule.datasets import noisy_line
from chainrule.gradient_descent import gradient, loss, nn, train

x, t, _ = noisy_line()
mu = ${mu}
w = train(x, t, w=${start}, learning_rate=mu, iterations=${k})[-1]
y = nn(x, w)
xi = loss(y, t)
grad_w = np.mean(gradient(x, y, t))
step = -mu * grad_w

${line("w", w)}
${line("xi", xi)}
${line("grad_w", by)}
${line("step", step)}
`
}
