/**
 * The classifier of chapter 2: the functions of `chainrule.classification` under their names, and equal to them, which
 * tests/javascripts compares. A formula works on one sample; what takes arrays `x` and `t` is the mean.
 *
 * @typedef {readonly number[]} Numbers
 * @typedef {readonly (readonly number[])[]} Rows
 * @typedef {[number, number]} Weights
 * @typedef {{w1: number[], w2: number[], xi: number[], wrong: number[]}} History K + 1 entries, of which the first is the start
 */
import { logistic, softplus } from "../shared/activations.js"

/** @param {Numbers} row @param {Numbers} w */
const zOf = (row, w) => row[0] * w[0] + row[1] * w[1]

/** @param {Numbers} row @param {Numbers} w */
export const nn = (row, w) => logistic(zOf(row, w))

/** @param {Numbers} row @param {Numbers} w */
export const nnPredict = (row, w) => (nn(row, w) > 0.5 ? 1 : 0)

/** @param {Numbers} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The loss of a sample. @param {number} z @param {number} t */
const lossOf = (z, t) => softplus(z) - t * z

/** @param {Rows} x @param {Numbers} t @param {Numbers} w */
export const loss = (x, t, w) => mean(x.map((row, i) => lossOf(zOf(row, w), t[i])))

/** How many samples are on the wrong side. @param {Rows} x @param {Numbers} t @param {Numbers} w */
export const wrong = (x, t, w) => x.filter((row, i) => nnPredict(row, w) !== t[i]).length

/** @param {Rows} x @param {Numbers} t @param {Numbers} w @returns {Weights} */
export function gradient(x, t, w) {
  const delta = x.map((row, i) => nn(row, w) - t[i])
  const by = (/** @type {number} */ j) => mean(x.map((row, i) => delta[i] * row[j]))
  return [by(0), by(1)]
}

/** @param {Rows} x @param {Numbers} t @param {Numbers} w @param {number} learningRate @returns {Weights} */
export function update(x, t, w, learningRate) {
  const by = gradient(x, t, w)
  return [w[0] - learningRate * by[0], w[1] - learningRate * by[1]]
}

/** @param {Rows} x @param {Numbers} t @param {Weights} start @param {number} learningRate @param {number} iterations */
export function train(x, t, start, learningRate, iterations) {
  /** @type {History} */
  const history = { w1: [], w2: [], xi: [], wrong: [] }
  let w = start
  for (let k = 0; k <= iterations; k++) {
    history.w1.push(w[0])
    history.w2.push(w[1])
    history.xi.push(loss(x, t, w))
    history.wrong.push(wrong(x, t, w))
    w = update(x, t, w, learningRate)
  }
  return history
}

/** The loss on a grid: one row for each second weight, one column for each first. @param {Rows} x @param {Numbers} t @param {Numbers} w1 @param {Numbers} w2 */
export const lossSurface = (x, t, w1, w2) => w2.map((second) => w1.map((first) => loss(x, t, [first, second])))

/**
 * The fewest samples that a line through zero can have on the wrong side: a line that is turned changes its count only
 * where it meets a sample, so one line between each two such places is enough.
 * @param {Rows} x @param {Numbers} t
 */
export function fewestWrong(x, t) {
  const places = x.flatMap(([right, up]) => [0.5, 1.5].map((turn) => (Math.atan2(up, right) / Math.PI + 4 + turn) % 2))
  places.sort((a, b) => a - b)
  const between = places.map((place, n) => (place + (places[n + 1] ?? places[0] + 2)) / 2)
  return Math.min(...between.map((turn) => wrong(x, t, [Math.cos(turn * Math.PI), Math.sin(turn * Math.PI)])))
}
