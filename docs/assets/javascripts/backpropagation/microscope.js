/**
 * The microscope: one sample on its way forward and backward, at the parameters of the explorer. Its formulas are those
 * of the page's table; here they get their numbers.
 *
 * @import { Stations } from "./mathematics.js"
 */
import { asPython, runOf, shown, STATIONS } from "./describe.js"
import { stations } from "./mathematics.js"
import { copy, draw, Plot, put, symbol, write } from "./plot.js"
import { given } from "./state.js"

const KEYS = STATIONS.map(([, key]) => key)
const FORWARD = 6 // stations, after which the way leads back
const MEANT = ["xi", "gradBo", "gradWh"] // of which the mean over the samples is a quantity of the chapter

/** Where each number stands in the drawing: column, row, symbol. @type {Partial<Record<keyof Stations, [number, number, string]>>} */
const PLACES = {
  x: [0, 0, "x"], wh: [1, 0, "w_h"], zh: [2, 0, "z_h"], h: [3, 0, "h"], bo: [4, 0, "b_o"], zo: [5, 0, "z_o"], y: [6, 0, "y"], xi: [7, 0, "ξ"],
  deltaO: [5, 1, "δ_o"], gradH: [3, 1, "∂ξ /∂h"], deltaH: [2, 1, "δ_h"], gradBo: [4, 2, "∂ξ /∂b_o"], gradWh: [1, 2, "∂ξ /∂w_h"],
}
/** The letters of a symbol in the formulas of the page. @type {Record<string, keyof Stations>} */
const LETTERS = {
  wh: "wh", bo: "bo", ti: "t", xi: "x", zhi: "zh", hi: "h", zoi: "zo", yi: "y", ξi: "xi",
  δoi: "deltaO", δhi: "deltaH", "∂ξi∂bo": "gradBo", "∂ξi∂hi": "gradH", "∂ξi∂wh": "gradWh",
}
const BENCH = `
<svg class="samples" role="img" aria-label="The samples on a line"></svg>
<div class="row"><label>sample <select name="i"></select></label>
<button type="button" name="back">Previous</button><button type="button" name="on">Next</button></div>
<p class="says" aria-live="polite"></p>
<svg class="network" role="img" aria-label="The network with the numbers of the table below"></svg>`

