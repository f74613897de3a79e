/**
 * The microscope: one sample on its way forward and backward, at the parameters of the explorer. Its formulas are those
 * of the page's table; here they get their numbers, one station after the other.
 *
 * @import { Stations } from "./mathematics.js"
 * @import { Run } from "./describe.js"
 * @typedef {{row: Element, numbers: Element, value: Element, words: string, filled: Filled | null}} Row
 */
import { button, choice, copy, draw, symbol, write } from "../shared/dom.js"
import { define, Figure } from "../shared/figure.js"
import { Plot } from "../shared/plot.js"
import { note, shown, signed } from "../shared/words.js"
import { asPython, runOf, STATIONS } from "./describe.js"
import { Filled, name } from "./formulas.js"
import { stations } from "./mathematics.js"
import { given } from "./state.js"

const KEYS = STATIONS.map(([, key]) => key)
const FORWARD = 6 // stations, after which the way leads back
const MEANT = ["xi", "gradBo", "gradWh"] // of which the mean over the samples is a quantity of the chapter
const PARAMETERS = ["wh", "bo"]

/** Where each number stands in the drawing: column, row, symbol. @type {Partial<Record<keyof Stations, [number, number, string]>>} */
const PLACES = {
  x: [0, 0, "x"], wh: [1, 0, "w_h"], zh: [2, 0, "z_h"], h: [3, 0, "h"], bo: [4, 0, "b_o"], zo: [5, 0, "z_o"], y: [6, 0, "y"], xi: [7, 0, "ξ"],
  deltaO: [5, 1, "δ_o"], gradH: [3, 1, "∂ξ /∂h"], deltaH: [2, 1, "δ_h"], gradBo: [4, 2, "∂ξ /∂b_o"], gradWh: [1, 2, "∂ξ /∂w_h"],
}
const BENCH = `
<div class="plot samples" role="img" aria-label="The samples on a line"></div>
<div class="row"><label>sample ${choice('name="i"')}</label>${button("back", "Previous")}${button("on", "Next")}</div>
<p class="says" aria-live="polite"></p>
<svg class="network" role="img" aria-label="The network with the numbers of the table below"></svg>`

class Microscope extends Figure {
  hovered = ""
  narrow = false
  lit = ""

  /** @param {HTMLElement} host */
  constructor(host) {
    const { x, t, store } = given(host.dataset, window)
    super(host, store)
    this.x = x
    this.t = t
    this.store = store
    const panel = document.createElement("div")
    panel.className = "scope"
    panel.innerHTML = BENCH
    host.prepend(panel)
    const foot = document.createElement("div")
    foot.className = "scope row"
    foot.innerHTML = `${button("python", "Copy as Python")}<p class="note" role="status"></p>`
    host.append(foot)
    const names = x.map((value, i) => `${i + 1}: x = ${shown(value)}, ${t[i] ? "blue" : "red"}`)
    this.find("select").append(...["the mean over all", ...names].map((name, i) => new Option(name, String(i))))
    this.rows = [...host.querySelectorAll("tbody tr")].map((row, n) => dress(row, n))
    const axes = { x: [-3.2, 3.2], y: [-0.5, 1.5], ticks: [[-3, -2, -1, 0, 1, 2, 3], []], names: ["x", ""] }
    this.line = new Plot(this.find(".plot.samples"), /** @type {import("../shared/plot.js").Axes} */ (axes), () => this.later(), { left: 12 })
    new ResizeObserver(() => {
      this.drawNetwork()
      this.later()
    }).observe(this.find(".network"))
    this.listen()
  }

