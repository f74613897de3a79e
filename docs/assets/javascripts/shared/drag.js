/**
 * A handle on a plot, moved by mouse, finger and arrow keys. The handle is an `<svg>` of its own above the plot: its
 * `touch-action` keeps a finger's drag from scrolling the page, and everywhere else a finger still scrolls.
 *
 * @import { Plot } from "./plot.js"
 * @typedef {object} Movable
 * @property {() => [number, number]} position where the handle stands, in the plot's units
 * @property {(x: number, y: number, held: boolean) => void} move
 * @property {() => void} end a drag has ended
 * @property {(x: number, y: number) => boolean} [pick] choose what is moved, at a point beside the handle: it is held
 *   there as it is, and does not come to the pointer
 */
import { draw, put } from "./dom.js"

const REACH = 56 // pixels, more than a finger
const STEPS = { near: 0.05, far: 0.5 } // for an arrow key, with and without Shift
const KEYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
})

/** @param {Plot} plot @param {Movable} movable */
export function handleOn(plot, { position, move, end, pick }) {
  const { box } = plot
  const half = REACH / 2
  const handle = /** @type {SVGSVGElement} */ (
    draw(box, "svg", { class: "handle", tabindex: 0, role: "application", width: REACH, height: REACH, viewBox: `${-half} ${-half} ${REACH} ${REACH}` })
  )
  draw(handle, "circle", { r: half - 4, class: "reach" })
  draw(handle, "circle", { r: 8 })

  /** The pointer that drags, and how far from the handle's middle it holds it. @type {{id: number, across: number, down: number} | null} */
  let held = null
  const place = (/** @type {MouseEvent} */ event) => {
    const corner = box.getBoundingClientRect()
    return [event.clientX - corner.left, event.clientY - corner.top]
  }
  const follow = (/** @type {PointerEvent} */ event) => {
    if (held?.id !== event.pointerId) return
    const [across, down] = place(event)
    const [x, y] = plot.at(across - held.across, down - held.down)
    move(x, y, true)
  }
  const begin = (/** @type {PointerEvent} */ event) => {
    const onHandle = handle.contains(/** @type {Node} */ (event.target))
    if (event.button || held || (event.pointerType === "touch" && !onHandle)) return
    event.preventDefault()
    const [across, down] = place(event)
    const picked = !onHandle && pick?.(.../** @type {[number, number]} */ (plot.at(across, down)))
    const [x, y] = position()
    const near = onHandle || picked ? [across - plot.x(x), down - plot.y(y)] : [0, 0]
    held = { id: event.pointerId, across: near[0], down: near[1] }
    handle.focus({ preventScroll: true })
    box.setPointerCapture(event.pointerId)
    if (!onHandle && !picked) follow(event)
  }
  box.addEventListener("pointerdown", begin)
  box.addEventListener("pointermove", follow)
  box.addEventListener("lostpointercapture", (event) => {
    if (held?.id !== event.pointerId) return
    held = null
    end()
  })
  box.addEventListener("click", (event) => {
    const tapped = /** @type {PointerEvent} */ (event).pointerType === "touch" && !handle.contains(/** @type {Node} */ (event.target))
    const [x, y] = plot.at(.../** @type {[number, number]} */ (place(event)))
    if (tapped && !pick?.(x, y)) move(x, y, false)
  })
  handle.addEventListener("keydown", (event) => {
    const by = KEYS[event.key]
    if (!by) return
    event.preventDefault()
    const [x, y] = position()
    const far = event.shiftKey ? STEPS.far : STEPS.near
    move(x + by[0] * far, y + by[1] * far, false)
  })
  return {
    /** Put the handle where it stands. @param {string} label @param {boolean} outside whether what it stands for lies beyond the plot */
    show(label, outside) {
      const [x, y] = position()
      handle.style.transform = `translate(${plot.x(x) - half}px, ${plot.y(y) - half}px)`
      handle.classList.toggle("outside", outside)
      put(handle, { "aria-label": label })
    },
  }
}
