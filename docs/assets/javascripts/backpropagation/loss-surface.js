/**
 * The explorer: the loss as a map on which a start can be moved, with what the network makes of the samples.
 *
 * @import { Range } from "./plot.js"
 * @import { Name, State } from "./state.js"
 */
import { asPython, describe, note, percent, runOf, shown } from "./describe.js"
import { hiddenActivations, lossSurface, nn, train } from "./mathematics.js"
import { contours, copy, draw, Plot, put, write } from "./plot.js"
import { given, RANGES, read } from "./state.js"

const [WH, BO] = [61, 41].map((n, axis) =>
  Array.from({ length: n }, (_, j) => [-3, -2.5][axis] + (j / (n - 1)) * [6, 4][axis]),
)
const LINE = Array.from({ length: 121 }, (_, n) => n / 20 - 3)
const TASKS = [
  "Move the point, by mouse, finger or arrow keys. How low can it go?",
  "The arrow points down, against the gradient. Follow it by hand, and see it shrink.",
  "One step is μ times the gradient. Choose μ, take a step, and another.",
  "Move the start and the rate of a run, and watch its path.",
]
const BUTTON = (/** @type {string} */ name, /** @type {string} */ text) => `<button type="button" name="${name}">${text}</button>`
const FIELD = (/** @type {Name} */ name, /** @type {string} */ label) =>
  `<label>${label} <input type="number" name="${name}" step="any"></label>`
