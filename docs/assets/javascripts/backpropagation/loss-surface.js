/**
 * The explorer: the loss as a map on which a start can be moved, with what the network makes of the samples.
 *
 * @import { Range, Margins } from "../shared/plot.js"
 * @import { Name, State } from "./state.js"
 */
import { contours, extent, scale } from "../shared/colours.js"
import { button, copy, field, put, slider, write } from "../shared/dom.js"
import { handleOn } from "../shared/drag.js"
import { define, Figure } from "../shared/figure.js"
import { Plot, within } from "../shared/plot.js"
import { read } from "../shared/state.js"
import { note, percent, shown, signed } from "../shared/words.js"
import { asPython, describe, MAP, marksOf, runOf } from "./describe.js"
import { backpropUpdate, hiddenActivations, lossSurface, nn, train } from "./mathematics.js"
import { given, RANGES } from "./state.js"

const [WH, BO] = [MAP.wh, MAP.bo].map(([low, high], axis) => {
  const n = [61, 41][axis]
  return Array.from({ length: n }, (_, j) => low + (j / (n - 1)) * (high - low))
})
const LINE = Array.from({ length: 121 }, (_, n) => n / 20 - 3)
const PICTURE = [540, 360]
const HEARD = 300 // milliseconds at rest after which a screen reader hears where a drag came to

/** The arrow, in pixels: 78 for a slope of one, 18 less for each tenth of it, and never too short to be seen. */
const ARROW = { ofOne: 78, forTen: 18, least: 24 }
const DISC = 8 // pixels, the half of the handle's

