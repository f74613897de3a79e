/**
 * Axes, drawn once for a size, and above them a canvas for what moves: to draw it anew lays out nothing.
 *
 * @typedef {[number, number]} Range
 * @typedef {{x: Range, y: Range, ticks: [number[], number[]], names: [string, string]}} Axes
 * @typedef {{left: number, right: number, top: number, bottom: number}} Margins pixels around the axes
 * @typedef {readonly number[]} Numbers
 */
import { draw, symbol } from "./dom.js"
import { signed } from "./words.js"

/** @type {Margins} */
const MARGINS = { left: 40, right: 12, top: 10, bottom: 38 }
const SHARP = 2 // more pixels for each of the page's are not seen, and cost
const SEEN = 0.4 // pixels between two points, below which the second is not seen: a long run ends in hundreds of these

/** @param {number} value @param {Range} range */
export const within = (value, [low, high]) => Math.min(Math.max(value, low), high)

export class Plot {
  /**
   * @param {HTMLElement} box @param {Axes} axes @param {() => void} redraw called whenever its size has changed
   * @param {Partial<Margins>} margins
   */
  constructor(box, axes, redraw, margins = {}) {
    this.box = box
    this.axes = axes
    this.margins = { ...MARGINS, ...margins }
    this.svg = /** @type {SVGSVGElement} */ (draw(box, "svg", { "aria-hidden": "true" }))
    this.frame = draw(this.svg, "g", { class: "axes" })
    this.canvas = document.createElement("canvas")
    box.append(this.canvas)
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"))
    this.width = this.height = 0
    new ResizeObserver(([{ contentRect: { width, height } }]) => {
      if (!width) return
      ;[this.width, this.height] = [width, height]
      this.sharp = Math.min(devicePixelRatio, SHARP)
      Object.assign(this.canvas, { width: width * this.sharp, height: height * this.sharp })
      this.drawAxes()
      redraw()
    }).observe(box)
  }

  sharp = 1

  /** @param {number} x */
  x(x) {
    const [low, high] = this.axes.x
    const { left, right } = this.margins
    return left + ((x - low) / (high - low)) * (this.width - left - right)
  }

  /** @param {number} y */
  y(y) {
    const [low, high] = this.axes.y
    const { top, bottom } = this.margins
    return this.height - bottom - ((y - low) / (high - low)) * (this.height - top - bottom)
  }

  /** The point of the axes at pixels from the box's corner. @param {number} across @param {number} down */
  at(across, down) {
    const { x, y } = this.axes
    const { left, right, top, bottom } = this.margins
    return [
      x[0] + ((across - left) / (this.width - left - right)) * (x[1] - x[0]),
      y[0] + ((this.height - bottom - down) / (this.height - top - bottom)) * (y[1] - y[0]),
    ]
  }

  /** @param {number} x @param {number} y */
  holds(x, y) {
    return within(x, this.axes.x) === x && within(y, this.axes.y) === y
  }

  drawAxes() {
    const { x, y, ticks, names } = this.axes
    this.frame.textContent = ""
    const [left, bottom] = [this.x(x[0]), this.y(y[0])]
    draw(this.frame, "path", { d: `M${left} ${this.y(y[1])}V${bottom}H${this.x(x[1])}` })
    const mark = (/** @type {string} */ d, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ anchor, /** @type {number} */ tick) => {
      draw(this.frame, "path", { d })
      draw(this.frame, "text", { x, y, "text-anchor": anchor }, signed(tick))
    }
    for (const tick of ticks[0]) mark(`M${this.x(tick)} ${bottom}v4`, this.x(tick), bottom + 17, "middle", tick)
    for (const tick of ticks[1]) mark(`M${left} ${this.y(tick)}h-4`, left - 7, this.y(tick) + 4, "end", tick)
    symbol(draw(this.frame, "text", { x: this.x(x[1]), y: bottom + 33, "text-anchor": "end" }), names[0])
    symbol(draw(this.frame, "text", { x: 4, y: this.y(y[1]) + 9 }), names[1])
  }

  /** Begin a new drawing. */
  clear() {
    this.pen.setTransform(this.sharp, 0, 0, this.sharp, 0, 0)
    this.pen.clearRect(0, 0, this.width, this.height)
  }

  /** Draw only inside the axes. @param {() => void} drawing */
  inside(drawing) {
    const { pen } = this
    const { left, right, top, bottom } = this.margins
    pen.save()
    pen.beginPath()
    pen.rect(left, top, this.width - left - right, this.height - top - bottom)
    pen.clip()
    drawing()
    pen.restore()
  }

