/**
 * A formula of the page with numbers for its symbols: a copy that is made once, in which only the numbers change.
 *
 * @import { Stations } from "./mathematics.js"
 * @typedef {keyof Stations} Key
 */
import { write } from "../shared/dom.js"
import { shown } from "../shared/words.js"

/** The letters of a symbol in the formulas of the page. @type {Record<string, Key>} */
const LETTERS = {
  wh: "wh", bo: "bo", ti: "t", xi: "x", zhi: "zh", hi: "h", zoi: "zo", yi: "y", ξi: "xi",
  δoi: "deltaO", δhi: "deltaH", "∂ξi∂bo": "gradBo", "∂ξi∂hi": "gradH", "∂ξi∂wh": "gradWh",
}

/** @param {string} tag @param {string} text */
function mathml(tag, text = "") {
  const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag)
  if (text) element.textContent = text
  return element
}

/** The number that a piece of MathML stands for, told by its letters: `zhi` is that of a sample. @param {Element} node */
function key(node) {
  if (!["mi", "msub", "msubsup", "mfrac"].includes(node.localName)) return
  const parts = node.localName === "msubsup" ? [...node.children].slice(0, 2) : [node]
  return LETTERS[parts.map((part) => part.textContent).join("")]
}

/** Mark the symbols of a formula. @param {Element} node */
export function name(node) {
  const known = key(node)
  if (known) node.setAttribute("data-symbol", known)
  else for (const child of node.children) name(child)
}

/** The place of a number; after some signs a minus needs brackets. */
class Slot {
  digits = mathml("mn")
  bracketed = false

  /** @param {Key} key @param {boolean} brackets */
  constructor(key, brackets) {
    this.key = key
    this.brackets = brackets
    this.row = mathml("mrow")
    this.row.setAttribute("data-symbol", key)
    this.row.append(this.digits)
  }

  /** @param {Stations} values */
  fill(values) {
    const text = this.key === "t" ? String(values.t) : shown(values[this.key])
    write(this.digits, text)
    const bracketed = this.brackets && text.startsWith("−")
    if (bracketed === this.bracketed) return
    this.bracketed = bracketed
    if (bracketed) this.row.replaceChildren(mathml("mo", "("), this.digits, mathml("mo", ")"))
    else this.row.replaceChildren(this.digits)
  }
}

/** What stands right of a formula's equals sign. */
export class Filled {
  /** @type {Slot[]} */
  slots = []

  /** @param {Element} formula whose symbols are marked */
  constructor(formula) {
    this.math = this.copy(formula, null)
    this.math.removeAttribute("data-latex")
    const sign = [...this.math.querySelectorAll("mo")].find((each) => each.textContent === "=")
    while (sign?.previousSibling) sign.previousSibling.remove()
    this.slots = this.slots.filter((slot) => this.math.contains(slot.row))
  }

  /** @param {Key} key @param {boolean} brackets */
  slot(key, brackets) {
    const slot = new Slot(key, brackets)
    this.slots.push(slot)
    return slot.row
  }

  /** What a symbol stands after decides on its brackets. @param {Element} node @param {Element | null} after @returns {Element} */
  copy(node, after) {
    const key = /** @type {Key | null} */ (node.getAttribute("data-symbol"))
    if (key && node.localName === "msubsup") {
      const power = mathml("msup")
      power.append(this.slot(key, true), node.children[2].cloneNode(true))
      return power
    }
    if (key) return this.slot(key, Boolean(after && after.textContent !== "="))
    const copied = /** @type {Element} */ (node.cloneNode(false))
    if (!node.children.length) copied.textContent = node.textContent
    for (const child of node.children) {
      const before = /^m(sup|frac|sub)$/.test(node.localName) ? null : copied.lastElementChild
      if (before && child.hasAttribute("data-symbol") && before.localName !== "mo") copied.append(mathml("mo", "·"))
      copied.append(this.copy(child, before))
    }
    return copied
  }

  /** @param {Stations} values */
  fill(values) {
    for (const slot of this.slots) slot.fill(values)
    return this.math
  }
}
