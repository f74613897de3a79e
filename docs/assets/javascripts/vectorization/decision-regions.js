/**
 * The network of chapter 4: its samples with the regions that it draws between them, and the same samples at their three
 * hidden activations, in a cube that turns. A sample is moved, or the line of a hidden neuron at the start.
 *
 * @import { Inks } from "../shared/figure.js"
 * @import { Given, Run } from "./describe.js"
 * @import { Name } from "./state.js"
 */
import { button, draw, field, put, slider, symbol } from "../shared/dom.js"
import { handleOn } from "../shared/drag.js"
import { Explorer, MORE, SAYS, values } from "../shared/explorer.js"
import { Plot, within } from "../shared/plot.js"
import { drawSamples, ring } from "../shared/samples.js"
import { Store } from "../shared/state.js"
import { shown } from "../shared/words.js"
import { asPython, describe, handleSays, PLANE, runOf } from "./describe.js"
import { Regions } from "./regions.js"
import { EDGES, seen } from "./space.js"
import { footOf, hidden, lineThrough, rulesFor, startOf } from "./state.js"

const TASK = "Drag the ringed sample, a line of the start, or the cube, which shows the three activations."
const WIDE = 0.92 // half of what the cube's picture shows: a corner of the cube is √3 / 2 from its middle
const BEYOND = 14 // pixels, of an axis' name from its end
const DEGREES = 0.6 // for each pixel
const KEYS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })
const HIDDEN = [1, 2, 3].map((j) => /** @type {[string, string]} */ ([`h${j}`, `<i>h</i><sub>${j}</sub>`]))
const MOVES = ["sample", "line 1", "line 2", "line 3"]

const PANEL = `
<p class="task">${TASK}</p>
<div class="pair"><div class="plot plane"></div><div class="plot cube" tabindex="0" role="application"></div></div>
${SAYS}
${values([["xi", "<i>ξ</i>"], ["right", "right"], ["y", "<i>y</i>, blue"], ...HIDDEN])}
<fieldset class="steps" aria-label="What is moved">${MOVES.map((name, m) => `<label><input type="radio" name="m" value="${m}"><span>${name}</span></label>`).join("")}</fieldset>
<div class="row run">${button("one", "Step")}${button("run", "Run")}${button("reset", "Reset")}${slider("k", "updates done", 'min="0" step="1"')}</div>
<div class="row"><span class="rate">${field("mu", "rate <i>μ</i>")}${field("lam", "<i>λ</i>")}${slider("rate", "rate, on a logarithmic scale", 'min="-3" max="-0.7" step="0.01"')}</span>${field("size", "start ×")}${field("i", "sample")}</div>
<div class="row">${MORE}</div>`

/** @extends {Explorer<Name>} */
export class DecisionRegions extends Explorer {
  /** @param {HTMLElement} host @param {Given & {mu: number, lam: number, k: number}} given */
  constructor(host, { X, t, w, mu, lam, k }) {
    const store = /** @type {Store<Name>} */ (new Store(startOf(w, mu, lam, k), rulesFor(X.length), window))
    super(host, store, PANEL, {
      "the chapter’s run": {},
      "on the plateau": { k: 100 },
      "without momentum": { lam: 0 },
      "a large start": { size: 20 },
      "all parameters zero": { size: 0 },
      "a rate that is too high": { mu: 0.2 },
      "a sample astray": { i: 1, dx: -0.9 },
    })
    this.given = { X, t, w }
    this.end = k
    this.run = runOf(store.state, this.given)
    const redraw = () => this.later()
    const axes = { x: PLANE, y: PLANE }
    this.plane = new Plot(this.find(".plane"), { ...axes, ticks: [[-1, 0, 1], [-1, 0, 1]], names: ["x_1", "x_2"] }, redraw, { left: 34 })
    this.regions = new Regions(this.plane)
    this.cube = new Cube(this.find(".cube"), redraw)
    this.handle = handleOn(this.plane, {
      position: () => /** @type {[number, number]} */ (this.place().map((value) => within(value, PLANE))),
      move: (x, y, held) => this.move(x, y, held),
      end: () => store.settle(),
      pick: (x, y) => this.pick(x, y),
    })
    this.turnable()
  }

  /** Where that which is moved is: the sample, or the point of the neuron's line that is nearest to zero. @returns {[number, number]} */
  place() {
    const { state } = this.store
    if (!state.m) return /** @type {[number, number]} */ (this.run.X[state.i - 1])
    const [u, v, b] = hidden(state.m - 1).map(([name]) => state[name])
    return footOf(u, v, b) ?? [0, 0]
  }