  /** Draw a path with a pen. @param {string} colour @param {number} width @param {(pen: CanvasRenderingContext2D) => void} path @param {number[]} dashes */
  stroke(colour, width, path, dashes = []) {
    const { pen } = this
    Object.assign(pen, { strokeStyle: colour, lineWidth: width, lineCap: dashes.length ? "butt" : "round", lineJoin: "round" })
    pen.setLineDash(dashes)
    pen.beginPath()
    path(pen)
    pen.stroke()
  }

  /** Points in pixels, without those that are not seen beside the one before; the last one stays. @param {Numbers} xs @param {Numbers} ys @param {(left: number, top: number) => void} take */
  each(xs, ys, take) {
    let [left, top] = [NaN, NaN]
    for (let n = 0; n < xs.length; n++) {
      const [x, y] = [this.x(xs[n]), this.y(ys[n])]
      if (n < xs.length - 1 && Math.abs(x - left) < SEEN && Math.abs(y - top) < SEEN) continue
      ;[left, top] = [x, y]
      take(x, y)
    }
  }

  /** The line through the points. @param {Numbers} xs @param {Numbers} ys @param {string} colour @param {number} width @param {number[]} [dashes] */
  line(xs, ys, colour, width, dashes) {
    this.stroke(colour, width, (pen) => this.each(xs, ys, (left, top) => pen.lineTo(left, top)), dashes)
  }

  /** A dot for each point, drawn by a round pen. @param {Numbers} xs @param {Numbers} ys @param {string} colour @param {number} size */
  dots(xs, ys, colour, size) {
    this.stroke(colour, size, (pen) =>
      this.each(xs, ys, (left, top) => {
        pen.moveTo(left, top)
        pen.lineTo(left + 0.01, top)
      }),
    )
  }

  /** @param {Numbers} xs @param {Numbers} ys @param {string} colour */
  stars(xs, ys, colour) {
    const { pen } = this
    pen.fillStyle = colour
    pen.beginPath()
    xs.forEach((x, n) => {
      const [left, top] = [this.x(x), this.y(ys[n])]
      STAR.forEach(([dx, dy], corner) => (corner ? pen.lineTo(left + dx, top + dy) : pen.moveTo(left + dx, top + dy)))
      pen.closePath()
    })
    pen.fill()
  }

  /**
   * An arrow of a length in pixels, which begins a gap away from its point.
   * @param {[number, number]} from pixels @param {[number, number]} direction of any length @param {number} length
   * @param {number} gap @param {string} colour
   */
  arrow([x, y], [u, v], length, gap, colour) {
    const size = Math.hypot(u, v)
    const [dx, dy] = [u / size, v / size]
    const along = (/** @type {number} */ far, side = 0) => [x + dx * far - dy * side, y + dy * far + dx * side]
    const [tip, neck] = [gap + length, gap + length - 9]
    this.stroke(colour, 3, (pen) => {
      for (const [place, ...others] of [[along(gap), along(tip)], [along(neck, 5), along(tip), along(neck, -5)]]) {
        pen.moveTo(place[0], place[1])
        for (const other of others) pen.lineTo(other[0], other[1])
      }
    })
  }

  /** A mark on the border for a point beyond it, which points to where it is. @param {number} x @param {number} y @param {string} fill @param {string} rim */
  beyond(x, y, fill, rim) {
    const { pen } = this
    const [left, top] = [this.x(within(x, this.axes.x)), this.y(within(y, this.axes.y))]
    const across = Math.sign(x - within(x, this.axes.x))
    const down = -Math.sign(y - within(y, this.axes.y))
    pen.save()
    pen.translate(left, top)
    pen.rotate(Math.atan2(down, across))
    pen.beginPath()
    for (const [dx, dy] of [[9, 0], [-5, 8], [-5, -8]]) pen.lineTo(dx, dy)
    pen.closePath()
    Object.assign(pen, { fillStyle: fill, strokeStyle: rim, lineWidth: 1.5, lineJoin: "round" })
    pen.setLineDash([])
    pen.fill()
    pen.stroke()
    pen.restore()
  }
}

const STAR = Array.from({ length: 10 }, (_, n) => {
  const [angle, radius] = [(n * Math.PI) / 5, n % 2 ? 2.2 : 5.5]
  return [radius * Math.sin(angle), -radius * Math.cos(angle)]
})
