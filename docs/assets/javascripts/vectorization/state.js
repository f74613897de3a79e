/**
 * The state of the chapter's figure: a start, of which each hidden neuron's line can be moved; a sample that is
 * moved; a run; and from where the cube is seen.
 *
 * @import { Range, Rules } from "../shared/state.js"
 * @import { Numbers, Rows } from "./mathematics.js"
 * @typedef {"u1"|"v1"|"b1"|"u2"|"v2"|"b2"|"u3"|"v3"|"b3"} Hidden both weights and the bias of a hidden neuron at the start
 * @typedef {Hidden|"size"|"i"|"dx"|"dy"|"mu"|"lam"|"k"|"m"|"turn"|"tilt"} Name
 * @typedef {Record<Name, number>} State size: the factor of the whole start; sample i, by dx and dy away from its place;
 *   rate mu, momentum lam, k updates done; m: what the handle moves, the sample (0) or the line of a neuron
 */
import { BH, M, WH } from "./mathematics.js"

export const LAST = 1000
/** The names of a neuron's numbers, and where they stand among the parameters. @type {(j: number) => [Hidden, number][]} */
export const hidden = (j) => /** @type {[Hidden, number][]} */ ([[`u${j + 1}`, WH + j], [`v${j + 1}`, WH + M + j], [`b${j + 1}`, BH + j]])
const HIDDEN = [0, 1, 2].flatMap(hidden)

/** @param {number} samples @returns {Rules<Name>} */
export const rulesFor = (samples) => ({
  ranges: {
    .../** @type {Record<Hidden, Range>} */ (Object.fromEntries(HIDDEN.map(([name]) => [name, [-20, 20, false]]))),
    size: [0, 30, false],
    i: [1, samples, true],
    dx: [-4, 4, false],
    dy: [-4, 4, false],
    mu: [0.001, 0.2, false],
    lam: [0, 0.95, false],
    k: [0, LAST, true],
    m: [0, M, true],
    turn: [-180, 180, true],
    tilt: [-90, 90, true],
  },
  always: ["mu", "lam", "k"],
  agree: (state) => state,
  complete: (state) => state,
})

/** The state in which the page opens: its own run, at its end. @param {Numbers} w @param {number} mu @param {number} lam @param {number} k @returns {State} */
export const startOf = (w, mu, lam, k) => ({
  .../** @type {Record<Hidden, number>} */ (Object.fromEntries(HIDDEN.map(([name, at]) => [name, w[at]]))),
  size: 1, i: 1, dx: 0, dy: 0, mu, lam, k, m: 0, turn: -60, tilt: 20,
})

/** All parameters of a state's start; what it does not hold is the page's. @param {State} state @param {Numbers} own */
export function parametersOf(state, own) {
  const w = [...own]
  for (const [name, at] of HIDDEN) w[at] = state[name]
  return w.map((value) => state.size * value)
}

/** The samples, of which one is moved. @param {State} state @param {Rows} X */
export const samplesOf = ({ i, dx, dy }, X) => X.map((row, n) => (n === i - 1 ? [row[0] + dx, row[1] + dy] : row))

/** The point of a neuron's line that is nearest to zero: none if its weights are zero. @param {number} u @param {number} v @param {number} b @returns {[number, number] | null} */
export function footOf(u, v, b) {
  const square = u * u + v * v
  return square ? [(-b * u) / square, (-b * v) / square] : null
}

/**
 * The weights and the bias of the line through a point that is its nearest to zero. Their slope is kept, and so is the
 * side on which the neuron answers: zero's or the other.
 * @param {number} x @param {number} y @param {number} slope @param {number} bias the old one
 */
export function lineThrough(x, y, slope, bias) {
  const far = Math.hypot(x, y)
  const side = bias > 0 ? -1 : 1
  return [(side * slope * x) / far, (side * slope * y) / far, -side * slope * far].map((value) => Number(value.toPrecision(5)))
}