  /** @param {number} x @param {number} y @param {boolean} held */
  move(x, y, held) {
    const { state } = this.store
    const [right, up] = [x, y].map((value) => Number(within(value, PLANE).toFixed(2)))
    if (state.m) return this.moveLine(right, up, held)
    const own = this.given.X[state.i - 1]
    const [dx, dy] = [right - own[0], up - own[1]].map((value) => Number(value.toFixed(2)))
    if (dx !== state.dx || dy !== state.dy) this.change({ dx, dy }, held)
  }

  /** @param {number} x @param {number} y @param {boolean} held */
  moveLine(x, y, held) {
    const { state } = this.store
    const names = hidden(state.m - 1).map(([name]) => name)
    const [u, v, b] = names.map((name) => state[name])
    if (!x && !y) return // the direction of a line through zero is not to be told from its nearest point
    const moved = lineThrough(x, y, Math.hypot(u, v), b)
    this.change(Object.fromEntries(names.map((name, n) => [name, moved[n]])), held)
  }

  /** Take the sample that is nearest to a place; a line is taken from anywhere. @param {number} x @param {number} y */
  pick(x, y) {
    if (this.store.state.m) return false
    const far = this.run.X.map((row) => Math.hypot(row[0] - x, row[1] - y))
    const i = far.indexOf(Math.min(...far)) + 1
    if (i !== this.store.state.i) this.change({ i, dx: 0, dy: 0 })
    this.run = runOf(this.store.state, this.given)
    return true
  }

  /** Let mouse, finger and arrow keys turn the cube; a finger that goes up or down scrolls. */
  turnable() {
    const { cube: { box }, store } = this
    /** @type {{id: number, x: number, y: number, turn: number, tilt: number} | null} */
    let held = null
    box.addEventListener("pointerdown", (event) => {
      if (event.button || held) return
      const { turn, tilt } = store.state
      held = { id: event.pointerId, x: event.clientX, y: event.clientY, turn, tilt }
      box.setPointerCapture(event.pointerId)
    })
    box.addEventListener("pointermove", (event) => {
      if (held?.id === event.pointerId) this.turn(held.turn - (event.clientX - held.x) * DEGREES, held.tilt + (event.clientY - held.y) * DEGREES, true)
    })
    box.addEventListener("lostpointercapture", (event) => {
      if (held?.id !== event.pointerId) return
      held = null
      store.settle()
    })
    box.addEventListener("keydown", (event) => {
      const by = KEYS[event.key]
      if (!by) return
      event.preventDefault()
      const far = event.shiftKey ? 30 : 5
      this.turn(store.state.turn - by[0] * far, store.state.tilt - by[1] * far)
    })
  }

  /** Turning does not end a run. @param {number} turn @param {number} tilt @param {boolean} [held] */
  turn(turn, tilt, held) {
    const round = ((((Math.round(turn) + 180) % 360) + 360) % 360) - 180
    this.store.set({ turn: round, tilt: within(Math.round(tilt), [-90, 90]) }, held)
  }

  /** @override @param {Name} name @param {number} number */
  meant(name, number) {
    return { [name]: number, ...(name === "i" && { dx: 0, dy: 0, m: 0 }) }
  }

  /** @override A situation is the same from wherever it is seen, whatever is moved next. @param {string} name */
  situation(name) {
    const { m, turn, tilt } = this.store.state
    return { ...super.situation(name), m, turn, tilt }
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
    this.run = runOf(this.store.state, this.given)
    const { state, H, y, xi, right, t } = this.run
    put(this.find("[type=range][name=k]"), { max: Math.max(this.end, state.k) })
    this.showState()
    const radio = this.find(`[name=m][value="${state.m}"]`)
    if (!radio.checked) radio.checked = true
    const [h1, h2, h3] = H[state.i - 1].map(shown)
    this.showNumbers({ xi: shown(xi), right: `${right} of ${t.length}`, y: shown(y[state.i - 1]), h1, h2, h3 }, describe(this.run))
    if (!this.plane.width || !this.cube.plot.width) return
    this.drawPlane()
    this.cube.draw(this.run, this.inks)
    const place = this.place()
    const beyond = !this.plane.holds(...place)
    this.handle.show(handleSays(this.run, place, beyond), beyond)
  }

