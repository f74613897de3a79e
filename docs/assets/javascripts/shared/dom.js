/** Elements of the page and of its drawings, made and written to. */

/**
 * @param {Element} parent @param {string} tag @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function draw(parent, tag, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  put(element, attributes)
  if (text) element.textContent = text
  parent.append(element)
  return element
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = String(value)
    if (element.getAttribute(name) !== text) element.setAttribute(name, text)
  }
}

/** Write a text as data of its node: no observer of the page's elements is woken. @param {Element} element @param {string} text */
export function write(element, text) {
  if (!element.firstChild) element.append(text)
  else if (element.firstChild.nodeValue !== text) element.firstChild.nodeValue = text
}

/** A line of text in which what follows a `_` is an index. @param {Element} text @param {string} symbol */
export function symbol(text, symbol) {
  text.textContent = ""
  for (const [, raised, letters, index] of symbol.matchAll(/(\/?)([^_/ ]+)(?:_(\w+))?/g)) {
    draw(text, "tspan", { class: "symbol" }, raised + letters)
    if (index) {
      draw(text, "tspan", { class: "symbol index", dy: "0.3em" }, index)
      draw(text, "tspan", { dy: "-0.25em" }, "\u200b")
    }
  }
}

/** @param {string} name @param {string} text */
export const button = (name, text) => `<button type="button" name="${name}">${text}</button>`

/** @param {string} name @param {string} label */
export const field = (name, label) => `<label>${label} <input type="number" name="${name}" step="any"></label>`

/** A slider, in a box of its own: what is laid out by `flex` cannot be laid out alone. @param {string} name @param {string} label @param {string} range its attributes @param {string} where classes */
export const slider = (name, label, range, where = "") =>
  `<span class="slider ${where}"><input type="range" name="${name}" aria-label="${label}" ${range}></span>`

/** A choice, in a box of its own for the same reason. @param {string} attributes @param {string} options */
export const choice = (attributes, options = "") => `<span class="choice"><select ${attributes}>${options}</select></span>`

/** @param {string} text @param {(said: string) => void} say */
export const copy = (text, say) =>
  navigator.clipboard.writeText(text).then(
    () => say("Copied."),
    () => say("Not allowed here."),
  )
