/**
 * The explorer: the loss as a map on which a start can be moved, with what the network makes of the samples.
 *
 * @import { Range, Margins } from "../shared/plot.js"
 * @import { Name, State } from "./state.js"
 */
import { extent } from "../shared/colours.js"
import { button, field, put, slider } from "../shared/dom.js"
import { handleOn } from "../shared/drag.js"
import { Explorer, MORE, SAYS, spread, values } from "../shared/explorer.js"
import { define } from "../shared/figure.js"
import { drawBeyond, drawDownhill, drawRun, Ground } from "../shared/landscape.js"
import { Plot, within } from "../shared/plot.js"
import { percent, shown } from "../shared/words.js"
import { asPython, describe, MAP, marksOf, runOf } from "./describe.js"
import { backpropUpdate, hiddenActivations, lossSurface, nn, train } from "./mathematics.js"
import { given } from "./state.js"

const [WH, BO] = [spread(MAP.wh, 61), spread(MAP.bo, 41)]
const LINE = Array.from({ length: 121 }, (_, n) => n / 20 - 3)

const TASKS = [
  "Move the point, by mouse, finger or arrow keys. How low can it go?",
  "The arrow points downhill. With ten times the slope it is longer by the width of the point. Follow it.",
  "One step is the slope times the rate μ; it ends at the ring. Choose μ, take a step, and another.",
  "Move the start and the rate of a run, and watch its path.",
]
const [W, B] = ["<i>w<sub>h</sub></i>", "<i>b<sub>o</sub></i>"]
const PANEL = `
<fieldset class="steps" aria-label="Four steps">${["By hand", "The gradient", "One step", "The run"]
  .map((name, n) => `<label><input type="radio" name="step" value="${n + 1}"><span>${n + 1} ${name}</span></label>`)
  .join("")}</fieldset>
<p class="task"></p>
<div class="desk">
<div class="plot map"><canvas class="ground"></canvas></div>
<div class="words">${SAYS}</div>
<div class="side">
${values([
  ["wh", W], ["bo", B], ["xi", "<i>ξ</i>"], ["bywh", `<i>∂ξ/∂</i>${W}`], ["bybo", `<i>∂ξ/∂</i>${B}`], ["right", "right"],
])}
<div class="row from-3">${button("one", "Step")}<span class="from-4">${button("run", "Run")}</span>${button("reset", "Reset")}${slider("k", "updates done", 'min="0" step="1"', "from-4")}</div>
<div class="row from-3">${field("mu", "rate <i>μ</i>")}${slider("rate", "rate, on a logarithmic scale", 'min="-2" max="2" step="0.01"')}</div>
<div class="row"><span>start</span>${field("w", W)}${field("b", B)}</div>
<div class="row from-4"><label>updates <span class="kk"></span> <input type="number" name="K"></label></div>
</div>
<div class="row more">${MORE}</div>
</div>
<div class="views" tabindex="0" role="group" aria-label="What the network makes of the samples">${[
  ["output", "output y over x, with its classes"],
  ["hidden", "hidden h over x, with the threshold"],
  ["course", "loss (line), share right (dots)"],
]
  .map(([name, label]) => `<div><div class="plot ${name}" role="img" aria-label="${label}"></div>${label}</div>`)
  .join("")}</div>`

/** @type {Record<string, Partial<State>>} */
const PRESETS = {
  "the chapter’s run, 20 updates": {},
  "the same, 50 updates": { k: 50, K: 50 },
  "a rate that oscillates": { mu: 10, k: 50, K: 50 },
  "a rate that leaps away": { mu: 20 },
  "a start on the plateau": { w: 30 },
  "a start on the ridge": { w: 0 },
  "the mirror image": { w: -2.3 },
}

