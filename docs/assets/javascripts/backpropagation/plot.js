/**
 * Drawing: SVG in the size in which it stands, axes, and the colours of the loss.
 *
 * @typedef {[number, number]} Range
 * @typedef {{x: Range, y: Range, ticks: [number[], number[]], names: [string, string]}} Axes
 * @typedef {(string | number | undefined)[]} Values
 */
const VIRIDIS = "440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725".split(" ")
const LEVELS = 20

/**
 * @param {Element} parent @param {string} tag @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function draw(parent, tag, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  put(element, attributes)
  element.textContent = text
  parent.append(element)
  return element
}

/** Write a text as data of its node: no observer of the page's elements is woken. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.firstChild) element.firstChild.nodeValue = text
  else element.textContent = text
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

/** A line of text in which what follows a `_` is an index. @param {Element} text @param {string} symbol */
export function symbol(text, symbol) {
  text.textContent = ""
  for (const [, raised, letters, index] of symbol.matchAll(/(\/?)([^_/ ]+)(?:_(\w+))?/g)) {
    draw(text, "tspan", { class: "symbol" }, raised + letters)
    if (index) {
      draw(text, "tspan", { class: "symbol index", dy: "0.3em" }, index)
      draw(text, "tspan", { dy: "-0.25em" }, "\u200b")
    }
  }
}

/** The colour of the share 0 to 1 of the map. @param {number} share @returns {number[]} */
function colour(share) {
  const at = Math.min(share, 1) * (VIRIDIS.length - 1)
  const [low, high] = [Math.floor(at), Math.ceil(at)].map((n) => parseInt(VIRIDIS[n], 16))
  return [16, 8, 0].map((shift) => {
    const [from, to] = [(low >> shift) & 255, (high >> shift) & 255]
    return from + (to - from) * (at % 1)
  })
}

/**
 * A picture of a surface in bands of colour, of which each border is a contour.
 * @param {number[][]} surface rows from the lowest y up @param {number} width @param {number} height
 */
export function contours(surface, width, height) {
  const canvas = document.createElement("canvas")
  canvas.width = width
  canvas.height = height
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const image = context.createImageData(width, height)
  const [low, high] = [Math.min(...surface.flat()), Math.max(...surface.flat())]
  const [rows, columns] = [surface.length - 1, surface[0].length - 1]
  /** @param {number} x @param {number} y */
  const level = (x, y) => {
    const [u, v] = [(Math.min(x, width - 1) / (width - 1)) * columns, (1 - Math.min(y, height - 1) / (height - 1)) * rows]
    const [i, j] = [Math.min(u | 0, columns - 1), Math.min(v | 0, rows - 1)]
    const [lower, upper] = [surface[j], surface[j + 1]].map((row) => row[i] + (row[i + 1] - row[i]) * (u - i))
    return Math.floor(((lower + (upper - lower) * (v - j) - low) / (high - low)) * LEVELS)
  }
  const shades = Array.from({ length: LEVELS + 1 }, (_, n) => colour((n + 0.5) / LEVELS))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = level(x, y)
      const shade = here === level(x + 1, y) && here === level(x, y + 1) ? 1 : 0.82
      image.data.set([...shades[here].map((value) => value * shade), 255], 4 * (y * width + x))
    }
  context.putImageData(image, 0, 0)
  return canvas.toDataURL()
}

/** @param {string} text @param {(said: string) => void} say */
export const copy = (text, say) =>
  navigator.clipboard.writeText(text).then(
    () => say("Copied."),
    () => say("Not allowed here."),
  )