  drawNetwork() {
    const svg = this.find(".network")
    const wide = svg.clientWidth
    svg.textContent = ""
    this.lit = ""
    this.narrow = wide < 480
    svg.classList.toggle("narrow", this.narrow)
    const margin = this.narrow ? 18 : 32
    const [half, round] = this.narrow ? [21, 17] : [40, 31]
    const column = (/** @type {number} */ n) => margin + (n / 7) * (wide - 2 * margin)
    const line = (/** @type {string} */ d, name = "wire") => draw(svg, "path", { d, class: name })
    line(`M${column(0)} 46H${column(7)}`) // between a symbol and its number
    line(`M${column(6.6)} 116H${column(1)}`, "wire back")
    for (const n of [1, 4]) line(`M${column(n)} 116V${148}`, "wire back")
    for (const [from, to] of [[0, 0], [2, 3], [5, 6], [7, 7]]) {
      const [left, right] = [column(from) - (from === to ? round : half), column(to) + (from === to ? round : half)]
      draw(svg, "rect", { x: left, y: 12, width: right - left, height: 60, rx: 20, class: "node" })
    }
    for (const [key, [n, row, name]] of Object.entries(PLACES)) {
      const group = draw(svg, "g", { "data-symbol": key, transform: `translate(${column(n)} ${38 + row * 70 - (row === 2 ? 10 : 0)})`, class: row ? "back" : "" })
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
    line.box.addEventListener("click", (event) => {
      const corner = line.box.getBoundingClientRect()
      const [x, row] = line.at(event.clientX - corner.left, event.clientY - corner.top)
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

  /** Light up a symbol wherever it stands. */
  highlight() {
    const current = this.hovered || KEYS[this.store.state.s]
    for (const element of this.host.querySelectorAll(`.on, [data-symbol=${current}]`))
      element.classList.toggle("on", element.getAttribute("data-symbol") === current)
  }

  render() {
    const { state, ignored } = this.store
    const run = runOf(state, this.x, this.t)
    const sample = state.i ? stations(this.x[state.i - 1], this.t[state.i - 1], run.wh, run.bo) : undefined
    const text = this.reader(run, sample)
    this.showRows(sample, text)
    this.showNetwork(sample, text)
    write(this.find(".note"), note(ignored))
    if (Number(this.find("select").value) !== state.i) this.find("select").value = String(state.i)
    this.highlight()
    if (this.line.width) this.drawSamples()
  }

  /** What is shown for a quantity: of the sample, or of all. @param {Run} run @param {Stations | undefined} sample */
  reader({ wh, bo }, sample) {
    const all = sample ? [] : this.x.map((value, i) => stations(value, this.t[i], wh, bo))
    return (/** @type {keyof Stations} */ key) => {
      if (sample) return shown(sample[key])
      const column = all.map((each) => each[key])
      if (MEANT.includes(key)) return shown(column.reduce((sum, value) => sum + value, 0) / column.length)
      const [low, high] = [Math.min(...column), Math.max(...column)]
      return low === high ? shown(low) : `${shown(low)} to ${shown(high)}`
    }
  }

  /** The stations up to the one where the reader is: he says the next number before he looks. @param {Stations | undefined} sample @param {(key: keyof Stations) => string} text */
  showRows(sample, text) {
    const { s, k } = this.store.state
    this.rows.forEach(({ row, numbers, value, words, filled }, n) => {
      const key = KEYS[n]
      row.classList.toggle("ahead", n > s)
      row.classList.toggle("now", n === s)
      write(value, n > s ? "" : text(key))
      if (n <= s && sample && filled) hold(numbers, filled.fill(sample))
      else hold(numbers, n <= s && !sample && MEANT.includes(key) ? `mean of ${this.x.length}` : "")
      if (n !== s) return
      const way = n < FORWARD ? "forward" : "backward"
      write(this.find(".says"), `Station ${n + 1} of ${KEYS.length}, ${way}: ${words}, ${text(key)}, at update ${k}.`)
    })
  }

  /** @param {Stations | undefined} sample @param {(key: keyof Stations) => string} text */
  showNetwork(sample, text) {
    for (const group of this.host.querySelectorAll(".network g")) {
      const key = /** @type {keyof Stations} */ (group.getAttribute("data-symbol"))
      const reached = PARAMETERS.includes(key) || KEYS.indexOf(key) <= this.store.state.s
      const known = sample || MEANT.includes(key) || PARAMETERS.includes(key)
      const digits = reached && known ? text(key) : ""
      const short = this.narrow && digits ? signed(Number(digits.replaceAll("−", "-")).toFixed(2)) : digits
      write(/** @type {Element} */ (group.lastElementChild), reached ? (known ? short : "…") : "")
    }
  }

  drawSamples() {
    const { line, inks, x, t, store: { state: { i } } } = this
    const of = (/** @type {number} */ target) => x.filter((_, i) => t[i] === target)
    line.clear()
    line.dots(of(1), of(1).map(() => 1), inks.blue, 7)
    line.stars(of(0), of(0).map(() => 0), inks.red)
    if (i) line.stroke(inks.ink, 2, (pen) => pen.arc(line.x(x[i - 1]), line.y(t[i - 1]), 9, 0, 7))
  }
}

/** Give a row of the page's table the cells for its numbers. @param {Element} row @param {number} n @returns {Row} */
function dress(row, n) {
  const formula = row.querySelector("td:nth-child(3) math")
  for (const math of row.querySelectorAll("math")) name(math)
  row.setAttribute("data-symbol", KEYS[n])
  const [numbers, value] = ["numbers", "value"].map((name) => {
    const cell = document.createElement("td")
    cell.className = name
    row.append(cell)
    return cell
  })
  return { row, numbers, value, words: row.children[1].textContent ?? "", filled: formula && new Filled(formula) }
}

/** Let an element hold this and nothing else. @param {Element} element @param {Element | string} content */
function hold(element, content) {
  if (typeof content === "string") {
    if (element.firstElementChild) element.replaceChildren()
    write(element, content)
  } else if (element.firstChild !== content) element.replaceChildren(content)
}

define("network-microscope", (host) => new Microscope(host))
