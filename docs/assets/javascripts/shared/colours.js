/** The colours of a surface: bands of which each border is a contour, and the scale that says what they mean. */
import { draw } from "./dom.js"

/** The colour maps of the page's figures, from the lowest value to the highest. */
export const VIRIDIS = "440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725".split(" ")
export const SIGNED = "2d004b 542788 8073ac b2abd2 d8daeb f7f7f7 fee0b6 fdb863 e08214 b35806 7f3b08".split(" ")
export const PAPER = "fffdf8 101820".split(" ")
const LEVELS = 20
const BORDER = 0.82 // how dark a contour is beside its band

/** The colour of the share 0 to 1 of a map. @param {string[]} map @param {number} share @returns {number[]} */
export function colour(map, share) {
  const at = Math.min(share, 1) * (map.length - 1)
  const [low, high] = [Math.floor(at), Math.ceil(at)].map((n) => parseInt(map[n], 16))
  return [16, 8, 0].map((shift) => {
    const [from, to] = [(low >> shift) & 255, (high >> shift) & 255]
    return Math.round(from + (to - from) * (at % 1))
  })
}

const BANDS = Array.from({ length: LEVELS }, (_, n) => colour(VIRIDIS, (n + 0.5) / LEVELS))

/** Lowest and highest value. @param {number[][]} surface @returns {[number, number]} */
export const extent = (surface) => [Math.min(...surface.map((row) => Math.min(...row))), Math.max(...surface.map((row) => Math.max(...row)))]

/**
 * Paint a surface on a canvas, in the canvas's own size.
 * @param {HTMLCanvasElement} canvas @param {number[][]} surface rows from the lowest y up
 */
export function contours(canvas, surface) {
  const { width, height } = canvas
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const [low, high] = extent(surface)
  const [rows, columns] = [surface.length - 1, surface[0].length - 1]
  const band = new Uint8Array((width + 1) * (height + 1))
  for (let y = 0; y <= height; y++) {
    const v = Math.max(1 - y / (height - 1), 0) * rows
    const j = Math.min(v | 0, rows - 1)
    for (let x = 0; x <= width; x++) {
      const u = Math.min(x / (width - 1), 1) * columns
      const i = Math.min(u | 0, columns - 1)
      const lower = surface[j][i] + (surface[j][i + 1] - surface[j][i]) * (u - i)
      const upper = surface[j + 1][i] + (surface[j + 1][i + 1] - surface[j + 1][i]) * (u - i)
      const share = (lower + (upper - lower) * (v - j) - low) / (high - low)
      band[y * (width + 1) + x] = Math.min(share * LEVELS, LEVELS - 1)
    }
  }
  const image = context.createImageData(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (width + 1) + x
      const shade = band[at] === band[at + 1] && band[at] === band[at + width + 1] ? 1 : BORDER
      const to = 4 * (y * width + x)
      for (let n = 0; n < 3; n++) image.data[to + n] = BANDS[band[at]][n] * shade
      image.data[to + 3] = 255
    }
  context.putImageData(image, 0, 0)
}

/**
 * The scale beside a surface: its bands from the lowest value up, with marks and a name above.
 * @param {Element} parent @param {{x: number, top: number, height: number}} place @param {[number, number]} extent
 * @param {number[]} marks @param {string} name
 */
export function scale(parent, { x, top, height }, [low, high], marks, name) {
  const group = draw(parent, "g", { class: "scale" })
  BANDS.forEach((band, n) =>
    draw(group, "rect", { x, y: top + (1 - (n + 1) / LEVELS) * height, width: 10, height: height / LEVELS + 0.5, fill: `rgb(${band.join()})` }),
  )
  for (const mark of marks) {
    const y = top + (1 - (mark - low) / (high - low)) * height
    draw(group, "path", { d: `M${x + 10} ${y}h3` })
    draw(group, "text", { x: x + 15, y: y + 4 }, String(mark))
  }
  draw(draw(group, "text", { x: x + 18, y: top + 4 }), "tspan", { class: "symbol" }, name)
}
