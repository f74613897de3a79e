/**
 * A figure in which a run of gradient descent is explored: its controls, the run's course in time, and what is said.
 *
 * @import { Store } from "./state.js"
 */
import { button, choice, copy, put, write } from "./dom.js"
import { Figure } from "./figure.js"
import { read } from "./state.js"
import { note, signed } from "./words.js"

const HEARD = 300 // milliseconds at rest after which a screen reader hears where a drag came to
const PACE = 80 // milliseconds between two updates of a run

/** What stands below every explorer. */
export const MORE = `<label>Situations ${choice('name="preset"', '<option value="">choose one</option>')}</label>${button("python", "Copy as Python")}<p class="note" role="status"></p>`

/** What is said of a run: to be read at once, and to be heard when all is at rest. */
export const SAYS = '<p class="says"></p><p class="heard" aria-live="polite"></p>'

/** A list of quantities whose values are shown. @param {[string, string][]} quantities name and label of each */
export const values = (quantities) =>
  `<dl class="values">${quantities.map(([name, label]) => `<div><dt>${label}</dt><dd data-value="${name}"></dd></div>`).join("")}</dl>`

/** A range to be divided: its numbers, both ends among them. @param {readonly [number, number]} range @param {number} n */
export const spread = ([low, high], n) => Array.from({ length: n }, (_, j) => low + (j / (n - 1)) * (high - low))

/** @template {string} Name a number of the state, `mu` and `k` among them */
export class Explorer extends Figure {
  playing = 0
  waiting = 0

  /** @param {HTMLElement} host @param {Store<Name>} store @param {string} html @param {Record<string, Partial<Record<Name, number>>>} situations */
  constructor(host, store, html, situations) {
    super(host, store)
    this.store = store
    this.situations = situations
    this.panel = document.createElement("div")
    this.panel.className = "scope"
    this.panel.innerHTML = html
    host.append(this.panel)
    this.find("[name=preset]").append(...Object.keys(situations).map((name) => new Option(name)))
    this.panel.addEventListener("input", (event) => this.typed(/** @type {HTMLInputElement} */ (event.target)))
    this.panel.addEventListener("focusout", (event) => this.left(/** @type {HTMLInputElement} */ (event.target)))
    this.panel.addEventListener("click", (event) => this.press(/** @type {HTMLButtonElement} */ (event.target)))
  }

  /** The update with which a run ends. */
  get last() {
    return 0
  }

  /** Code for the state. */
  python() {
    return ""
  }

  /** The state of a situation. @param {string} name @returns {Record<Name, number>} */
  situation(name) {
    return { ...this.store.start, ...this.situations[name] }
  }

  /** Whether the state is another's, in all that a situation sets. @param {Record<Name, number>} other */
  isAt(other) {
    return /** @type {Name[]} */ (Object.keys(other)).every((name) => this.store.state[name] === other[name])
  }

  /** What a number that was typed changes. @param {Name} name @param {number} number @returns {object} */
  meant(name, number) {
    return { [name]: number }
  }

  /** @param {string} selector @param {string} text */
  say(selector, text) {
    write(this.find(selector), text)
  }

  /** @param {object} change numbers of the state */
  change(change, held = false) {
    this.pause()
    for (const input of this.panel.querySelectorAll("[aria-invalid=true]")) input.setAttribute("aria-invalid", "false")
    this.say(".note", "")
    this.store.set(change, held)
  }

  /** @param {HTMLInputElement} input */
  typed({ name, value }) {
    if (name === "rate") return this.change({ mu: Number((10 ** Number(value)).toPrecision(2)) })
    if (name === "preset") return this.change(value ? this.situation(value) : {})
    const range = this.store.rules.ranges[/** @type {Name} */ (name)]
    const number = read(range, value)
    if (number !== null) this.change(this.meant(/** @type {Name} */ (name), number))
    put(this.find(`[name=${name}]`), { "aria-invalid": String(number === null) })
    if (number === null) this.say(".note", signed(`A number from ${range[0]} to ${range[1]}.`))
  }

  /** A field that is left with what is no number of its range shows again what holds. @param {HTMLInputElement} input */
  left(input) {
    if (input.getAttribute("aria-invalid") === "true") this.change({})
  }

  /** @param {HTMLButtonElement} button */
  press({ name }) {
    const { rules, state } = this.store
    const { k } = /** @type {{k: number}} */ (state)
    const most = /** @type {{k: [number, number, boolean]}} */ (rules.ranges).k[1]
    if (name === "one") this.change({ k: Math.min(k + 1, most) })
    if (name === "reset") this.change({ k: 0 })
    if (name === "run" && !this.pause()) this.play(k < this.last ? k : 0, this.last)
    if (name === "python") copy(this.python(), (text) => this.say(".note", text))
  }

  /** @param {number} k @param {number} last */
  play(k, last) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) k = last
    this.store.set(/** @type {Partial<Record<Name, number>>} */ ({ k }))
    this.playing = k < last ? setTimeout(() => this.play(k + 1, last), PACE) : 0
  }

  /** Whether there was something to end. */
  pause() {
    const playing = this.playing
    clearTimeout(playing)
    this.playing = 0
    this.later()
    return playing > 0
  }

  /** The state, where it can be changed. */
  showState() {
    const { state, ignored } = this.store
    const { mu } = /** @type {{mu: number}} */ (/** @type {unknown} */ (state))
    for (const [name, value] of Object.entries({ ...state, rate: Math.log10(mu) })) {
      const input = this.find(`input[name="${name}"]:not([type=radio], [aria-invalid=true])`)
      if (input && Number(input.value || NaN) !== value) input.value = String(value)
    }
    const preset = Object.keys(this.situations).find((name) => this.isAt(this.situation(name))) ?? ""
    if (this.find("[name=preset]").value !== preset) this.find("[name=preset]").value = preset
    this.say("[name=run]", this.playing ? "Pause" : "Run")
    if (ignored.length) this.say(".note", note(ignored))
    else if (this.find(".note").textContent?.startsWith("Ignored")) this.say(".note", "")
  }

  /** @param {Record<string, string>} shown by the names of the quantities @param {string} says */
  showNumbers(shown, says) {
    for (const [name, text] of Object.entries(shown)) this.say(`[data-value=${name}]`, text)
    this.say(".says", says)
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.say(".heard", says), HEARD)
  }
}
