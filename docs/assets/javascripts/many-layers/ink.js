/**
 * The image as the data were made: a drawing of 32 by 32 dots, of which each pixel counts the 16 in its square.
 * No DOM here.
 */
export const SIDE = 8
export const FULL = 16
const DOTS = 4 // in a pixel, across and down
const WIDE = SIDE * DOTS
const RADIUS = 3 // dots: the strokes of the data are six or seven wide

/** The dots of a pixel, those next to its middle first. @type {[number, number][]} */
const ORDER = Array.from({ length: FULL }, (_, n) => /** @type {[number, number]} */ ([n % DOTS, Math.floor(n / DOTS)])).sort(
  (a, b) => Math.hypot(a[0] - 1.5, a[1] - 1.5) - Math.hypot(b[0] - 1.5, b[1] - 1.5),
)

/** A drawing whose pixels have these counts. @param {readonly number[]} image */
export function dotsOf(image) {
  const dots = new Array(WIDE * WIDE).fill(0)
  image.forEach((count, n) => {
    const [left, top] = [(n % SIDE) * DOTS, Math.floor(n / SIDE) * DOTS]
    for (const [x, y] of ORDER.slice(0, count)) dots[(top + y) * WIDE + left + x] = 1
  })
  return dots
}

/** The counts of a drawing's pixels. @param {readonly number[]} dots */
export function imageOf(dots) {
  const image = new Array(SIDE * SIDE).fill(0)
  dots.forEach((dot, n) => {
    image[Math.floor(n / WIDE / DOTS) * SIDE + Math.floor((n % WIDE) / DOTS)] += dot
  })
  return image
}

/**
 * The drawing after a straight stroke of a round pen, between two points in pixels.
 * @param {readonly number[]} dots @param {[number, number]} from @param {[number, number]} to @param {0 | 1} ink 0: it erases
 */
export function stroked(dots, from, to, ink) {
  const [ax, ay, bx, by] = [...from, ...to].map((value) => value * DOTS)
  const [dx, dy] = [bx - ax, by - ay]
  return dots.map((dot, n) => {
    const [x, y] = [(n % WIDE) + 0.5 - ax, Math.floor(n / WIDE) + 0.5 - ay]
    const along = Math.min(Math.max((x * dx + y * dy) / (dx * dx + dy * dy || 1), 0), 1)
    return Math.hypot(x - along * dx, y - along * dy) <= RADIUS ? ink : dot
  })
}