class Microscope {
  frame = 0
  hovered = ""
  narrow = false
  seen = false

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, store } = given(host.dataset, window)
    this.x = x
    this.t = t
    this.store = store
    this.host = host
    this.panel = document.createElement("div")
    this.panel.className = "scope"
    this.panel.innerHTML = BENCH
    host.prepend(this.panel)
    const foot = document.createElement("div")
    foot.className = "scope row"
    foot.innerHTML = `<button type="button" name="python">Copy as Python</button><p class="note" role="status"></p>`
    host.append(foot)
    const names = x.map((value, i) => `${i + 1}: x = ${shown(value)}, ${t[i] ? "blue" : "red"}`)
    this.find("select").append(...["the mean over all", ...names].map((name, i) => new Option(name, String(i))))
    this.rows = [...host.querySelectorAll("tbody tr")].map((row, n) => this.dress(row, n))
    this.line = new Plot(
      this.find(".samples"),
      { x: [-3.2, 3.2], y: [-0.5, 1.5], ticks: [[-3, -2, -1, 0, 1, 2, 3], []], names: ["x", ""] },
      () => this.later(),
    )
    const path = (/** @type {string} */ name) => draw(this.line.layer, "path", { class: name })
    this.marks = { blue: path("blue"), red: path("red"), ring: draw(this.line.layer, "circle", { class: "ring", r: 9 }) }
    new ResizeObserver(() => {
      this.drawNetwork()
      this.later()
    }).observe(this.find(".network"))
    new IntersectionObserver(([{ isIntersecting }]) => {
      this.seen = isIntersecting
      this.later()
    }).observe(host)
    this.listen()
    store.listeners.add(() => this.later())
    this.later()
  }

  /** @template {Element} [T=HTMLInputElement] @param {string} selector @returns {T} */
  find(selector) {
    return /** @type {T} */ (this.host.querySelector(selector))
  }

  /** Give a row of the page's table the cells for its numbers. @param {Element} row @param {number} n */
  dress(row, n) {
    const formula = /** @type {Element} */ (row.querySelector("td:last-child math"))
    for (const math of row.querySelectorAll("math")) this.name(math)
    row.setAttribute("data-symbol", KEYS[n])
    const [numbers, value] = ["numbers", "value"].map((name) => {
      const cell = document.createElement("td")
      cell.className = name
      row.append(cell)
      return cell
    })
    return { row, formula, numbers, value, words: row.children[1].textContent ?? "" }
  }

  /** The number that a piece of MathML stands for, told by its letters: `zhi` is that of a sample. @param {Element} node */
  key(node) {
    if (!["mi", "msub", "msubsup", "mfrac"].includes(node.localName)) return
    const parts = node.localName === "msubsup" ? [...node.children].slice(0, 2) : [node]
    const letters = parts.map((part) => part.textContent).join("")
    return LETTERS[letters]
  }

  /** Mark the symbols of a formula. @param {Element} node */
  name(node) {
    const key = this.key(node)
    if (key) node.setAttribute("data-symbol", key)
    else for (const child of node.children) this.name(child)
  }

  /**
   * A copy of the formula with a number for each symbol; what it stands after decides on its brackets.
   * @param {Element} node @param {Stations} values @param {Element | null} [after] @returns {Element}
   */
  plugged(node, values, after) {
    const key = /** @type {keyof Stations | null} */ (node.getAttribute("data-symbol"))
    if (key && node.localName === "msubsup") {
      const power = mathml("msup")
      power.append(number(values[key], key, true), node.children[2].cloneNode(true))
      return power
    }
    if (key) return number(values[key], key, Boolean(after && after.textContent !== "="))
    const copied = /** @type {Element} */ (node.cloneNode(false))
    if (!node.children.length) copied.textContent = node.textContent
    for (const child of node.children) {
      const before = /^m(sup|frac|sub)$/.test(node.localName) ? null : copied.lastElementChild
      if (before && child.hasAttribute("data-symbol") && before.localName !== "mo") copied.append(mathml("mo", "·"))
      copied.append(this.plugged(child, values, before))
    }
    return copied
  }

  drawNetwork() {
    const svg = this.find(".network")
    const wide = svg.clientWidth
    svg.textContent = ""
    this.narrow = wide < 480
    svg.classList.toggle("narrow", this.narrow)
    const margin = this.narrow ? 18 : 32
    const [half, round] = this.narrow ? [21, 17] : [40, 31]
    const column = (/** @type {number} */ n) => margin + (n / 7) * (wide - 2 * margin)
    const line = (/** @type {string} */ d, name = "wire") => draw(svg, "path", { d, class: name })
    line(`M${column(0)} 46H${column(7)}`) // between a symbol and its number
    line(`M${column(6.6)} 128H${column(1)}`, "wire back")
    for (const n of [1, 4]) line(`M${column(n)} 128V${168}`, "wire back")
    for (const [from, to] of [[0, 0], [2, 3], [5, 6], [7, 7]]) {
      const [left, right] = [column(from) - (from === to ? round : half), column(to) + (from === to ? round : half)]
      draw(svg, "rect", { x: left, y: 12, width: right - left, height: 60, rx: 20, class: "node" })
    }
    for (const [key, [n, row, name]] of Object.entries(PLACES)) {
      const group = draw(svg, "g", { "data-symbol": key, transform: `translate(${column(n)} ${38 + row * 82 - (row === 2 ? 14 : 0)})`, class: row ? "back" : "" })
      draw(group, "rect", { x: -round + 3, y: -18, width: 2 * round - 6, height: 44, rx: 6, class: "ground" })
      symbol(draw(group, "text", { "text-anchor": "middle" }), name)
      draw(group, "text", { "text-anchor": "middle", y: 20, class: "number" })
    }
  }

  listen() {
    const { host, store, line } = this
    host.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target)
      const name = target.getAttribute("name")
      if (name === "back" || name === "on") this.step(name === "on" ? 1 : -1)
      if (name === "python") copy(this.python(), (text) => write(this.find(".note"), text))
      const symbol = target.closest("[data-symbol]")?.getAttribute("data-symbol")
      const s = KEYS.findIndex((key) => key === symbol)
      if (s >= 0) store.set({ s })
    })
    host.addEventListener("input", () => store.set({ i: Number(this.find("select").value) }))
    host.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (!by || /** @type {Element} */ (event.target).localName === "select") return
      event.preventDefault()
      this.step(by)
    })
    host.addEventListener("pointerover", (event) => {
      this.hovered = /** @type {Element} */ (event.target).closest("[data-symbol]")?.getAttribute("data-symbol") ?? ""
      this.highlight()
    })
    line.svg.addEventListener("click", (event) => {
      const [x, row] = line.at(event)
      const far = (/** @type {number} */ i) => Math.abs(this.x[i] - x) + Math.abs(this.t[i] - row)
      const nearest = this.x.map((_, i) => i).reduce((best, i) => (far(i) < far(best) ? i : best))
      store.set({ i: nearest + 1 })
    })
  }

  /** @param {number} by */
  step(by) {
    const s = Math.min(Math.max(this.store.state.s + by, 0), KEYS.length - 1)
    if (s !== this.store.state.s) this.store.set({ s })
  }

  python() {
    const run = runOf(this.store.state, this.x, this.t)
    const { i } = this.store.state
    return asPython(run, i ? stations(this.x[i - 1], this.t[i - 1], run.wh, run.bo) : undefined)
  }

  highlight() {
    const current = this.hovered || KEYS[this.store.state.s]
    for (const element of this.host.querySelectorAll("[data-symbol]"))
      element.classList.toggle("on", element.getAttribute("data-symbol") === current)
  }

  later() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      if (!this.seen) return // what nobody sees must not slow down the explorer
      this.render()
      this.host.classList.add("live")
    })
  }

  render() {
    const { x, t, store: { state }, rows, line, marks } = this
    const { wh, bo } = runOf(state, x, t)
    const all = x.map((value, i) => stations(value, t[i], wh, bo))
    const values = state.i ? all[state.i - 1] : undefined
    const text = (/** @type {keyof Stations} */ key) => {
      if (values) return shown(values[key])
      const column = all.map((each) => each[key])
      if (MEANT.includes(key)) return shown(column.reduce((sum, value) => sum + value, 0) / x.length)
      const [low, high] = [Math.min(...column), Math.max(...column)]
      return low === high ? shown(low) : `${shown(low)} to ${shown(high)}`
    }
    rows.forEach(({ row, formula, numbers, value, words }, n) => {
      const key = KEYS[n]
      write(value, text(key))
      row.classList.toggle("ahead", n > state.s)
      numbers.replaceChildren(values && formula ? this.right(formula, values) : MEANT.includes(key) ? `mean of ${x.length}` : "")
      if (n === state.s) {
        const way = n < FORWARD ? "forward" : "backward"
        write(this.find(".says"), `Station ${n + 1} of ${rows.length}, ${way}: ${words}, ${text(key)}, at update ${state.k}.`)
      }
    })
    this.find("select").value = String(state.i)
    for (const group of this.host.querySelectorAll(".network g")) {
      const key = /** @type {keyof Stations} */ (group.getAttribute("data-symbol"))
      const known = values ?? (MEANT.includes(key) || key === "wh" || key === "bo")
      const digits = text(key)
      const short = this.narrow && known ? Number(digits.replaceAll("−", "-")).toFixed(2).replace("-", "−") : digits
      write(/** @type {Element} */ (group.lastElementChild), known ? short : "…")
    }
    this.highlight()
    if (!line.width) return
    const of = (/** @type {number} */ target) => x.filter((_, i) => t[i] === target)
    put(marks.blue, { d: line.dots(of(1), of(1).map(() => 1)) })
    put(marks.red, { d: line.stars(of(0), of(0).map(() => 0)) })
    if (values) put(marks.ring, { cx: line.x(values.x), cy: line.y(values.t) })
    put(marks.ring, { visibility: values ? "visible" : "hidden" })
  }

  /** What stands right of the equals sign, with numbers. @param {Element} formula @param {Stations} values */
  right(formula, values) {
    const filled = this.plugged(formula, values)
    filled.removeAttribute("data-latex")
    const line = [...filled.querySelectorAll("mo")].find((sign) => sign.textContent === "=")
    while (line?.previousSibling) line.previousSibling.remove()
    return filled
  }
}

/** @param {string} tag @param {string} text */
function mathml(tag, text = "") {
  const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag)
  element.textContent = text
  return element
}

/** @param {number} value @param {string} key @param {boolean} brackets whether a minus sign needs them */
function number(value, key, brackets) {
  const text = key === "t" ? String(value) : shown(value)
  const row = mathml("mrow")
  row.setAttribute("data-symbol", key)
  if (brackets && text.startsWith("−")) row.append(mathml("mo", "("), mathml("mn", text), mathml("mo", ")"))
  else row.append(mathml("mn", text))
  return row
}

customElements.define(
  "network-microscope",
  class extends HTMLElement {
    connectedCallback() {
      if (!this.querySelector(".scope")) new Microscope(this)
    }
  },
)
