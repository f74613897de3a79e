/** What every interactive figure does: it hears of its state, and draws when it is seen, once in a frame. */

/** @typedef {Record<"ink"|"muted"|"blue"|"red"|"point"|"rim"|"hot", string>} Inks */
const INKS = /** @type {(keyof Inks)[]} */ (["ink", "muted", "blue", "red", "point", "rim", "hot"])

export class Figure {
  frame = 0
  seen = false
  /** @type {Inks} */
  inks

  /** @param {HTMLElement} host @param {{listeners: Set<() => void>}} store */
  constructor(host, store) {
    this.host = host
    this.inks = inksOf(host)
    store.listeners.add(() => this.later())
    new MutationObserver(() => {
      this.inks = inksOf(host)
      this.later()
    }).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
    new IntersectionObserver(
      ([{ isIntersecting }]) => {
        this.seen = isIntersecting
        this.later()
      },
      { rootMargin: "200px" },
    ).observe(host)
  }

  /** @template {Element} [T=HTMLInputElement] @param {string} selector @returns {T} */
  find(selector) {
    return /** @type {T} */ (this.host.querySelector(selector))
  }

  /** Render in the next frame. What nobody sees must not slow down what is dragged. */
  later() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      if (!this.seen) return
      this.render()
      this.host.classList.add("live")
    })
  }

  render() {}
}

/** @param {Element} host */
function inksOf(host) {
  const style = getComputedStyle(host)
  return /** @type {Inks} */ (Object.fromEntries(INKS.map((name) => [name, style.getPropertyValue(`--${name}`)])))
}

/** Make an element of the page a figure, once. @param {string} name @param {(host: HTMLElement) => unknown} enliven */
export function define(name, enliven) {
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback() {
        setTimeout(() => this.querySelector(".scope") ?? enliven(this)) // each a task of its own: the page answers between them
      }
    },
  )
}
