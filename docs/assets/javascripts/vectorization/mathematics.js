/**
 * The network of chapter 4: the functions of `chainrule.vectorization` under their names, and equal to them, which
 * tests/javascripts compares. The parameters of a network stand in one array, row by row: `Wh`, `bh`, `Wo`, `bo`.
 *
 * @typedef {readonly number[]} Numbers
 * @typedef {readonly (readonly number[])[]} Rows
 * @typedef {{path: number[][], losses: number[]}} History K + 1 entries, of which the first is the start
 */
import { logistic, softplus } from "../shared/activations.js"

/** The sizes of the network: inputs, hidden neurons, classes. */
export const [D, M, C] = [2, 3, 2]
/** Where each parameter begins. */
export const [WH, BH, WO, BO, SIZE] = [0, D * M, D * M + M, D * M + M + M * C, D * M + M + M * C + C]

/** @param {Numbers} x @param {Numbers} w @returns {number[]} */
export function hiddenActivations(x, w) {
  return [0, 1, 2].map((j) => logistic(x[0] * w[WH + j] + x[1] * w[WH + M + j] + w[BH + j]))
}

/** By how much the input of the second output exceeds that of the first. @param {Numbers} h @param {Numbers} w */
export function margin(h, w) {
  const { normal, offset } = cut(w)
  return normal[0] * h[0] + normal[1] * h[1] + normal[2] * h[2] + offset
}

/** The plane in the space of the hidden activations on which both outputs are equal. @param {Numbers} w */
export function cut(w) {
  return { normal: [0, 1, 2].map((j) => w[WO + j * C + 1] - w[WO + j * C]), offset: w[BO + 1] - w[BO] }
}

/** The output for the second class, one minus that for the first. @param {Numbers} x @param {Numbers} w */
export const nn = (x, w) => logistic(margin(hiddenActivations(x, w), w))

/** The class of the larger output; of two that are equal, the first. @param {Numbers} x @param {Numbers} w */
export const nnPredict = (x, w) => (margin(hiddenActivations(x, w), w) > 0 ? 1 : 0)

/**
 * The loss, and its gradient for all parameters, which is written into an array.
 * @param {Rows} X @param {Numbers} t the class of each sample @param {Numbers} w @param {number[] | Float64Array} by
 */
export function lossAndGradients(X, t, w, by) {
  const { normal, offset } = cut(w)
  const h = [0, 0, 0]
  let xi = 0
  by.fill(0)
  for (let i = 0; i < X.length; i++) {
    const [x1, x2] = X[i]
    const second = t[i] === 1
    let z = offset
    for (let j = 0; j < M; j++) {
      h[j] = logistic(x1 * w[WH + j] + x2 * w[WH + M + j] + w[BH + j])
      z += normal[j] * h[j]
    }
    const wrong = second ? -z : z // by how much the wrong output is ahead
    xi += softplus(wrong)
    const delta = second ? -logistic(wrong) : logistic(wrong) // of the second output; that of the first is its opposite
    by[BO + 1] += delta
    for (let j = 0; j < M; j++) {
      by[WO + j * C + 1] += delta * h[j]
      const back = h[j] * (1 - h[j]) * delta * normal[j]
      by[BH + j] += back
      by[WH + j] += back * x1
      by[WH + M + j] += back * x2
    }
  }
  by[BO] = -by[BO + 1]
  for (let j = 0; j < M; j++) by[WO + j * C] = -by[WO + j * C + 1]
  return xi
}

/**
 * Gradient descent with momentum on the summed loss.
 * @param {Rows} X @param {Numbers} t @param {Numbers} start @param {number} learningRate @param {number} momentum
 * @param {number} iterations @returns {History}
 */
export function train(X, t, start, learningRate, momentum, iterations) {
  const velocity = new Float64Array(SIZE)
  const by = new Float64Array(SIZE)
  const [path, losses] = [[[...start]], [lossAndGradients(X, t, start, by)]]
  for (let k = 1; k <= iterations; k++) {
    const w = path[k - 1].map((value, n) => value + (velocity[n] = momentum * velocity[n] - learningRate * by[n]))
    path.push(w)
    losses.push(lossAndGradients(X, t, w, by))
  }
  return { path, losses }
}
