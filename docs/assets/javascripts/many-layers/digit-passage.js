/**
 * A digit goes through the trained network, layer by layer, and the error comes back the same way. The network itself,
 * all digits of its parameters, is loaded with the first touch.
 *
 * @import { Layer, Numbers } from "./mathematics.js"
 * @import { Passage } from "./describe.js"
 * @import { Name, State } from "./state.js"
 */
import { given } from "../shared/beside.js"
import { colour, PAPER, SIGNED, VIRIDIS } from "../shared/colours.js"
import { button, choice, copy, draw, put, write } from "../shared/dom.js"
import { define, Figure } from "../shared/figure.js"
import { Store } from "../shared/state.js"
import { note, shown } from "../shared/words.js"
import { asPython, describe, passageOf, reach } from "./describe.js"
import { dotsOf, FULL, imageOf, SIDE, stroked } from "./ink.js"
import { ranked } from "./mathematics.js"
import { IMAGE, imageIn, LAST, NONE, OUTPUT, rowsOf, RULES, startOf } from "./state.js"

const PACE = 450 // milliseconds from layer to layer
const HEARD = 300 // milliseconds at rest after which a screen reader hears what a drawing came to
const DIGITS = 10

/** The columns of both ways, from the image to the output: name, cells across and down. @type {[string, number, number][]} */
const COLUMNS = [["image", SIDE, SIDE], ["hidden 1", 4, 5], ["hidden 2", 4, 5], ["output", 1, DIGITS]]
const KEYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
})
const SVG = (/** @type {string} */ attributes) => `<svg ${attributes}></svg>`
const RIGHT = [
  `<option value="${NONE}">?</option>`,
  ...Array.from({ length: DIGITS }, (_, digit) => `<option>${digit}</option>`),
].join("")
const PANEL = `
<p class="task">Press Next: the image goes forward, and its error back. Or draw a digit as large as the frame.</p>
<div class="bench">
<div class="passage">
<span></span>${COLUMNS.map(([name]) => `<span class="head">${name}</span>`).join("")}
<span class="way">forward</span>${SVG('class="pad" tabindex="0" role="application"')}${SVG('aria-hidden="true"').repeat(3)}
<span class="way back">back</span>${SVG('aria-hidden="true"').repeat(4)}
<span></span>${'<span class="reach"></span>'.repeat(4)}
</div>
<div class="words"><p class="says"></p><p class="heard" aria-live="polite"></p></div>
<div class="side">
<div class="row">${button("back", "Previous")}${button("on", "Next")}<label>right is ${choice('name="t"', RIGHT)}</label></div>
<div class="row"><label>${choice('name="image" aria-label="an image to read"', '<option value="">choose an image</option>')}</label>${button("clear", "Clear")}${button("erase", "Eraser")}</div>
<div class="row">${button("python", "Copy as Python")}<p class="note" role="status"></p></div>
</div>
</div>`

class DigitPassage extends Figure {
  /** @type {Layer[]} */
  layers = []
  /** @type {number[][]} */
  images = []
  asked = false
  playing = 0
  waiting = 0
  ink = /** @type {0 | 1} */ (1)
  cursor = [3, 3]
  /** The pointer that draws, and where it was. @type {{id: number, at: [number, number]} | null} */
  held = null

  /** @param {HTMLElement} host */
  constructor(host) {
    /** @type {number[]} */
    const image = JSON.parse(host.dataset.image ?? "")
    const store = /** @type {Store<Name>} */ (new Store(startOf(image), RULES, window))
    super(host, store)
    this.store = store
    this.dots = dotsOf(image)
    this.panel = document.createElement("div")
    this.panel.className = "scope"
    this.panel.innerHTML = PANEL
    host.append(this.panel)
    this.pad = /** @type {SVGSVGElement} */ (this.find("svg.pad"))
    this.boxes = [...this.panel.querySelectorAll("svg")].map((svg, n) => cellsIn(svg, n % COLUMNS.length))
    this.frame8 = draw(this.pad, "rect", { class: "cursor", width: 1, height: 1 })
    this.reaches = [...this.panel.querySelectorAll(".reach")]
    this.listen()
    if (store.state.s > IMAGE) this.ask()
  }