const TASKS = [
  "Move the point, by mouse, finger or arrow keys. How low can it go?",
  "The arrow points downhill. Where the slope is a tenth, it is as much shorter as the point is wide. Follow it.",
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
<div class="words"><p class="says"></p><p class="heard" aria-live="polite"></p></div>
<div class="side">
<dl class="values">${[
  ["wh", W], ["bo", B], ["xi", "<i>ξ</i>"], ["bywh", `<i>∂ξ/∂</i>${W}`], ["bybo", `<i>∂ξ/∂</i>${B}`], ["right", "right"],
]
  .map(([name, label]) => `<div><dt>${label}</dt><dd data-value="${name}"></dd></div>`)
  .join("")}</dl>
<div class="row from-3">${button("one", "Step")}<span class="from-4">${button("run", "Run")}</span>${button("reset", "Reset")}${slider("k", "updates done", 'min="0" step="1"', "from-4")}</div>
<div class="row from-3">${field("mu", "rate <i>μ</i>")}${slider("rate", "rate, on a logarithmic scale", 'min="-2" max="2" step="0.01"')}</div>
<div class="row"><span>start</span>${field("w", W)}${field("b", B)}</div>
<div class="row from-4"><label>updates <span class="kk"></span> <input type="number" name="K"></label></div>
</div>
<div class="row more"><label>Situations <select name="preset"><option value="">choose one</option></select></label>${button("python", "Copy as Python")}<p class="note" role="status"></p></div>
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

class Explorer extends Figure {
  best = Infinity
  playing = 0
  waiting = 0
  axes = ""
  drawn = ""

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, store } = given(host.dataset, window)
    super(host, store)
    this.x = x
    this.t = t
    this.store = store
    const { w, b, mu, K } = store.start
    this.target = train(x, t, w, b, mu, K).xi[K]
    this.panel = document.createElement("div")
    this.panel.className = "scope"
    this.panel.innerHTML = PANEL
    host.append(this.panel)
    this.find("[name=preset]").append(...Object.keys(PRESETS).map((name) => new Option(name)))
    this.run = runOf(store.state, x, t)
    const surface = lossSurface(x, t, WH, BO)
    this.extent = extent(surface)
    this.marks = marksOf(x, t, store.start, this.extent[0])
    this.ground = /** @type {HTMLCanvasElement} */ (this.find(".ground"))
    ;[this.ground.width, this.ground.height] = PICTURE
    contours(this.ground, surface)
    const redraw = () => {
      this.drawn = this.axes = ""
      this.later()
    }
    const plot = (/** @type {string} */ name, /** @type {Range} */ y, /** @type {number[]} */ ticks, /** @type {[string, string]} */ names, /** @type {Partial<Margins>} */ margins = {}) =>
      new Plot(this.find(`.plot.${name}`), { x: MAP.wh, y, ticks: [[-3, -2, -1, 0, 1, 2, 3], ticks], names }, redraw, margins)
    this.map = plot("map", MAP.bo, [-2, -1, 0, 1], ["w_h", "b_o"], { right: 54 })
    this.output = plot("output", [-0.1, 1.1], [0, 0.5, 1], ["x", "y"])
    this.hidden = plot("hidden", [-0.1, 1.1], [0, 0.5, 1], ["x", "h"])
    this.course = plot("course", [0, 1.05], [0, 0.5, 1], ["k", ""])
    this.handle = handleOn(this.map, {
      position: () => [within(this.store.state.w, MAP.wh), within(this.store.state.b, MAP.bo)],
      move: (x, y, held) => this.move(x, y, held),
      end: () => this.store.settle(),
    })
    this.panel.addEventListener("input", (event) => this.typed(/** @type {HTMLInputElement} */ (event.target)))
    this.panel.addEventListener("focusout", (event) => this.left(/** @type {HTMLInputElement} */ (event.target)))
    this.panel.addEventListener("click", (event) => this.press(/** @type {HTMLButtonElement} */ (event.target)))
  }

  /** @param {string} selector @param {string} text */
  say(selector, text) {
    write(this.find(selector), text)
  }

  /** @param {number} x @param {number} y @param {boolean} held */
  move(x, y, held) {
    const change = { w: Number(within(x, MAP.wh).toFixed(2)), b: Number(within(y, MAP.bo).toFixed(2)) }
    if (change.w !== this.store.state.w || change.b !== this.store.state.b) this.change(change, held)
  }

  /** @param {Partial<State>} change */
  change(change, held = false) {
    this.pause()
    for (const input of this.panel.querySelectorAll("[aria-invalid=true]")) input.setAttribute("aria-invalid", "false")
    this.say(".note", "")
    this.store.set(change, held)
  }

  /** @param {HTMLInputElement} input */
  typed(input) {
    const { name, value } = input
    const { start, state } = this.store
    if (name === "rate") this.change({ mu: Number((10 ** Number(value)).toPrecision(2)) })
    else if (name === "step") this.change({ step: Number(value), k: Number(value) < 4 ? 0 : state.K })
    else if (name === "preset") this.change(value ? situation(start, value) : {})
    else {
      const name = /** @type {Name} */ (input.name)
      const number = read(RANGES[name], value)
      const [low, high] = RANGES[name]
      if (number !== null) this.change({ [name]: number, ...(name === "K" && { k: number }) })
      input.setAttribute("aria-invalid", String(number === null))
      if (number === null) this.say(".note", signed(`A number from ${low} to ${high}.`))
    }
  }

  /** A field that is left with what is no number of its range shows again what holds. @param {HTMLInputElement} input */
  left(input) {
    if (input.getAttribute("aria-invalid") === "true") this.change({})
  }

  /** @param {HTMLButtonElement} button */
  press({ name }) {
    const { k, K } = this.store.state
    if (name === "one") this.change({ k: Math.min(k + 1, RANGES.k[1]) })
    if (name === "reset") this.change({ k: 0 })
    if (name === "run" && !this.pause()) this.play(k < K ? k : 0, K)
    if (name === "python") copy(asPython(this.run), (text) => this.say(".note", text))
  }

  /** @param {number} k @param {number} last */
  play(k, last) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) k = last
    this.store.set({ k })
    this.playing = k < last ? setTimeout(() => this.play(k + 1, last), 80) : 0
  }

  /** Whether there was something to end. */
  pause() {
    const playing = this.playing
    clearTimeout(playing)
    this.playing = 0
    this.later()
    return playing > 0
  }

  render() {
    this.run = runOf(this.store.state, this.x, this.t)
    this.showState()
    this.showNumbers()
    if (!this.map.width || !this.course.width) return
    const { w, b, mu, k, K, step } = this.store.state
    const drawn = [w, b, mu, k, K, step, this.inks.ink].join() // another sample or station changes nothing here
    if (drawn === this.drawn) return
    this.drawn = drawn
    this.drawMap()
    this.drawViews()
    this.drawCourse()
  }

  /** The state, where it can be changed. */
  showState() {
    const { start, state, ignored } = this.store
    put(this.find("[name=k]"), { max: state.K })
    for (const [name, value] of Object.entries({ ...state, rate: Math.log10(state.mu) })) {
      const input = this.find(`input[name="${name}"]:not([type=radio], [aria-invalid=true])`)
      if (input && Number(input.value || NaN) !== value) input.value = String(value)
    }
    this.find(`[value="${state.step}"]`).checked = true
    if (this.panel.dataset.step !== String(state.step)) this.panel.dataset.step = String(state.step)
    const preset = Object.keys(PRESETS).find((name) => isAt(state, situation(start, name))) ?? ""
    if (this.find("[name=preset]").value !== preset) this.find("[name=preset]").value = preset
    this.say("[name=run]", this.playing ? "Pause" : "Run")
    this.say(".kk", `${state.k} of`)
    if (ignored.length) this.say(".note", note(ignored))
    else if (this.find(".note").textContent?.startsWith("Ignored")) this.say(".note", "")
    const beyond = state.w === within(state.w, MAP.wh) && state.b === within(state.b, MAP.bo) ? "" : " outside the map"
    if (this.map.width) this.handle.show(`Start${beyond} at weight ${state.w}, bias ${state.b}; the arrow keys move it`, beyond !== "")
  }

  /** What comes of it, in numbers and in words: both of the same moment. */
  showNumbers() {
    const { run, run: { state, by } } = this
    const values = { wh: run.wh, bo: run.bo, xi: run.xi, bywh: by.wh, bybo: by.bo }
    for (const [name, value] of Object.entries(values)) this.say(`[data-value=${name}]`, shown(value))
    this.say("[data-value=right]", percent(run.right[state.k]))
    if (state.step === 1) this.best = Math.min(this.best, run.xi)
    const hunt = ` To beat: ${shown(this.target)}. Your best: ${shown(this.best)}.`
    this.say(".task", TASKS[state.step - 1] + (state.step === 1 ? hunt : ""))
    const says = describe(run, this.marks)
    this.say(".says", says)
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.say(".heard", says), HEARD)
  }

  drawMap() {
    const { map, inks, x, t, run: { state, history, by, wh, bo } } = this
    const axes = [map.width, map.height].join()
    if (axes !== this.axes) {
      this.axes = axes
      this.drawGround()
    }
    map.clear()
    const inside = map.holds(wh, bo)
    const next = backpropUpdate(x, t, wh, bo, state.mu)
    map.inside(() => {
      map.line(history.wh, history.bo, inks.point, 1.3)
      if (state.k) {
        map.dots(history.wh, history.bo, inks.rim, 7.5)
        map.dots(history.wh, history.bo, inks.point, 5.5)
      }
      if (state.step > 2 && inside) {
        map.line([wh, next.wh], [bo, next.bo], inks.point, 1.5, [3, 3])
        for (const [ink, width] of /** @type {[string, number][]} */ ([[inks.rim, 4], [inks.point, 2]]))
          map.stroke(ink, width, (pen) => pen.arc(map.x(next.wh), map.y(next.bo), 5, 0, 7))
      }
      if (state.k && inside) {
        map.dots([wh], [bo], inks.rim, 14)
        map.dots([wh], [bo], inks.hot, 12)
      }
    })
    if (state.step > 1 && inside && (by.wh || by.bo)) {
      const down = /** @type {[number, number]} */ ([map.x(wh - by.wh) - map.x(wh), map.y(bo - by.bo) - map.y(bo)])
      map.arrow([map.x(wh), map.y(bo)], down, arrowLength(by), DISC + 4, inks.hot)
    }
    if (!map.holds(state.w, state.b)) map.beyond(state.w, state.b, inks.point, inks.rim)
    if (state.k && !inside) map.beyond(wh, bo, inks.hot, inks.rim)
  }

  /** The picture of the loss and the scale of its colours. */
  drawGround() {
    const { map, ground } = this
    const [left, top] = [map.x(MAP.wh[0]), map.y(MAP.bo[1])]
    const [width, height] = [map.x(MAP.wh[1]) - left, map.y(MAP.bo[0]) - top]
    ground.style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`
    scale(map.frame, { x: left + width + 10, top: top + 16, height: height - 16 }, this.extent, [0.6, 0.8, 1, 1.2], "ξ")
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

/** The length in pixels of the arrow for a gradient. @param {{wh: number, bo: number}} by */
export const arrowLength = (by) =>
  Math.max(ARROW.least, ARROW.ofOne + ARROW.forTen * Math.log10(Math.hypot(by.wh, by.bo)))

/** The state of a situation. @param {State} start @param {string} name @returns {State} */
const situation = (start, name) => ({ ...start, k: start.K, step: 4, ...PRESETS[name] })

/** Whether the explorer stands in the situation; the microscope may show any sample. @param {State} state @param {State} other */
const isAt = (state, other) => ["w", "b", "mu", "k", "K", "step"].every((name) => state[/** @type {Name} */ (name)] === other[/** @type {Name} */ (name)])

define("loss-surface", (host) => new Explorer(host))