/** Axes in an SVG of the page; `redraw` is called whenever its size has changed. */
export class Plot {
  /** @param {SVGSVGElement} svg @param {Axes} axes @param {() => void} redraw */
  constructor(svg, axes, redraw) {
    this.svg = svg
    this.axes = axes
    this.frame = draw(svg, "g", { class: "axes" })
    this.layer = draw(svg, "g")
    const clip = draw(draw(svg, "clipPath", { id: `clip-${svg.classList[0]}` }), "rect")
    this.clip = { "clip-path": `url(#clip-${svg.classList[0]})` }
    this.width = this.height = 0
    new ResizeObserver(() => {
      const { clientWidth, clientHeight } = svg
      if (!clientWidth) return
      ;[this.width, this.height] = [clientWidth, clientHeight]
      const [x, y] = [this.x(axes.x[0]), this.y(this.axes.y[1])]
      put(clip, { x, y, width: this.x(axes.x[1]) - x, height: this.y(this.axes.y[0]) - y })
      this.drawAxes()
      redraw()
    }).observe(svg)
  }

  /** @param {number} x */
  x(x) {
    const [low, high] = this.axes.x
    return 40 + ((x - low) / (high - low)) * (this.width - 52)
  }

  /** @param {number} y */
  y(y) {
    const [low, high] = this.axes.y
    return this.height - 38 - ((y - low) / (high - low)) * (this.height - 48)
  }

  /** The point of the axes at a place of the screen. @param {{clientX: number, clientY: number}} place */
  at({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect()
    const { x, y } = this.axes
    const [u, v] = [(clientX - box.left - 40) / (this.width - 52), (box.bottom - 38 - clientY) / (this.height - 48)]
    return [x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0])]
  }

  drawAxes() {
    const { x, y, ticks, names } = this.axes
    this.frame.textContent = ""
    const [left, bottom] = [this.x(x[0]), this.y(y[0])]
    draw(this.frame, "path", { d: `M${left} ${this.y(y[1])}V${bottom}H${this.x(x[1])}` })
    const mark = (/** @type {string} */ d, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ anchor, /** @type {number} */ tick) => {
      draw(this.frame, "path", { d })
      draw(this.frame, "text", { x, y, "text-anchor": anchor }, String(tick).replace("-", "−"))
    }
    for (const tick of ticks[0]) mark(`M${this.x(tick)} ${bottom}v4`, this.x(tick), bottom + 17, "middle", tick)
    for (const tick of ticks[1]) mark(`M${left} ${this.y(tick)}h-4`, left - 7, this.y(tick) + 4, "end", tick)
    symbol(draw(this.frame, "text", { x: this.x(x[1]), y: bottom + 33, "text-anchor": "end" }), names[0])
    symbol(draw(this.frame, "text", { x: 4, y: this.y(y[1]) + 9 }), names[1])
  }

  /** The line through the points. @param {readonly number[]} xs @param {readonly number[]} ys */
  line(xs, ys) {
    return "M" + xs.map((x, n) => `${this.x(x).toFixed(1)} ${this.y(ys[n]).toFixed(1)}`).join("L")
  }

  /** A dot for each point, drawn by a round pen. @param {readonly number[]} xs @param {readonly number[]} ys */
  dots(xs, ys) {
    return xs.map((x, n) => `M${this.x(x).toFixed(1)} ${this.y(ys[n]).toFixed(1)}h.01`).join("")
  }

  /** @param {readonly number[]} xs @param {readonly number[]} ys */
  stars(xs, ys) {
    return xs.map((x, n) => `M${this.x(x).toFixed(1)} ${this.y(ys[n]).toFixed(1)}${STAR}`).join("")
  }
}

const CORNERS = Array.from({ length: 10 }, (_, n) => {
  const [angle, radius] = [(n * Math.PI) / 5, n % 2 ? 2.2 : 5.5]
  return [radius * Math.sin(angle), -radius * Math.cos(angle)]
})
const STAR =
  "m0-5.5" +
  CORNERS.slice(1)
    .map(([x, y], n) => `l${(x - CORNERS[n][0]).toFixed(1)} ${(y - CORNERS[n][1]).toFixed(1)}`)
    .join("") +
  "z"
