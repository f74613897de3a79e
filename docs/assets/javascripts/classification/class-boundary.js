/**
 * The map of the loss over two weights, on which a start is moved; and beside it the boundary that the weights draw
 * between the samples.
 *
 * @import { Name } from "./state.js"
 */
import { button, field, slider } from "../shared/dom.js"
import { handleOn } from "../shared/drag.js"
import { Explorer, MORE, SAYS, spread, values } from "../shared/explorer.js"
import { drawBeyond, drawDownhill, drawRun, Ground } from "../shared/landscape.js"
import { Plot, within } from "../shared/plot.js"
import { drawSamples } from "../shared/samples.js"
import { shown } from "../shared/words.js"
import { asPython, describe, MAP, marksOf, runOf } from "./describe.js"
import { lossSurface, nnPredict } from "./mathematics.js"
import { given } from "./state.js"

const WIDE = 360 // pixels of a map on which the arrow has its whole length
const EDGE = 3.6 // of the plane of the samples
const [W1, W2] = ["<i>w</i><sub>1</sub>", "<i>w</i><sub>2</sub>"]

const PANEL = `
<p class="task">Move the start over the map, and watch its line. The darker the map, the smaller the loss.</p>
<div class="pair"><div class="plot map"><canvas class="ground"></canvas></div><div class="plot plane" role="img" aria-label="The samples and the boundary; the wrong ones are ringed"></div></div>
${SAYS}
${values([["w1", W1], ["w2", W2], ["xi", "<i>ξ</i>"], ["by1", `<i>∂ξ/∂</i>${W1}`], ["by2", `<i>∂ξ/∂</i>${W2}`], ["wrong", "wrong"]])}
<div class="row">${button("one", "Step")}${button("run", "Run")}${button("reset", "Reset")}<span class="rate">${field("mu", "rate <i>μ</i>")}${slider("rate", "rate, on a logarithmic scale", 'min="-2" max="2" step="0.01"')}</span></div>
<div class="row"><span>start</span>${field("w1", W1)}${field("w2", W2)}${MORE}</div>`

/** @extends {Explorer<Name>} */
export class ClassBoundary extends Explorer {
  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, last, store } = given(host.dataset, window)
    super(host, store, PANEL, {
      "the start of the page": {},
      "the chapter’s run": { k: last },
      "a line that is right way round": { w1: 2, w2: 1 },
      "a very sure line": { w1: 5, w2: 4, k: last },
      "a rate that leaps": { mu: 20, k: last },
      "no weights at all": { w1: 0, w2: 0 },
    })
    this.x = x
    this.t = t
    this.end = last
    this.run = runOf(store.state, x, t)
    this.marks = marksOf(x, t, store.start)
    const redraw = () => this.later()
    const grid = spread(MAP, 41)
    this.map = new Plot(this.find(".map"), { x: MAP, y: MAP, ticks: [[-4, -2, 0, 2, 4], [-4, -2, 0, 2, 4]], names: ["w_1", "w_2"] }, redraw, { right: 40 })
    this.ground = new Ground(this.map, this.find(".ground"), lossSurface(x, t, grid, grid), [1, 3, 5])
    const edges = /** @type {[number, number]} */ ([-EDGE, EDGE])
    this.plane = new Plot(this.find(".plane"), { x: edges, y: edges, ticks: [[-2, 0, 2], [-2, 0, 2]], names: ["x_1", "x_2"] }, redraw, { left: 34 })
    this.handle = handleOn(this.map, {
      position: () => [within(this.store.state.w1, MAP), within(this.store.state.w2, MAP)],
      move: (x, y, held) => this.move(x, y, held),
      end: () => store.settle(),
    })
  }

  /** @param {number} x @param {number} y @param {boolean} held */
  move(x, y, held) {
    const [w1, w2] = [x, y].map((value) => Number(within(value, MAP).toFixed(2)))
    if (w1 !== this.store.state.w1 || w2 !== this.store.state.w2) this.change({ w1, w2 }, held)
  }

  /** @override */
  get last() {
    return this.end
  }

  /** @override */
  python() {
    return asPython(this.run)
  }

  render() {
    this.run = runOf(this.store.state, this.x, this.t)
    const { state: { w1, w2 }, w, xi, by, wrong } = this.run
    this.showState()
    const numbers = { w1: w[0], w2: w[1], xi, by1: by[0], by2: by[1] }
    const texts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, shown(value)]))
    this.showNumbers({ ...texts, wrong: String(wrong) }, describe(this.run, this.marks))
    if (!this.map.width || !this.plane.width) return
    this.drawMap()
    this.drawPlane()
    const beyond = !this.map.holds(w1, w2)
    this.handle.show(`Start${beyond ? " outside the map" : ""} at weights ${w1} and ${w2}; the arrow keys move it`, beyond)
  }

  drawMap() {
    const { map, ground, inks, run: { w, by, history } } = this
    ground.place()
    map.clear()
    map.inside(() => drawRun(map, history.w1, history.w2, inks))
    drawDownhill(map, w, by, inks, Math.min(map.width / WIDE, 1))
    drawBeyond(map, history.w1, history.w2, inks)
  }

  drawPlane() {
    const { plane, inks, x, t, run: { w } } = this
    plane.clear()
    plane.inside(() => {
      if (w[0] || w[1]) this.drawBoundary()
      drawSamples(plane, x, t, x.map((row) => nnPredict(row, w)), inks)
    })
  }

  /** The line at right angles to the weights, and its two sides. */
  drawBoundary() {
    const { plane, inks, run: { w } } = this
    const long = (3 * EDGE) / Math.hypot(...w)
    const [right, up] = [w[0] * long, w[1] * long]
    const { pen } = plane
    for (const [side, ink, alpha] of /** @type {[number, string, number][]} */ ([[1, inks.blue, 0.16], [-1, inks.red, 0.1]])) {
      Object.assign(pen, { fillStyle: ink, globalAlpha: alpha })
      pen.beginPath()
      for (const [along, away] of [[1, 0], [-1, 0], [-1, side], [1, side]])
        pen.lineTo(plane.x(-up * along + right * away), plane.y(right * along + up * away))
      pen.fill()
    }
    pen.globalAlpha = 1
    plane.line([up, -up], [-right, right], inks.ink, 2)
  }
}
