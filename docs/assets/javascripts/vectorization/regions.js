/**
 * The decision regions of a network, painted: the ground of each place in the colour of its class.
 *
 * @import { Plot } from "../shared/plot.js"
 * @import { Inks } from "../shared/figure.js"
 * @import { Numbers } from "./mathematics.js"
 * @typedef {[number, number, number, number]} Corners the margins at a cell's corners: below, left and right, and above
 */
import { spread } from "../shared/explorer.js"
import { hiddenActivations, margin } from "./mathematics.js"

const CELLS = 60
const SIDE = 5 // pixels of a cell, in both directions
const PICTURE = CELLS * SIDE
const [GROUND, BORDER] = [40, 200] // how opaque, of 255

export class Regions {
  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot
    this.canvas = Object.assign(document.createElement("canvas"), { width: PICTURE, height: PICTURE })
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"))
    this.image = this.pen.createImageData(PICTURE, PICTURE)
    this.words = new Uint32Array(this.image.data.buffer) // a pixel each
    const { x, y } = plot.axes
    this.places = spread(y, CELLS + 1).map((up) => spread(x, CELLS + 1).map((right) => [right, up]))
    this.painted = ""
  }

  /** @param {Numbers} w @param {Inks} inks */
  draw(w, inks) {
    const now = [...w, inks.blue, inks.red].join()
    if (now !== this.painted) this.paint(w, [inks.red, inks.blue, inks.ink].map(bytes))
    this.painted = now
    const { plot, canvas } = this
    const { x, y } = plot.axes
    plot.pen.drawImage(canvas, plot.x(x[0]), plot.y(y[1]), plot.x(x[1]) - plot.x(x[0]), plot.y(y[0]) - plot.y(y[1]))
  }

  /** Between the places of the grid the margin goes straight; where it is zero is the border. @param {Numbers} w @param {number[][]} colours */
  paint(w, [first, second, border]) {
    const values = this.places.map((row) => row.map((place) => margin(hiddenActivations(place, w), w)))
    const [low, high, line] = [word(first, GROUND), word(second, GROUND), word(border, BORDER)]
    for (let j = 0; j < CELLS; j++) {
      const start = (CELLS - 1 - j) * SIDE * PICTURE // the first pixel of a row of cells
      const [lower, upper] = [values[j], values[j + 1]]
      for (let i = 0; i < CELLS; i++) this.words.fill(lower[i] > 0 ? high : low, start + i * SIDE, start + (i + 1) * SIDE)
      for (let row = 1; row < SIDE; row++) this.words.copyWithin(start + row * PICTURE, start, start + PICTURE)
      for (let i = 0; i < CELLS; i++) {
        const corners = /** @type {Corners} */ ([lower[i], lower[i + 1], upper[i], upper[i + 1]])
        if (!isPlain(corners)) this.border(start + i * SIDE, corners, low, high, line)
      }
    }
    this.pen.putImageData(this.image, 0, 0)
  }

  /** A cell that a border may cross, which is one pixel wide to each side. @param {number} corner its first pixel @param {Corners} corners @param {number} low @param {number} high @param {number} line */
  border(corner, [a, b, c, d], low, high, line) {
    for (let row = 0; row < SIDE; row++)
      for (let column = 0; column < SIDE; column++) {
        const [right, up] = [(column + 0.5) / SIDE, 1 - (row + 0.5) / SIDE]
        const value = (a + (b - a) * right) * (1 - up) + (c + (d - c) * right) * up
        const slope = Math.abs((b - a) * (1 - up) + (d - c) * up) + Math.abs((c - a) * (1 - right) + (d - b) * right)
        const crossed = slope && Math.abs(value) < slope / SIDE
        this.words[corner + row * PICTURE + column] = crossed ? line : value > 0 ? high : low
      }
  }
}

/** Whether no border comes near a cell: its steepest slope leads from none of its corners to zero in a pixel. @param {Corners} corners */
function isPlain([a, b, c, d]) {
  const steepest = Math.max(Math.abs(b - a), Math.abs(d - c)) + Math.max(Math.abs(c - a), Math.abs(d - b))
  const least = Math.min(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d))
  return a > 0 === b > 0 && a > 0 === c > 0 && a > 0 === d > 0 && least >= steepest / SIDE
}

/** A colour and how opaque it is, as four bytes of an image are stored. @param {number[]} colour @param {number} opaque */
const word = (colour, opaque) => new Uint32Array(new Uint8ClampedArray([...colour, opaque]).buffer)[0]

/** A colour as `#1d5fbf` in bytes. @param {string} text */
const bytes = (text) => [1, 3, 5].map((at) => parseInt(text.trim().slice(at, at + 2), 16))
