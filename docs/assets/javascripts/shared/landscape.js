/**
 * The loss over two parameters as a landscape: its picture, a run on it, and the way downhill.
 *
 * @import { Plot } from "./plot.js"
 * @import { Inks } from "./figure.js"
 * @typedef {[number, number]} Point
 */
import { contours, extent, scale } from "./colours.js"

const DISC = 8 // pixels, the half of the handle's
const PICTURE = [540, 360]

/** The arrow, in pixels: 78 for a slope of one, 18 less for each tenth of it, and never too short to be seen. */
const ARROW = { ofOne: 78, forTen: 18, least: 24 }

/** The length in pixels of the arrow for a gradient of a size. @param {number} size */
export const arrowLength = (size) => Math.max(ARROW.least, ARROW.ofOne + ARROW.forTen * Math.log10(size))

/** The colours below a plot, and the scale beside it. */
export class Ground {
  /** @param {Plot} map @param {HTMLCanvasElement} canvas @param {number[][]} surface rows from the lowest y up @param {number[]} marks of the scale */
  constructor(map, canvas, surface, marks) {
    this.map = map
    this.canvas = canvas
    this.marks = marks
    this.extent = extent(surface)
    ;[canvas.width, canvas.height] = PICTURE
    canvas.style.visibility = "hidden" // until it has its place
    setTimeout(() => contours(canvas, surface)) // a task of its own
  }

  /** Lay it below the axes, if they were drawn anew. */
  place() {
    const { map, canvas, extent, marks } = this
    if (map.frame.querySelector(".scale")) return
    const { x, y } = map.axes
    const [left, top] = [map.x(x[0]), map.y(y[1])]
    const [width, height] = [map.x(x[1]) - left, map.y(y[0]) - top]
    canvas.style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`
    scale(map.frame, { x: left + width + 10, top: top + 16, height: height - 16 }, extent, marks, "ξ")
  }
}

/** A run: each of its points, and brightest the last one, if that is not the start. @param {Plot} map @param {number[]} xs @param {number[]} ys @param {Inks} inks */
export function drawRun(map, xs, ys, inks) {
  const last = xs.length - 1
  map.line(xs, ys, inks.point, 1.3)
  if (!last) return
  map.dots(xs, ys, inks.rim, 7.5)
  map.dots(xs, ys, inks.point, 5.5)
  if (!map.holds(xs[last], ys[last])) return
  map.dots([xs[last]], [ys[last]], inks.rim, 14)
  map.dots([xs[last]], [ys[last]], inks.hot, 12)
}

/** The marks on the border for a start and an end beyond it. @param {Plot} map @param {number[]} xs @param {number[]} ys @param {Inks} inks */
export function drawBeyond(map, xs, ys, inks) {
  const last = xs.length - 1
  if (!map.holds(xs[0], ys[0])) map.beyond(xs[0], ys[0], inks.point, inks.rim)
  if (last && !map.holds(xs[last], ys[last])) map.beyond(xs[last], ys[last], inks.hot, inks.rim)
}

/**
 * The arrow against a gradient, away from the disc at its point.
 * @param {Plot} map @param {Point} from @param {Point} gradient @param {Inks} inks @param {number} scale of its length
 */
export function drawDownhill(map, [x, y], [byX, byY], inks, scale = 1) {
  if (!map.holds(x, y) || !(byX || byY)) return
  const down = /** @type {Point} */ ([map.x(x - byX) - map.x(x), map.y(y - byY) - map.y(y)])
  map.arrow([map.x(x), map.y(y)], down, Math.max(arrowLength(Math.hypot(byX, byY)) * scale, ARROW.least), DISC + 4, inks.hot)
}
