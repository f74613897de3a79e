/**
 * A line to turn, with the squares of its errors; and its point on the parabola of the loss, with the tangent and the
 * step that gradient descent takes from there. Either is moved, and the other follows.
 *
 * @import { Name } from "./state.js"
 */
import { button, field, slider } from "../shared/dom.js"
import { handleOn } from "../shared/drag.js"
import { Explorer, MORE, SAYS, spread, values } from "../shared/explorer.js"
import { Plot, within } from "../shared/plot.js"
import { shown } from "../shared/words.js"
import { asPython, describe, PICTURE, runOf } from "./describe.js"
import { loss, update } from "./mathematics.js"
import { given } from "./state.js"

const CURVE = spread(PICTURE.w, 83)
const REACH = 0.55 // of the tangent, to both sides
const LEAST = 0.2 // the smallest input at which the line is turned
const TOP = 2.15 // the highest place for the line's handle

const PANEL = `
<p class="task"></p>
<div class="plots"><div class="plot fit"></div><div class="plot parabola"></div></div>
${SAYS}
${values([["w", "<i>w</i>"], ["xi", "<i>ξ</i>"], ["by", "<i>∂ξ/∂w</i>"], ["step", "next step"]])}
<div class="row">${button("one", "Step")}${button("run", "Run")}${button("reset", "Reset")}<span class="rate">${field("mu", "rate <i>μ</i>")}${slider("rate", "rate, on a logarithmic scale", 'min="-2" max="1" step="0.01"')}</span></div>
<div class="row">${MORE}</div>`

/** @extends {Explorer<Name>} */
export class LineFit extends Explorer {
  best = Infinity

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, first, last, store } = given(host.dataset, window)
    super(host, store, PANEL, {
      "the line of the page": {},
      "the chapter’s four updates": { w: first, k: last },
      "a small rate": { w: first, mu: 0.1, k: 10 },
      "a rate that leaps across": { w: first, mu: 2.5, k: 8 },
      "a rate that climbs": { w: first, mu: 3, k: 8 },
    })
    this.x = x
    this.t = t
    this.end = last
    this.run = runOf(store.state, x, t)
    const redraw = () => this.later()
    this.fit = new Plot(this.find(".fit"), { x: [-0.05, 1.15], y: [-0.1, 2.3], ticks: [[0, 1], [0, 1, 2]], names: ["x", "t"] }, redraw, { left: 34 })
    this.parabola = new Plot(this.find(".parabola"), { x: PICTURE.w, y: PICTURE.xi, ticks: [[0, 1, 2, 3, 4], [0, 0.5, 1, 1.5]], names: ["w", "ξ"] }, redraw)
    const end = () => store.settle()
    this.turning = handleOn(this.fit, {
      position: () => this.tip(),
      move: (x, y, held) => this.move(y / Math.max(x, LEAST), held),
      end,
    })
    this.sliding = handleOn(this.parabola, {
      position: () => [within(this.run.w, PICTURE.w), within(this.run.xi, PICTURE.xi)],
      move: (x, _, held) => this.move(x, held),
      end,
    })
  }

  /** Where the line is held: at the input 1, or where it leaves the picture. @returns {[number, number]} */
  tip() {
    const w = within(this.run.w, PICTURE.w)
    return w > TOP ? [TOP / w, TOP] : [1, w]
  }

  /** A line that was turned is a new start. @param {number} w @param {boolean} held */
  move(w, held) {
    const change = { w: Number(within(w, PICTURE.w).toFixed(2)), k: 0 }
    if (change.w !== this.store.state.w || this.store.state.k) this.change(change, held)
  }

  /** @override */
  get last() {
    return Math.max(this.end, 10)
  }

  /** @override */
  python() {
    return asPython(this.run)
  }

  render() {
    this.run = runOf(this.store.state, this.x, this.t)
    const { w, xi, by, step, lowest } = this.run
    this.showState()
    this.best = Math.min(this.best, xi)
    this.say(".task", `Drag a circle. The loss is the mean of the red squares. Lowest: ${shown(lowest)}. Your best: ${shown(this.best)}.`)
    this.showNumbers({ w: shown(w), xi: shown(xi), by: shown(by), step: shown(step) }, describe(this.run))
    if (!this.fit.width || !this.parabola.width) return
    this.drawFit()
    this.drawParabola()
    const beyond = !this.parabola.holds(w, xi)
    this.turning.show(`Line of weight ${shown(w)}; the up and down keys turn it`, !this.parabola.holds(w, 0))
    this.sliding.show(`Point at weight ${shown(w)}; the left and right keys move it`, beyond)
  }

  drawFit() {
    const { fit, inks, x, t, run: { w, weights } } = this
    this.square()
    fit.clear()
    fit.inside(() => {
      const { pen } = fit
      for (const [n, value] of x.entries()) {
        const error = t[n] - value * w
        const side = value < 0.5 ? Math.abs(error) : -Math.abs(error)
        const [left, top] = [fit.x(value), fit.y(value * w)]
        Object.assign(pen, { fillStyle: inks.red, globalAlpha: 0.12 })
        pen.fillRect(left, top, fit.x(value + side) - left, fit.y(t[n]) - top)
        pen.globalAlpha = 1
        fit.line([value, value], [value * w, t[n]], inks.red, 1.2)
      }
      if (weights.length > 1) fit.line([0, 2], [0, 2 * weights[0]], inks.muted, 1, [5, 3])
      fit.line([0, 2], [0, 2 * w], inks.ink, 2)
      fit.dots(x, t, inks.blue, 7)
    })
  }

  /** Let a unit be as long to the right as upwards: the square of an error is a square. */
  square() {
    const { fit } = this
    const { left, right, top, bottom } = fit.margins
    const high = fit.axes.y[1] - fit.axes.y[0]
    const end = fit.axes.x[0] + (high * (fit.width - left - right)) / (fit.height - top - bottom)
    if (fit.axes.x[1] === end) return
    fit.axes.x = [fit.axes.x[0], end]
    fit.drawAxes()
  }

  drawParabola() {
    const { parabola, inks, x, t, run: { w, xi, by, weights, state } } = this
    const next = update(x, t, w, state.mu)
    const at = (/** @type {number} */ weight) => loss(x, t, weight)
    const beside = [w - REACH, w + REACH]
    parabola.clear()
    parabola.inside(() => {
      parabola.line(CURVE, CURVE.map(at), inks.ink, 2)
      parabola.line(weights, weights.map(at), inks.red, 1.2)
      parabola.dots(weights, weights.map(at), inks.red, 7)
      parabola.line(beside, beside.map((weight) => xi + by * (weight - w)), inks.red, 2, [6, 3])
      parabola.line([w, next], [xi, xi], inks.blue, 2)
      parabola.line([next, next], [xi, at(next)], inks.blue, 1.2, [3, 3])
      parabola.stroke(inks.blue, 2, (pen) => pen.arc(parabola.x(next), parabola.y(at(next)), 5, 0, 7))
    })
    if (!parabola.holds(w, xi)) parabola.beyond(w, xi, inks.red, inks.rim)
  }
}
