/**
 * Samples of two classes as every figure of the course draws them: blue circles and red stars; who is wrong is ringed.
 *
 * @import { Inks } from "./figure.js"
 * @import { Plot } from "./plot.js"
 */

/**
 * @param {Plot} plot @param {readonly (readonly number[])[]} places of the samples, in the plot's units
 * @param {readonly number[]} t their classes, 1 for blue @param {readonly number[]} found the classes that a model gives them
 * @param {Inks} inks
 */
export function drawSamples(plot, places, t, found, inks) {
  for (const target of [1, 0]) {
    const rows = places.filter((_, i) => t[i] === target)
    const [rights, ups] = [0, 1].map((d) => rows.map((row) => row[d]))
    if (target) plot.dots(rights, ups, inks.blue, 7)
    else plot.stars(rights, ups, inks.red)
  }
  for (const [i, place] of places.entries()) if (found[i] !== t[i]) ring(plot, place, inks.ink)
}

/** @param {Plot} plot @param {readonly number[]} place @param {string} ink @param {number} radius @param {number} width */
export function ring(plot, [x, y], ink, radius = 7, width = 1.4) {
  plot.stroke(ink, width, (pen) => pen.arc(plot.x(x), plot.y(y), radius, 0, 7))
}