/** @extends {Explorer<Name>} */
class LossSurface extends Explorer {
  best = Infinity
  drawn = ""

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, store } = given(host.dataset, window)
    super(host, store, PANEL, PRESETS)
    this.x = x
    this.t = t
    const { w, b, mu, K } = store.start
    this.target = train(x, t, w, b, mu, K).xi[K]
    this.run = runOf(store.state, x, t)
    const surface = lossSurface(x, t, WH, BO)
    this.marks = marksOf(x, t, store.start, extent(surface)[0])
    const redraw = () => {
      this.drawn = ""
      this.later()
    }
    const plot = (/** @type {string} */ name, /** @type {Range} */ y, /** @type {number[]} */ ticks, /** @type {[string, string]} */ names, /** @type {Partial<Margins>} */ margins = {}) =>
      new Plot(this.find(`.plot.${name}`), { x: MAP.wh, y, ticks: [[-3, -2, -1, 0, 1, 2, 3], ticks], names }, redraw, margins)
    this.map = plot("map", MAP.bo, [-2, -1, 0, 1], ["w_h", "b_o"], { right: 54 })
    this.ground = new Ground(this.map, this.find(".ground"), surface, [0.6, 0.8, 1, 1.2])
    this.output = plot("output", [-0.1, 1.1], [0, 0.5, 1], ["x", "y"])
    this.hidden = plot("hidden", [-0.1, 1.1], [0, 0.5, 1], ["x", "h"])
    this.course = plot("course", [0, 1.05], [0, 0.5, 1], ["k", ""])
    this.handle = handleOn(this.map, {
      position: () => [within(this.store.state.w, MAP.wh), within(this.store.state.b, MAP.bo)],
      move: (x, y, held) => this.move(x, y, held),
      end: () => this.store.settle(),
    })
    this.showState() // before it is seen: a chosen step is bold, and so wider
  }

  /** @param {number} x @param {number} y @param {boolean} held */
  move(x, y, held) {
    const change = { w: Number(within(x, MAP.wh).toFixed(2)), b: Number(within(y, MAP.bo).toFixed(2)) }
    if (change.w !== this.store.state.w || change.b !== this.store.state.b) this.change(change, held)
  }

  /** @override @param {Name} name @param {number} number */
  meant(name, number) {
    return { [name]: number, ...(name === "K" && { k: number }) }
  }

  /** @override @param {HTMLInputElement} input */
  typed(input) {
    const step = Number(input.value)
    if (input.name === "step") this.change({ step, k: step < 4 ? 0 : this.store.state.K })
    else super.typed(input)
  }

  /** @override */
  get last() {
    return this.store.state.K
  }

  /** @override */
  python() {
    return asPython(this.run)
  }

  /** @override @param {string} name @returns {State} */
  situation(name) {
    return { ...this.store.start, k: this.store.start.K, step: 4, ...PRESETS[name] }
  }

  /** The microscope may show any sample. @override @param {State} other */
  isAt({ i, s, ...other }) {
    return super.isAt({ ...this.store.state, ...other })
  }

  render() {
    this.run = runOf(this.store.state, this.x, this.t)
    this.showState()
    this.showRun()
    if (!this.map.width || !this.course.width) return
    const { w, b, mu, k, K, step } = this.store.state
    const drawn = [w, b, mu, k, K, step, this.inks.ink].join() // another sample or station changes nothing here
    if (drawn === this.drawn) return
    this.drawn = drawn
    this.drawMap()
    this.drawViews()
    this.drawCourse()
  }

  /** @override */
  showState() {
    const { state } = this.store
    put(this.find("[name=k]"), { max: state.K })
    super.showState()
    this.find(`[value="${state.step}"]`).checked = true
    if (this.panel.dataset.step !== String(state.step)) this.panel.dataset.step = String(state.step)
    this.say(".kk", `${state.k} of`)
    const beyond = state.w === within(state.w, MAP.wh) && state.b === within(state.b, MAP.bo) ? "" : " outside the map"
    if (this.map.width) this.handle.show(`Start${beyond} at weight ${state.w}, bias ${state.b}; the arrow keys move it`, beyond !== "")
  }

  /** What comes of it, in numbers and in words: both of the same moment. */
  showRun() {
    const { run, run: { state, by } } = this
    if (state.step === 1) this.best = Math.min(this.best, run.xi)
    const hunt = ` To beat: ${shown(this.target)}. Your best: ${shown(this.best)}.`
    this.say(".task", TASKS[state.step - 1] + (state.step === 1 ? hunt : ""))
    const numbers = Object.entries({ wh: run.wh, bo: run.bo, xi: run.xi, bywh: by.wh, bybo: by.bo })
    const texts = Object.fromEntries(numbers.map(([name, value]) => [name, shown(value)]))
    this.showNumbers({ ...texts, right: percent(run.right[state.k]) }, describe(run, this.marks))
  }

  drawMap() {
    const { map, ground, inks, x, t, run: { state, history, by, wh, bo } } = this
    ground.place()
    map.clear()
    const next = backpropUpdate(x, t, wh, bo, state.mu)
    map.inside(() => {
      drawRun(map, history.wh, history.bo, inks)
      if (state.step < 3 || !map.holds(wh, bo)) return
      map.line([wh, next.wh], [bo, next.bo], inks.point, 1.5, [3, 3])
      for (const [ink, width] of /** @type {[string, number][]} */ ([[inks.rim, 4], [inks.point, 2]]))
        map.stroke(ink, width, (pen) => pen.arc(map.x(next.wh), map.y(next.bo), 5, 0, 7))
    })
    if (state.step > 1) drawDownhill(map, [wh, bo], [by.wh, by.bo], inks)
    drawBeyond(map, history.wh, history.bo, inks)
  }

  drawViews() {
    const { output, hidden, inks, x, t, run: { wh, bo } } = this
    const y = LINE.map((value) => nn(value, wh, bo))
    output.clear()
    output.inside(() => {
      const { pen } = output
      for (const [n, value] of LINE.entries()) {
        pen.fillStyle = y[n] > 0.5 ? inks.blue : inks.red
        pen.globalAlpha = y[n] > 0.5 ? 0.16 : 0.1
        pen.fillRect(output.x(value - 0.025), 0, output.x(0.05) - output.x(0), output.height)
      }
      pen.globalAlpha = 1
      output.line([-3, 3], [0.5, 0.5], inks.muted, 1, [5, 3])
      output.line(LINE, y, inks.ink, 2)
    })
    hidden.clear()
    hidden.inside(() => {
      hidden.line([-3, 3], [-bo, -bo], inks.muted, 1, [5, 3])
      hidden.line(LINE, LINE.map((value) => hiddenActivations(value, wh)), inks.ink, 2)
    })
    for (const target of [1, 0]) {
      const xs = x.filter((_, i) => t[i] === target)
      const hs = xs.map((value) => hiddenActivations(value, wh))
      for (const [plot, ys] of /** @type {[Plot, number[]][]} */ ([[output, xs.map(() => target)], [hidden, hs]]))
        if (target) plot.dots(xs, ys, inks.blue, 7)
        else plot.stars(xs, ys, inks.red)
    }
  }

  drawCourse() {
    const { course, inks, run: { state, history, right } } = this
    const high = Math.max(1, ...history.xi)
    if (course.axes.x[1] !== state.K || course.axes.y[1] !== high * 1.05) {
      Object.assign(course.axes, { x: [0, state.K], y: [0, high * 1.05], ticks: [[0, state.K], [0, 0.5, Math.floor(high)]] })
      course.drawAxes()
    }
    const ks = history.xi.map((_, k) => k)
    course.clear()
    course.inside(() => {
      course.line([state.k, state.k], [0, high], inks.muted, 1, [5, 3])
      course.line(ks, right, inks.blue, 2, [2, 2])
      course.line(ks, history.xi, inks.ink, 2)
    })
  }
}

define("loss-surface", (host) => new LossSurface(host))