  listen() {
    const { panel, pad, store } = this
    for (const touch of ["pointerover", "pointerdown", "focusin"]) panel.addEventListener(touch, () => this.ask(), { passive: true })
    panel.addEventListener("click", (event) => this.press(/** @type {Element} */ (event.target)))
    panel.addEventListener("input", (event) => this.choose(/** @type {HTMLSelectElement} */ (event.target)))
    pad.addEventListener("pointerdown", (event) => {
      if (event.button || this.held) return
      event.preventDefault()
      pad.focus({ preventScroll: true })
      pad.setPointerCapture(event.pointerId)
      this.held = { id: event.pointerId, at: this.place(event) }
      this.follow(event)
    })
    pad.addEventListener("pointermove", (event) => this.follow(event))
    pad.addEventListener("lostpointercapture", (event) => {
      if (this.held?.id !== event.pointerId) return
      this.held = null
      store.settle()
    })
    pad.addEventListener("keydown", (event) => this.key(event))
  }

  /** Load the network, once. */
  ask() {
    if (this.asked) return
    this.asked = true
    given(this.host, ["layers", "images", "digits"]).then(
      ({ layers, images, digits }) => {
        this.layers = layers
        this.images = images
        this.find("[name=image]").append(...images.map((/** @type {number[]} */ _, /** @type {number} */ n) => new Option(`test image ${n + 1}, a ${digits[n]}`, String(n))))
        this.later()
      },
      () => {
        this.asked = false
        write(this.find(".note"), "The network could not be loaded.")
      },
    )
  }

