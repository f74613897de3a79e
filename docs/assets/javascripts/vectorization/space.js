/**
 * The cube of the three hidden activations, seen from somewhere: where its points are on the screen, and its cut.
 *
 * @typedef {readonly number[]} Numbers a point of the cube
 * @typedef {{turn: number, tilt: number}} View degrees: round the upright axis, and up from the ground
 */

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2])

/** The edges, each from a corner to one that differs in one coordinate. */
export const EDGES = CORNERS.flatMap((from, n) => [0, 1, 2].filter((axis) => !from[axis]).map((axis) => [from, CORNERS[n | (1 << axis)]]))

/**
 * A point as it is seen: to the right, up and towards the eye, from the middle of the cube.
 * @param {View} view @returns {(point: Numbers) => [number, number, number]}
 */
export function seen({ turn, tilt }) {
  const [a, e] = [turn, tilt].map((degrees) => (degrees * Math.PI) / 180)
  const [sa, ca, se, ce] = [Math.sin(a), Math.cos(a), Math.sin(e), Math.cos(e)]
  return (point) => {
    const [x, y, z] = point.map((value) => value - 0.5)
    const along = x * ca + y * sa
    return [y * ca - x * sa, z * ce - along * se, along * ce + z * se]
  }
}

/**
 * The corners, in their order around it, of the part of a plane that lies in the cube: none if it misses the cube.
 * @param {Numbers} normal @param {number} offset the points h of the plane have normal · h + offset = 0
 */
export function planeInCube(normal, offset) {
  const height = (/** @type {Numbers} */ h) => normal[0] * h[0] + normal[1] * h[1] + normal[2] * h[2] + offset
  const met = EDGES.flatMap(([from, to]) => {
    const [low, high] = [height(from), height(to)]
    if (low === high || low * high > 0) return []
    return [from.map((value, n) => value + (to[n] - value) * (low / (low - high)))]
  })
  if (!met.length) return []
  const middle = [0, 1, 2].map((n) => met.reduce((sum, point) => sum + point[n], 0) / met.length)
  const least = [0, 1, 2].reduce((best, n) => (Math.abs(normal[n]) < Math.abs(normal[best]) ? n : best), 0)
  const across = cross(normal, [0, 1, 2].map((n) => Number(n === least)))
  const up = cross(normal, across)
  const angle = (/** @type {Numbers} */ point) => Math.atan2(along(point, up) / Math.hypot(...up), along(point, across) / Math.hypot(...across))
  return met.sort((a, b) => angle(a) - angle(b))

  /** @param {Numbers} point @param {Numbers} axis */
  function along(point, axis) {
    return axis.reduce((sum, value, n) => sum + value * (point[n] - middle[n]), 0)
  }
}

/** @param {Numbers} a @param {Numbers} b */
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
