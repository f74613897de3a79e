/**
 * The state of the chapter's figure: an image, the right answer, and how far it is on its way.
 *
 * @import { Range, Rules } from "../shared/state.js"
 * @typedef {"r1"|"r2"|"r3"|"r4"|"r5"|"r6"|"r7"|"r8"} Row a row of the image: its pixels are the digits to the base 17
 * @typedef {Row|"t"|"s"} Name
 * @typedef {Record<Name, number>} State t: the right answer, -1 while there is none; s: the station
 */
import { FULL, SIDE } from "./ink.js"

/** Stations: the image and what comes out of each layer, then back, from the error of the output to that of the image. */
export const [IMAGE, OUTPUT, LAST] = [0, 3, 7]
export const NONE = -1
const BASE = FULL + 1
const ROWS = /** @type {Row[]} */ (Array.from({ length: SIDE }, (_, n) => `r${n + 1}`))

/** @param {readonly number[]} image */
export const rowsOf = (image) =>
  /** @type {Record<Row, number>} */ (
    Object.fromEntries(ROWS.map((name, n) => [name, image.slice(n * SIDE, (n + 1) * SIDE).reduce((sum, value) => sum * BASE + value, 0)]))
  )

/** @param {Record<Row, number>} rows */
export const imageIn = (rows) =>
  ROWS.flatMap((name) => Array.from({ length: SIDE }, (_, n) => Math.floor(rows[name] / BASE ** (SIDE - 1 - n)) % BASE))

/** @type {Rules<Name>} */
export const RULES = {
  ranges: {
    .../** @type {Record<Row, Range>} */ (Object.fromEntries(ROWS.map((name) => [name, [0, BASE ** SIDE - 1, true]]))),
    t: [NONE, 9, true],
    s: [IMAGE, LAST, true],
  },
  always: ["s"],
  // Without a right answer there is no error.
  agree: (state) => ({ ...state, s: state.t === NONE ? Math.min(state.s, OUTPUT) : state.s }),
  complete: (state, given) => ({ ...state, s: given.has("s") ? state.s : state.t === NONE ? OUTPUT : LAST }),
}

/** The state in which the page opens. @param {readonly number[]} image @returns {State} */
export const startOf = (image) => ({ ...rowsOf(image), t: NONE, s: IMAGE })
