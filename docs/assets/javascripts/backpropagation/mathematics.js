/**
 * The network of chapter 3: the functions of `chainrule.backpropagation` under their names, and equal to them,
 * which tests/javascripts compares. A formula works on one number; what takes arrays `x` and `t` is the mean.
 *
 * @typedef {readonly number[]} Numbers
 * @typedef {{wh: number[], bo: number[], xi: number[]}} History K + 1 entries, of which the first is the start
 * @typedef {Record<"x"|"t"|"wh"|"bo"|"zh"|"h"|"zo"|"y"|"xi"|"deltaO"|"gradBo"|"gradH"|"deltaH"|"gradWh", number>} Stations
 */

/** @param {number} zh */
export const rbf = (zh) => Math.exp(-zh * zh)

/** @param {number} zo */
export function logistic(zo) {
  const e = Math.exp(Math.min(zo, -zo))
  return (zo < 0 ? e : 1) / (1 + e)
}

/** @param {number} zo */
export const softplus = (zo) => Math.max(zo, 0) + Math.log1p(Math.exp(Math.min(zo, -zo)))

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

/** @param {Numbers} x @param {number} wh @param {number} bo @param {Numbers} t */
export const lossForParam = (x, wh, bo, t) =>
  mean(
    x.map((xi, i) => {
      const zo = hiddenActivations(xi, wh) + bo
      return softplus(zo) - t[i] * zo
    }),
  )

/**
 * The share of samples that are right.
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo
 */
export const accuracy = (x, t, wh, bo) => mean(x.map((xi, i) => Number(nnPredict(xi, wh, bo) === t[i])))

/**
 * The mean loss on a grid: one row for each bias, one column for each weight.
 * @param {Numbers} x @param {Numbers} t @param {Numbers} wh @param {Numbers} bo
 */
export function lossSurface(x, t, wh, bo) {
  const h = wh.map((w) => x.map((xi) => hiddenActivations(xi, w)))
  return bo.map((b) =>
    h.map((ofWeight) => mean(ofWeight.map((hi, i) => softplus(hi + b) - t[i] * (hi + b)))),
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
 * The gradient of the mean loss by both parameters.
 * @param {Numbers} x @param {Numbers} t @param {number} wh @param {number} bo
 */
export function gradients(x, t, wh, bo) {
  let [sumWh, sumBo] = [0, 0]
  x.forEach((xi, i) => {
    const zh = xi * wh
    const h = rbf(zh)
    const gradOutput = gradientOutput(outputActivations(h, bo), t[i])
    sumWh += gradientWeightHidden(xi, zh, h, gradientHidden(gradOutput))
    sumBo += gradientBiasOut(gradOutput)
  })
  return { wh: sumWh / x.length, bo: sumBo / x.length }
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
  const history = { wh: [], bo: [], xi: [] }
  for (let k = 0; k <= iterations; k++) {
    if (k > 0) ({ wh, bo } = backpropUpdate(x, t, wh, bo, learningRate))
    history.wh.push(wh)
    history.bo.push(bo)
    history.xi.push(lossForParam(x, wh, bo, t))
  }
  return history
}
