/**
 * The line of chapter 1: the functions of `chainrule.gradient_descent` under their names, and equal to them, which
 * tests/javascripts compares. A formula works on one number; what takes arrays `x` and `t` is the mean.
 *
 * @typedef {readonly number[]} Numbers
 */

/** @param {number} x @param {number} w */
export const nn = (x, w) => x * w

/** @param {number} x @param {number} y @param {number} t */
const gradientOf = (x, y, t) => 2 * (y - t) * x

/** @param {Numbers} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The loss of the line with weight w. @param {Numbers} x @param {Numbers} t @param {number} w */
export const loss = (x, t, w) => mean(x.map((value, i) => (t[i] - nn(value, w)) ** 2))

/** The slope of that loss. @param {Numbers} x @param {Numbers} t @param {number} w */
export const gradient = (x, t, w) => mean(x.map((value, i) => gradientOf(value, nn(value, w), t[i])))

/** @param {Numbers} x @param {Numbers} t @param {number} w @param {number} learningRate */
export const update = (x, t, w, learningRate) => w - learningRate * gradient(x, t, w)

/** @param {Numbers} x @param {Numbers} t @param {number} w @param {number} learningRate @param {number} iterations */
export function train(x, t, w, learningRate, iterations) {
  const weights = [w]
  for (let k = 0; k < iterations; k++) weights.push(update(x, t, weights[k], learningRate))
  return weights
}

/** @param {Numbers} x @param {Numbers} t */
export const bestWeight = (x, t) => mean(x.map((value, i) => value * t[i])) / mean(x.map((value) => value * value))

/** @param {Numbers} x */
export const largestRate = (x) => 1 / mean(x.map((value) => value * value))
