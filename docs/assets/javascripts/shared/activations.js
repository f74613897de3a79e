/** The functions of `chainrule.activations` that figures share, equal to them, which tests/javascripts compares. */

/** @param {number} z */
export function logistic(z) {
  const e = Math.exp(Math.min(z, -z))
  return (z < 0 ? e : 1) / (1 + e)
}

/** @param {number} z */
export const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(Math.min(z, -z)))
