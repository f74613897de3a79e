/**
 * The run of a state, in words and in Python; no DOM here. Each sentence holds, which tests/javascripts asks
 * `chainrule` about for many states.
 *
 * @import { History, Numbers, Rows } from "./mathematics.js"
 * @import { State } from "./state.js"
 * @typedef {{X: Rows, t: Numbers, w: Numbers}} Given the page's samples, their classes, and its own start
 * @typedef {{state: State, own: Numbers, X: Rows, t: Numbers, start: number[], history: History, w: number[], H: number[][], y: number[],
 *   classes: number[], xi: number, right: number, rises: number, unstable: boolean, cut: number[][]}} Run
 *   `w` and all that follows: after the last update; `H`, `y`, `classes`: of each sample; `y`: the output for blue; `cut`: the corners of the plane in the cube
 */
import { format, shown, signed } from "../shared/words.js"
import { cut, hiddenActivations, margin, nn, nnPredict, train, WO } from "./mathematics.js"
import { planeInCube } from "./space.js"
import { hidden, parametersOf, samplesOf } from "./state.js"

/** Where the plane of the samples ends, in both directions. @type {[number, number]} */
export const PLANE = [-1.5, 1.5]
/** What each class is called: its column is its number. */
export const NAMES = ["red", "blue"]
const ROUNDING = 1e-9 // relative: far above that of the computer's numbers, far below what is shown
const NUDGE = 1e-10 // of the start: how it grows tells whether a path is unstable
const GROWN = 1e5
const MANY = 0.2 // of the steps: with fewer rises a path is not looked at
const UNSURE = 0.05 // of an output, from one half

/** @param {number} before @param {number} after */
const rose = (before, after) => after > before * (1 + ROUNDING)

/** @param {State} state @param {Given} given @returns {Run} */
export function runOf(state, { X: rows, t, w: own }) {
  const { mu, lam, k } = state
  const X = samplesOf(state, rows)
  const start = parametersOf(state, own)
  const history = train(X, t, start, mu, lam, k)
  const { losses, path } = history
  const w = path[k]
  const H = X.map((row) => hiddenActivations(row, w))
  const classes = X.map((row) => nnPredict(row, w))
  const { normal, offset } = cut(w)
  const rises = losses.filter((value, j) => j && rose(losses[j - 1], value)).length
  return {
    state, own, X, t, start, history, w, H, classes, rises,
    y: X.map((row) => nn(row, w)),
    xi: losses[k],
    right: classes.filter((found, i) => found === t[i]).length,
    unstable: rises > MANY * k && grows(),
    cut: planeInCube(normal, offset),
  }

  /** Whether a nudge of the start leads elsewhere. */
  function grows() {
    const nudged = train(X, t, start.map((value, n) => (n === WO ? value + NUDGE : value)), mu, lam, k).path[k]
    return Math.hypot(...nudged.map((value, n) => value - w[n])) > NUDGE * GROWN
  }
}

/** Whether all that the hidden layer can answer, every corner of the cube, is on one side of the cut. @param {Numbers} w */
function misses(w) {
  const sides = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => margin([n & 1, (n >> 1) & 1, n >> 2], w))
  return Math.min(...sides) > 0 || Math.max(...sides) < 0
}

/** What is worth a remark, in the order of its weight. @param {Run} run */
function remarks({ state: { k }, history: { losses }, w, y, xi, rises, unstable }) {
  const found = []
  if (y.every((value) => Math.abs(value - 0.5) < UNSURE)) found.push("Each output is close to one half.")
  if (misses(w)) found.push("The cut misses the cube: every place gets one answer.")
  if (rose(losses[0], xi)) found.push("The loss is above that of the start.")
  else if (rises) found.push(`The loss rose in ${rises} of ${k} steps.`)
  if (unstable) found.push("A tiny change of the start would lead elsewhere.")
  return found
}

const ROOM = 2 // remarks, for which the page keeps room

/** Where the run stands, what becomes of the sample, and what there is to be remarked. @param {Run} run */
export function describe(run) {
  const { state: { i, k }, t, classes, right, xi } = run
  const at = k === 0 ? "At the start" : `After ${k} update${k === 1 ? "" : "s"}`
  const where = `${at}: loss ${shown(xi)}, ${right} of ${t.length} samples right.`
  const sample = `Sample ${i}, ${NAMES[t[i - 1]]}, is taken for ${NAMES[classes[i - 1]]}.`
  return [where, sample, ...remarks(run).slice(0, ROOM)].join(" ")
}

/** What is given to the figure's handle, in words. @param {Run} run @param {[number, number]} place @param {boolean} beyond */
export function handleSays({ state: { i, m } }, [x, y], beyond) {
  const at = signed(`${x.toFixed(2)} and ${y.toFixed(2)}`)
  const what = m ? `Line of neuron ${m} at the start, nearest to zero` : `Sample ${i}`
  return `${what}, at ${at}${beyond ? ", outside the picture" : ""}; the arrow keys move it`
}

/** Code that reproduces the state and prints its numbers as they are shown. @param {Run} run */
export function asPython({ state, own, H, y, xi }) {
  const { i, dx, dy, size, mu, lam, k } = state
  /** @param {string} name @param {number} value @param {string} code */
  const line = (name, value, code = name) => `print(f"${name} = {${code}:${format(value)}}")`
  const moved = [0, 1, 2].filter((j) => hidden(j).some(([name, at]) => state[name] !== own[at]))
  const lines = moved.map((j) => {
    const [u, v, b] = hidden(j).map(([name]) => state[name])
    return `Wh[:, ${j}], bh[:, ${j}] = [${u}, ${v}], ${b}\n`
  })
  const displaced = dx || dy ? `X[${i - 1}] += [${dx}, ${dy}]\n` : ""
  return `import numpy as np

from chainrule.datasets import circles
from chainrule.vectorization import (
    hidden_activations,
    log_softmax,
    nn,
    nn_predict,
    random_parameters,
    train,
)

random = np.random.RandomState(1)
X, T = circles(random)
random_parameters(random)  # the point of the gradient check
Wh, bh, Wo, bo = random_parameters(random, 0.1)
${displaced}${lines.join("")}
start = [${size} * w for w in (Wh, bh, Wo, bo)]
w, _ = train(X, T, start, learning_rate=${mu}, momentum=${lam}, iterations=${k})
Wh, bh, Wo, bo = w
H = hidden_activations(X, Wh, bh)
xi = -np.sum(T * log_softmax(H @ Wo + bo))
right = np.sum(nn_predict(X, w) == T.argmax(axis=1))
h1, h2, h3 = H[${i - 1}]
y = nn(X, w)[${i - 1}, 1]

${line("xi", xi)}
print(f"right = {right}")
${line("y", y[i - 1])}
${H[i - 1].map((value, j) => line(`h${j + 1}`, value)).join("\n")}
`
}
