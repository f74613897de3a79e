/**
 * The network of chapter 3: the functions of `chainrule.backpropagation` under their names, and equal to them,
 * which tests/javascripts compares. A formula works on one number; what takes arrays `x` and `t` is the mean.
 *
 * @typedef {readonly number[]} Numbers
 * @typedef {{wh: number[], bo: number[], xi: number[], right: number[]}} History K + 1 entries, of which the first is the start
 * @typedef {Record<"x"|"t"|"wh"|"bo"|"zh"|"h"|"zo"|"y"|"xi"|"deltaO"|"gradBo"|"gradH"|"deltaH"|"gradWh", number>} Stations
 */
import { logistic, softplus } from "../shared/activations.js"

/** @param {number} zh */
export const rbf = (zh) => Math.exp(-zh * zh)

/** @param {number} x @param {number} wh */
export const hiddenActivations = (x, wh) => rbf(x * wh)

/** @param {number} h @param {number} bo */
export const outputActivations = (h, bo) => logistic(h + bo)

/** @param {number} x @param {number} wh @param {number} bo */
export const nn = (x, wh, bo) => outputActivations(hiddenActivations(x, wh), bo)

/** @param {number} x @param {number} wh @param {number} bo */
export const nnPredict = (x, wh, bo) => (nn(x, wh, bo) > 0.5 ? 1 : 0)

/** @param {Numbers} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The loss of a sample. @param {number} zo @param {number} t */
const lossOf = (zo, t) => softplus(zo) - t * zo

/** @param {Numbers} x @param {number} wh @param {number} bo @param {Numbers} t */
export const lossForParam = (x, wh, bo, t) => pass(x, t, wh, bo).xi

/**
 * The share of samples that are right.
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo
 */
export const accuracy = (x, t, wh, bo) => pass(x, t, wh, bo).right

/**
 * The mean loss on a grid: one row for each bias, one column for each weight.
 * @param {Numbers} x @param {Numbers} t @param {Numbers} wh @param {Numbers} bo
 */
export function lossSurface(x, t, wh, bo) {
  const h = wh.map((w) => x.map((xi) => hiddenActivations(xi, w)))
  return bo.map((b) =>
    h.map((ofWeight) => mean(ofWeight.map((hi, i) => lossOf(hi + b, t[i])))),
  )
}

/** @param {number} y @param {number} t */
export const gradientOutput = (y, t) => y - t

/** @param {number} gradOutput */
export const gradientBiasOut = (gradOutput) => gradOutput

/** @param {number} gradOutput */
export const gradientHidden = (gradOutput) => gradOutput

/** @param {number} x @param {number} zh @param {number} h @param {number} gradHidden */
export const gradientWeightHidden = (x, zh, h, gradHidden) => x * (-2 * (zh * h)) * gradHidden

/**
 * All that one sample is on its way forward and backward.
 * @param {number} x @param {number} t @param {number} wh @param {number} bo
 * @returns {Stations}
 */
export function stations(x, t, wh, bo) {
  const zh = x * wh
  const h = rbf(zh)
  const y = outputActivations(h, bo)
  const deltaO = gradientOutput(y, t)
  const gradH = gradientHidden(deltaO)
  return {
    x, t, wh, bo, zh, h, y, deltaO, gradH,
    zo: h + bo,
    xi: lossForParam([x], wh, bo, [t]),
    gradBo: gradientBiasOut(deltaO),
    deltaH: gradientWeightHidden(1, zh, h, gradH), // for an input of 1, the two are the same
    gradWh: gradientWeightHidden(x, zh, h, gradH),
  }
}

/**
 * All samples forward and backward in one go, for a run of a thousand updates is computed in each frame of a drag:
 * the mean loss `xi`, its gradient `wh`, `bo`, and the share `right`.
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo
 */
function pass(x, t, wh, bo) {
  let [xi, sumWh, sumBo, right] = [0, 0, 0, 0]
  const n = x.length
  for (let i = 0; i < n; i++) {
    const zh = x[i] * wh
    const h = rbf(zh)
    const zo = h + bo
    const y = logistic(zo)
    const gradOutput = gradientOutput(y, t[i])
    xi += lossOf(zo, t[i])
    sumWh += gradientWeightHidden(x[i], zh, h, gradientHidden(gradOutput))
    sumBo += gradientBiasOut(gradOutput)
    right += Number((y > 0.5 ? 1 : 0) === t[i])
  }
  return { xi: xi / n, wh: sumWh / n, bo: sumBo / n, right: right / n }
}

/**
 * The gradient of the mean loss by both parameters.
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo
 */
export function gradients(x, t, wh, bo) {
  const by = pass(x, t, wh, bo)
  return { wh: by.wh, bo: by.bo }
}

/** @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo @param {number} learningRate */
export function backpropUpdate(x, t, wh, bo, learningRate) {
  const by = gradients(x, t, wh, bo)
  return { wh: wh - learningRate * by.wh, bo: bo - learningRate * by.bo }
}

/**
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo @param {number} learningRate
 * @param {number} iterations
 */
export function train(x, t, wh, bo, learningRate, iterations) {
  /** @type {History} */
  const history = { wh: [], bo: [], xi: [], right: [] }
  for (let k = 0; k <= iterations; k++) {
    const at = pass(x, t, wh, bo)
    history.wh.push(wh)
    history.bo.push(bo)
    history.xi.push(at.xi)
    history.right.push(at.right)
    wh -= learningRate * at.wh
    bo -= learningRate * at.bo
  }
  return history
}