  drawPlane() {
    const { plane, inks, run: { X, t, w, classes, state, start } } = this
    plane.clear()
    this.regions.draw(w, inks)
    plane.inside(() => {
      for (const j of [0, 1, 2]) {
        const [u, v, b] = hidden(j).map(([, at]) => w[at])
        this.drawLine(footOf(u, v, b), inks.muted, state.m === j + 1 ? 2 : 1.2, [])
      }
      if (state.m) this.drawLine(footOf(...ofNeuron(state.m - 1, start)), inks.ink, 1.6, [5, 4])
      drawSamples(plane, X, t, classes, inks)
    })
    const place = this.place()
    if (!plane.holds(...place)) plane.beyond(...place, inks.point, inks.rim)
  }

  /** The line through a point at right angles to the way there from zero. @param {[number, number] | null} foot @param {string} ink @param {number} width @param {number[]} dashes */
  drawLine(foot, ink, width, dashes) {
    if (!foot) return
    const [x, y] = foot
    const far = Math.hypot(x, y)
    if (!far) return
    const [along, up] = [(-y / far) * 5, (x / far) * 5]
    this.plane.line([x - along, x + along], [y - up, y + up], ink, width, dashes)
  }
}

/** The weights and the bias of a hidden neuron. @param {number} j @param {readonly number[]} w @returns {[number, number, number]} */
const ofNeuron = (j, w) => /** @type {[number, number, number]} */ (hidden(j).map(([, at]) => w[at]))

/** The samples at their hidden activations, with the cut of the output. */
class Cube {
  /** @param {HTMLElement} box @param {() => void} redraw */
  constructor(box, redraw) {
    this.box = box
    this.plot = new Plot(box, { x: [-WIDE, WIDE], y: [-WIDE, WIDE], ticks: [[], []], names: ["", ""] }, redraw, { left: 0, right: 0, top: 0, bottom: 0 })
    this.names = [1, 2, 3].map((j) => {
      const text = draw(this.plot.svg, "text", { "text-anchor": "middle" })
      symbol(text, `h_${j}`)
      return text
    })
  }

  /** @param {Run} run @param {Inks} inks */
  draw({ state, t, H, classes, cut }, inks) {
    const { plot, box } = this
    const eye = seen(state)
    const line = (/** @type {(readonly number[])[]} */ points, /** @type {string} */ ink, /** @type {number} */ width) => {
      const places = points.map(eye)
      plot.line(places.map(([x]) => x), places.map(([, y]) => y), ink, width)
    }
    this.square()
    plot.clear()
    for (const edge of EDGES) line(edge, inks.muted, 0.8)
    if (cut.length) {
      Object.assign(plot.pen, { fillStyle: inks.muted, globalAlpha: 0.25 })
      plot.pen.beginPath()
      for (const [x, y] of cut.map(eye)) plot.pen.lineTo(plot.x(x), plot.y(y))
      plot.pen.fill()
      plot.pen.globalAlpha = 1
      line([...cut, cut[0]], inks.muted, 1.2)
    }
    const places = H.map(eye)
    drawSamples(plot, places, t, classes, inks)
    ring(plot, places[state.i - 1], inks.ink, 9, 5)
    ring(plot, places[state.i - 1], inks.hot, 9, 3)
    for (const [n, name] of this.names.entries()) {
      const [from, to] = [[0, 0, 0], [0, 1, 2].map((axis) => Number(axis === n))].map(eye)
      const [right, up] = [to[0] - from[0], to[1] - from[1]]
      const away = BEYOND / Math.max(Math.hypot(right, up), 0.1)
      put(name, { x: plot.x(to[0]) + right * away, y: plot.y(to[1]) - up * away + 5 })
    }
    const label = `Each sample at its three hidden activations, ${cut.length ? "with the cut where both outputs are equal" : "which no cut divides"}; turned by ${state.turn} and tilted by ${state.tilt} degrees; the arrow keys turn it`
    put(box, { "aria-label": label })
  }

  /** Let a unit be as long to the right as upwards. */
  square() {
    const { plot } = this
    const side = Math.min(plot.width, plot.height) / 2
    plot.axes.x = [(-WIDE * plot.width) / 2 / side, (WIDE * plot.width) / 2 / side]
    plot.axes.y = [(-WIDE * plot.height) / 2 / side, (WIDE * plot.height) / 2 / side]
  }
}