const [W, B] = ["<i>w<sub>h</sub></i>", "<i>b<sub>o</sub></i>"]
const PANEL = `
<fieldset class="steps" aria-label="Four steps">${["By hand", "The gradient", "One step", "The run"]
  .map((name, n) => `<label><input type="radio" name="step" value="${n + 1}"><span>${n + 1} ${name}</span></label>`)
  .join("")}</fieldset>
<p class="task"></p>
<div class="desk"><div><svg class="map"></svg><p class="says" aria-live="polite"></p><p class="note" role="status"></p>
<div class="row"><label>Situations <select name="preset"><option value="">choose one</option></select></label>${BUTTON("python", "Copy as Python")}</div></div><div>
<div class="row"><span>start</span>${FIELD("w", W)}${FIELD("b", B)}</div>
<table class="values"><tbody>${[
  ["wh", W], ["bo", B], ["xi", "<i>ξ</i>"], ["bywh", `<i>∂ξ/∂</i>${W}`], ["bybo", `<i>∂ξ/∂</i>${B}`], ["right", "right"],
]
  .map(([name, label]) => `<tr><th scope="row">${label}</th><td data-value="${name}"></td></tr>`)
  .join("")}</tbody></table>
<div class="row from-3">${FIELD("mu", "rate <i>μ</i>")}<input type="range" name="rate" min="-2" max="2" step="0.01" aria-label="rate, on a logarithmic scale"></div>
<div class="row from-3">${BUTTON("one", "Step")}<span class="from-4">${BUTTON("run", "Run")}</span>${BUTTON("reset", "Reset")}</div>
<div class="row from-4"><label>updates <span class="kk"></span> <input type="number" name="K"></label><input type="range" name="k" min="0" step="1" aria-label="updates done"></div>
</div></div>
<div class="views">${[
  ["output", "output y over x, with its classes"],
  ["hidden", "hidden h over x, with the threshold"],
  ["course", "loss (line), share right (dots)"],
]
  .map(([name, label]) => `<div><svg class="${name}" role="img" aria-label="${label}"></svg>${label}</div>`)
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

class Explorer {
  best = Infinity
  held = false
  spoken = 0
  frame = 0
  playing = 0
  waiting = 0
  scale = ""

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, store } = given(host.dataset, window)
    this.x = x
    this.t = t
    this.store = store
    const { w, b, mu, k } = store.start
    this.target = train(x, t, w, b, mu, k).xi[k]
    this.panel = document.createElement("div")
    this.panel.className = "scope"
    this.panel.innerHTML = PANEL
    host.append(this.panel)
    this.find("[name=preset]").append(...Object.keys(PRESETS).map((name) => new Option(name)))
    this.run = runOf(store.state, x, t)
    const plot = (/** @type {string} */ name, /** @type {Range} */ y, /** @type {number[]} */ ticks, /** @type {[string, string]} */ names) =>
      new Plot(this.find(`svg.${name}`), { x: [-3, 3], y, ticks: [[-3, -2, -1, 0, 1, 2, 3], ticks], names }, () => this.later())
    this.map = plot("map", [-2.5, 1.5], [-2, -1, 0, 1], ["w_h", "b_o"])
    this.output = plot("output", [-0.1, 1.1], [0, 0.5, 1], ["x", "y"])
    this.hidden = plot("hidden", [-0.1, 1.1], [0, 0.5, 1], ["x", "h"])
    this.course = plot("course", [0, 1.05], [0, 0.5, 1], ["k", ""])
    this.parts = this.drawParts()
    this.handle = this.drawHandle()
    this.listen()
    store.listeners.add(() => this.later())
    this.later()
  }

  /** @template {Element} [T=HTMLInputElement] @param {string} selector @returns {T} */
  find(selector) {
    return /** @type {T} */ (this.panel.querySelector(selector))
  }

  /** @param {string} selector @param {string} text */
  say(selector, text) {
    write(this.find(selector), text)
  }

  /** The parts of the plots that change. */
  drawParts() {
    const { map, output, hidden, course } = this
    const href = contours(lossSurface(this.x, this.t, WH, BO), 720, 480)
    const path = (/** @type {Plot} */ plot, /** @type {string} */ name) =>
      draw(plot.layer, "path", { class: name, ...plot.clip })
    return {
      picture: draw(map.layer, "image", { href, preserveAspectRatio: "none" }),
      trace: path(map, "trace"), rims: path(map, "rims"), marks: path(map, "marks"), arrow: path(map, "arrow"),
      end: draw(map.layer, "circle", { class: "end", r: 6 }),
      regions: path(output, "region"), others: path(output, "region other"), half: path(output, "threshold"), y: path(output, "curve"),
      h: path(hidden, "curve"), threshold: path(hidden, "threshold"),
      now: path(course, "threshold"), right: path(course, "share"), xi: path(course, "curve"),
      samples: [output, hidden].map((plot) => ["blue", "red"].map((name) => draw(plot.layer, "path", { class: name }))),
    }
  }

  drawHandle() {
    const look = { class: "handle", tabindex: 0, role: "application" }
    const handle = /** @type {SVGGElement} */ (draw(this.map.layer, "g", look))
    draw(handle, "circle", { r: 22, class: "reach" })
    draw(handle, "circle", { r: 8 })
    return handle
  }

  listen() {
    const { map, handle, panel } = this
    panel.addEventListener("input", (event) => this.typed(/** @type {HTMLInputElement} */ (event.target)))
    panel.addEventListener("click", (event) => this.press(/** @type {HTMLButtonElement} */ (event.target)))
    map.svg.addEventListener("pointerdown", (event) => {
      const finger = event.pointerType === "touch" // which elsewhere scrolls the page
      if (event.button || (finger && !handle.contains(/** @type {Node} */ (event.target)))) return
      event.preventDefault()
      handle.focus({ preventScroll: true })
      map.svg.setPointerCapture(event.pointerId)
      this.held = true
      this.move(map.at(event))
    })
    map.svg.addEventListener("pointermove", (event) => this.held && this.move(map.at(event)))
    map.svg.addEventListener("lostpointercapture", () => {
      this.held = false
      this.store.settle()
    })
    map.svg.addEventListener("click", (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType === "touch") this.move(map.at(event))
    })
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
      if (!by) return
      event.preventDefault()
      const { w, b } = this.store.state
      const far = event.shiftKey ? 0.5 : 0.05
      this.move([w + by[0] * far, b + by[1] * far])
    })
  }

  /** @param {number[]} to */
  move([w, b]) {
    const { x, y } = this.map.axes
    const change = { w: Number(within(w, x).toFixed(2)), b: Number(within(b, y).toFixed(2)) }
    if (change.w !== this.store.state.w || change.b !== this.store.state.b) this.change(change)
  }

  /** @param {Partial<State>} change */
  change(change) {
    this.pause()
    this.store.set(change, this.held)
  }

  /** @param {HTMLInputElement} input */
  typed(input) {
    const { name, value } = input
    const { start, state } = this.store
    if (name === "rate") this.change({ mu: Number((10 ** Number(value)).toPrecision(2)) })
    else if (name === "step") this.change({ step: Number(value), k: Number(value) < 4 ? 0 : state.K })
    else if (name === "preset") this.change({ ...start, ...PRESETS[value] })
    else {
      const field = /** @type {Name} */ (name)
      const number = read(field, value)
      input.setAttribute("aria-invalid", String(number === null))
      const [low, high] = RANGES[field]
      if (number === null) this.say(".note", `A number from ${low} to ${high}.`.replace("-", "−"))
      else this.change({ [name]: number, ...(name === "K" && { k: number }) })
    }
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

  later() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.run = runOf(this.store.state, this.x, this.t)
      this.showNumbers()
      if (!this.map.width || !this.course.width) return
      this.drawMap()
      this.drawViews()
      this.drawCourse()
    })
  }

  showNumbers() {
    const { store, run } = this
    const { state, by } = run
    const right = percent(run.right[state.k])
    const values = { wh: run.wh, bo: run.bo, xi: run.xi, bywh: by.wh, bybo: by.bo }
    for (const [name, value] of Object.entries(values)) this.say(`[data-value=${name}]`, shown(value))
    this.say("[data-value=right]", right)
    this.find("[name=k]").max = String(state.K)
    for (const [name, value] of Object.entries({ ...state, rate: Math.log10(state.mu) })) {
      const input = this.find(`input[name="${name}"]:not([type=radio])`)
      if (input && Number(input.value) !== value) input.value = String(value)
    }
    this.find(`[value="${state.step}"]`).checked = true
    this.panel.dataset.step = String(state.step)
    this.say("[name=run]", this.playing ? "Pause" : "Run")
    this.say(".kk", `${state.k} of`)
    if (state.step === 1) this.best = Math.min(this.best, run.xi)
    const hunt = ` To beat: ${shown(this.target)}. Your best: ${shown(this.best)}.`
    this.say(".task", TASKS[state.step - 1] + (state.step === 1 ? hunt : ""))
    if (store.ignored.length || !this.find("[aria-invalid=true]")) this.say(".note", note(store.ignored))
    this.handle.setAttribute("aria-label", `Start at weight ${state.w}, bias ${state.b}; the arrow keys move it`)
    clearTimeout(this.waiting) // a screen reader hears what it came to, not each pixel
    this.waiting = setTimeout(() => this.say(".says", describe(this.run)), 300)
  }

  drawMap() {
    const { map, parts, handle, run: { state, history, by, wh, bo } } = this
    const { x, y } = map.axes
    const [left, top] = [map.x(x[0]), map.y(y[1])]
    put(parts.picture, { x: left, y: top, width: map.x(x[1]) - left, height: map.y(y[0]) - top })
    const d = map.dots(history.wh, history.bo)
    put(parts.trace, { d: map.line(history.wh, history.bo) })
    put(parts.rims, { d })
    put(parts.marks, { d })
    const inside = within(wh, x) === wh && within(bo, y) === bo
    put(parts.end, { cx: map.x(wh), cy: map.y(bo), visibility: inside && state.k ? "visible" : "hidden" })
    const far = state.step < 3 ? 1 : state.mu
    const tip = [map.x(wh - far * by.wh), map.y(bo - far * by.bo)]
    put(parts.arrow, { d: state.step > 1 && inside ? arrow([map.x(wh), map.y(bo)], tip) : "" })
    put(handle, { transform: `translate(${map.x(within(state.w, x))} ${map.y(within(state.b, y))})` })
  }

  drawViews() {
    const { output, hidden, parts, x, t, run: { wh, bo } } = this
    const y = LINE.map((value) => nn(value, wh, bo))
    const [top, bottom, half] = [1.1, -0.1, 0.5].map((value) => output.y(value))
    for (const target of [true, false]) {
      const d = LINE.map((value, n) => (y[n] > 0.5 === target ? `M${output.x(value)} ${top}V${bottom}` : "")).join("")
      put(target ? parts.regions : parts.others, { d, "stroke-width": (output.x(3) - output.x(-3)) / 120 })
    }
    put(parts.half, { d: `M${output.x(-3)} ${half}H${output.x(3)}` })
    put(parts.y, { d: output.line(LINE, y) })
    put(parts.h, { d: hidden.line(LINE, LINE.map((value) => hiddenActivations(value, wh))) })
    put(parts.threshold, { d: `M${hidden.x(-3)} ${hidden.y(-bo)}H${hidden.x(3)}` })
    for (const target of [1, 0]) {
      const xs = x.filter((_, i) => t[i] === target)
      const shape = target ? "dots" : "stars"
      put(parts.samples[0][1 - target], { d: output[shape](xs, xs.map(() => target)) })
      put(parts.samples[1][1 - target], { d: hidden[shape](xs, xs.map((value) => hiddenActivations(value, wh))) })
    }
  }

  drawCourse() {
    const { course, parts, run: { state, history, right } } = this
    const high = Math.max(1, ...history.xi)
    const scale = `${state.K} ${high}`
    if (scale !== this.scale) {
      this.scale = scale
      Object.assign(course.axes, { x: [0, state.K], y: [0, high * 1.05], ticks: [[0, state.K], [0, 0.5, Math.floor(high)]] })
      course.drawAxes()
    }
    const ks = history.xi.map((_, k) => k)
    put(parts.xi, { d: course.line(ks, history.xi) })
    put(parts.right, { d: course.line(ks, right) })
    put(parts.now, { d: `M${course.x(state.k)} ${course.y(0)}V${course.y(high)}` })
  }
}

/** @param {number} value @param {Range} range */
const within = (value, [low, high]) => Math.min(Math.max(value, low), high)

/** @param {number[]} from @param {number[]} to */
function arrow([x, y], [u, v]) {
  const length = Math.hypot(u - x, v - y)
  if (length < 2) return ""
  const size = Math.min(9, length) / length
  const [bx, by, nx, ny] = [u - (u - x) * size, v - (v - y) * size, ((y - v) * size) / 2, ((u - x) * size) / 2]
  return `M${x} ${y}L${u} ${v}M${bx + nx} ${by + ny}L${u} ${v}L${bx - nx} ${by - ny}`
}

customElements.define(
  "loss-surface",
  class extends HTMLElement {
    connectedCallback() {
      if (!this.classList.contains("live")) new Explorer(this)
      this.classList.add("live")
    }
  },
)
