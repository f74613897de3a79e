/**
 * The decision regions of a network, painted: the ground of each place in the colour of its class.
 *
 * @import { Plot } from "../shared/plot.js"
 * @import { Inks } from "../shared/figure.js"
 * @import { Numbers } from "./mathematics.js"
 */
import { spread } from "../shared/explorer.js"
import { hiddenActivations, margin } from "./mathematics.js"

const CELLS = 60
const PICTURE = 300 // pixels of the picture, in both directions
const [GROUND, BORDER] = [40, 200] // how opaque, of 255

export class Regions {
  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot
    this.canvas = Object.assign(document.createElement("canvas"), { width: PICTURE, height: PICTURE })
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"))
    this.image = this.pen.createImageData(PICTURE, PICTURE)
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
    const { data } = this.image
    const step = CELLS / PICTURE
    for (let py = 0, to = 0; py < PICTURE; py++) {
      const v = CELLS - (py + 0.5) * step
      const j = v | 0
      for (let px = 0; px < PICTURE; px++, to += 4) {
        const u = (px + 0.5) * step
        const i = u | 0
        const [a, b, c, d] = [values[j][i], values[j][i + 1], values[j + 1][i], values[j + 1][i + 1]]
        const [right, up] = [u - i, v - j]
        const value = (a + (b - a) * right) * (1 - up) + (c + (d - c) * right) * up
        const slope = (Math.abs((b - a) * (1 - up) + (d - c) * up) + Math.abs((c - a) * (1 - right) + (d - b) * right)) * step
        const away = Math.abs(value) / (slope || 1)
        const [red, green, blue] = away < 1 && slope ? border : value > 0 ? second : first
        data[to] = red
        data[to + 1] = green
        data[to + 2] = blue
        data[to + 3] = away < 1 && slope ? BORDER : GROUND
      }
    }
    this.pen.putImageData(this.image, 0, 0)
  }
}

/** A colour as `#1d5fbf` in bytes. @param {string} text */
const bytes = (text) => [1, 3, 5].map((at) => parseInt(text.trim().slice(at, at + 2), 16))
