/**
 * The network of chapter 5, for one image: the functions of `chainrule.many_layers` under their names, and equal to
 * them, which tests/javascripts compares. A layer is the list of its parameters, of which a logistic one has none.
 *
 * @typedef {readonly number[]} Numbers
 * @typedef {readonly [] | readonly [number[][], number[]]} Layer weights, one row for each input, and biases
 */

/** @param {number} z */
const logistic = (z) => 1 / (1 + Math.exp(-z))

/** @param {Numbers} z */
export const logSoftmax = (z) => {
  const high = Math.max(...z)
  const log = Math.log(z.reduce((sum, value) => sum + Math.exp(value - high), 0))
  return z.map((value) => value - high - log)
}

/** @param {Numbers} z */
export const softmax = (z) => {
  const high = Math.max(...z)
  const e = z.map((value) => Math.exp(value - high))
  const sum = e.reduce((sum, value) => sum + value, 0)
  return e.map((value) => value / sum)
}

/** The image, and each layer's output. @param {readonly Layer[]} layers @param {Numbers} x */
export function forward(layers, x) {
  /** @type {Numbers[]} */
  const outputs = [x]
  for (const [W, b] of layers) {
    const h = outputs[outputs.length - 1]
    outputs.push(W && b ? b.map((bias, c) => h.reduce((sum, value, n) => sum + value * W[n][c], 0) + bias) : h.map(logistic))
  }
  return outputs
}

/** The derivatives of the loss by each of the outputs. @param {readonly Layer[]} layers @param {readonly Numbers[]} outputs @param {Numbers} delta */
export function backward(layers, outputs, delta) {
  const errors = [delta]
  for (let n = layers.length - 1; n >= 0; n--) {
    const [[W], y, dy] = [layers[n], outputs[n + 1], errors[0]]
    errors.unshift(W ? W.map((row) => row.reduce((sum, w, c) => sum + w * dy[c], 0)) : dy.map((d, c) => d * y[c] * (1 - y[c])))
  }
  return errors
}

/** @param {Numbers} z @param {number} t the right class */
export const crossEntropy = (z, t) => -logSoftmax(z)[t]

/** @param {Numbers} z @param {number} t the right class */
export const crossEntropyError = (z, t) => softmax(z).map((y, c) => y - (c === t ? 1 : 0))

/** The places of the values, the largest first. @param {Numbers} values */
export const ranked = (values) => values.map((_, c) => c).sort((a, b) => values[b] - values[a] || a - b)