  /** Where a pointer is, in pixels of the image. @param {MouseEvent} event @returns {[number, number]} */
  place(event) {
    const box = this.pad.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE]
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (this.held?.id !== event.pointerId) return
    const at = this.place(event)
    this.paint(stroked(this.dots, this.held.at, at, this.ink), true)
    this.held.at = at
  }

  /** Take a drawing: the network reads it at once. @param {number[]} dots @param {boolean} held */
  paint(dots, held) {
    this.dots = dots
    const { s } = this.store.state
    this.change({ ...rowsOf(imageOf(dots)), s: Math.max(s, OUTPUT) }, held)
  }

  /** @param {Partial<State>} change */
  change(change, held = false) {
    clearTimeout(this.playing)
    write(this.find(".note"), "")
    this.store.set(change, held)
  }

  /** Go from station to station. @param {number} s @param {number} last */
  play(s, last) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) s = last
    this.change({ s })
    if (s < last) this.playing = setTimeout(() => this.play(s + 1, last), PACE)
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = KEYS[event.key]
    if (!by && event.key !== " " && event.key !== "Enter") return
    event.preventDefault()
    if (by) this.cursor = this.cursor.map((at, n) => Math.min(Math.max(at + by[n], 0), SIDE - 1))
    else {
      const image = imageIn(this.store.state)
      const n = this.cursor[1] * SIDE + this.cursor[0]
      image[n] = image[n] < FULL ? FULL : 0
      this.paint(dotsOf(image), false)
    }
    this.later()
  }

  /** @param {Element} target */
  press(target) {
    const { s, t } = this.store.state
    const name = target.getAttribute("name")
    const digit = target.closest("[data-digit]")?.getAttribute("data-digit")
    if (digit) this.answer(Number(digit))
    if (name === "back") this.change({ s: Math.max(s - 1, IMAGE) })
    if (name === "on" && s === OUTPUT && t === NONE) this.find("[name=t]").focus()
    else if (name === "on") this.change({ s: Math.min(s + 1, LAST) })
    if (name === "clear") this.change({ ...rowsOf(new Array(SIDE * SIDE).fill(0)), t: NONE, s: OUTPUT })
    if (name === "erase") this.ink = this.ink ? 0 : 1
    if (name === "python" && this.layers.length) copy(asPython(this.passage()), (text) => write(this.find(".note"), text))
    this.later()
  }

  /** Say what is right: the error sets out. @param {number} t */
  answer(t) {
    this.store.set({ t })
    if (t !== NONE) this.play(OUTPUT + 1, LAST)
  }

  /** @param {HTMLSelectElement} select */
  choose({ name, value }) {
    if (name === "t") this.answer(Number(value))
    if (name !== "image" || !value) return
    const image = this.images[Number(value)]
    this.store.set({ ...rowsOf(image), t: NONE })
    this.play(IMAGE, OUTPUT)
  }

  passage() {
    const { state } = this.store
    return passageOf(this.layers, imageIn(state), state.t)
  }

  render() {
    const { state, ignored } = this.store
    const image = imageIn(state)
    if (String(imageOf(this.dots)) !== String(image)) this.dots = dotsOf(image)
    if (state.s > IMAGE) this.ask()
    fill(this.boxes[0], image.map((value) => value / FULL), PAPER)
    this.showControls(image)
    const passage = this.layers.length ? this.passage() : null
    this.showLayers(passage, passage ? state.s : IMAGE)
    const says = describe(passage, state.s)
    write(this.find(".says"), says)
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => write(this.find(".heard"), says), HEARD)
    if (ignored.length) write(this.find(".note"), note(ignored))
  }

  /** What the station has reached is lit. @param {Passage | null} passage @param {number} s */
  showLayers(passage, s) {
    const { boxes, reaches } = this
    const lit = passage ? [...passage.hidden, passage.y] : []
    for (const n of [1, 2, 3]) fill(boxes[n], s >= n ? lit[n - 1] : [], VIRIDIS)
    for (const n of [0, 1, 2, 3]) {
      const error = (s >= LAST - n && passage?.errors[3 - n]) || []
      const size = error.length ? reach(error) : 0
      fill(boxes[4 + n], error.map((value) => (size ? 0.5 + value / size / 2 : 0.5)), SIGNED)
      write(reaches[n], error.length ? `±${shown(size)}` : "\u00a0")
    }
    const answer = passage && s >= OUTPUT ? ranked(passage.y)[0] : NONE
    for (const text of this.panel.querySelectorAll("text")) {
      const digit = Number(text.textContent)
      text.classList.toggle("answer", digit === answer)
      text.classList.toggle("right", digit === this.store.state.t)
    }
  }

  /** @param {number[]} image */
  showControls(image) {
    const [x, y] = this.cursor
    put(this.frame8, { x, y })
    const where = `row ${y + 1}, column ${x + 1} holds ${image[y * SIDE + x]}`
    put(this.pad, { "aria-label": `The image, 8 by 8 pixels: ${where} of 16. The arrow keys move, space inks or whitens` })
    put(this.find("[name=erase]"), { "aria-pressed": String(!this.ink) })
    const chosen = this.images.findIndex((one) => String(one) === String(image))
    for (const [name, value] of [["t", this.store.state.t], ["image", chosen < 0 ? "" : chosen]]) {
      const select = this.find(`[name=${name}]`)
      if (select.value !== String(value)) select.value = String(value)
    }
  }
}

/** The squares of a layer; beside those of the output stand the digits. @param {Element} svg @param {number} column */
function cellsIn(svg, column) {
  const [, across, down] = COLUMNS[column]
  const output = down === DIGITS
  put(svg, { viewBox: output ? `0 0 2.6 ${down}` : `0 0 ${across} ${down}` })
  return Array.from({ length: across * down }, (_, n) => {
    const parent = output ? draw(svg, "g", { "data-digit": n }) : svg
    const place = { x: n % across, y: Math.floor(n / across), width: output ? 1.6 : 1, height: 1 }
    const cell = draw(parent, "rect", { ...place, class: "cell" })
    if (output) draw(parent, "text", { x: 2, y: n + 0.8 }, String(n))
    return cell
  })
}

/** Colour squares by shares of a map; without any they are dark. @param {Element[]} cells @param {Numbers} shares @param {string[]} map */
function fill(cells, shares, map) {
  cells.forEach((cell, n) => put(cell, { fill: shares.length ? `rgb(${colour(map, shares[n]).join()})` : "transparent" }))
}

define("digit-passage", (host) => new DigitPassage(host))
