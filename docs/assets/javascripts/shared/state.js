/**
 * The state that the figures of a chapter share and that the address can hold, as in `#w=2.3&b=1.4&mu=2&k=20`.
 * No DOM here: the window is given.
 *
 * @typedef {[number, number, boolean]} Range lowest, highest, and whether only whole numbers count
 */

/**
 * What a chapter says of its state.
 * @template {string} Name
 * @typedef {object} Rules
 * @property {Record<Name, Range>} ranges
 * @property {readonly Name[]} always what an address names in any case; the rest only where it is not as at the start
 * @property {(state: Record<Name, number>) => Record<Name, number>} agree makes values that contradict each other agree
 * @property {(state: Record<Name, number>, given: ReadonlySet<string>) => Record<Name, number>} complete
 *   gives what an address leaves out a value that fits what it names
 */

/** @typedef {Pick<Window, "location"|"history"|"addEventListener"|"setTimeout"|"clearTimeout">} Browser */

/** A number in its range, or null. @param {Range} range @param {string} text */
export function read([low, high, whole], text) {
  const value = Number(text.trim().replace("−", "-") || NaN)
  return value >= low && value <= high && !(whole && value % 1) ? value : null
}

/**
 * The state as an address has it.
 * @template {string} Name @param {Record<Name, number>} state @param {Record<Name, number>} start @param {Rules<Name>} rules
 */
export const encode = (state, start, { ranges, always }) =>
  "#" +
  /** @type {Name[]} */ (Object.keys(ranges))
    .filter((name) => always.includes(name) || state[name] !== start[name])
    .map((name) => `${name}=${state[name]}`)
    .join("&")

/**
 * Read an address: null if it is an ordinary anchor, else the state and what in it could not be used.
 * @template {string} Name @param {string} hash @param {Record<Name, number>} start @param {Rules<Name>} rules
 */
export function decode(hash, start, { ranges, agree, complete }) {
  if (!hash.includes("=")) return null
  const state = { ...start }
  /** @type {Set<string>} */
  const given = new Set()
  /** @type {string[]} */
  const ignored = []
  for (const [name, text] of new URLSearchParams(hash.slice(1))) {
    const known = Object.hasOwn(ranges, name) ? /** @type {Name} */ (name) : null
    const value = known && read(ranges[known], text)
    if (known && value !== null) {
      state[known] = value
      given.add(known)
    } else ignored.push(`${name}=${text}`.slice(0, 40))
  }
  return { state: agree(complete(state, given)), ignored }
}

const QUIET = 500 // milliseconds without a change end a gesture

/** The one state of a chapter's page; each figure that opens it hears of each change. @template {string} Name */
export class Store {
  /** @type {Set<() => void>} */
  listeners = new Set()
  /** @type {string[]} */
  ignored = []
  timer = 0

  /** @param {Record<Name, number>} start @param {Rules<Name>} rules @param {Browser} browser */
  constructor(start, rules, browser) {
    this.start = start
    this.state = { ...start }
    this.rules = rules
    this.browser = browser
    this.restore()
    browser.addEventListener("popstate", () => this.restore())
    browser.addEventListener("hashchange", () => this.restore())
  }

  /** Take the state of the address; a page without one is as it was at the start. */
  restore() {
    const { hash } = this.browser.location
    const found = decode(hash, this.start, this.rules)
    if (hash && !found) return
    this.ignored = found?.ignored ?? []
    this.state = found?.state ?? { ...this.start }
    this.tell()
  }

  /**
   * A gesture is one entry of the history, however many changes it makes; one that holds on says itself when it ends.
   * @param {Partial<Record<Name, number>>} change
   */
  set(change, held = false) {
    this.ignored = []
    this.state = this.rules.agree({ ...this.state, ...change })
    this.tell()
    this.browser.clearTimeout(this.timer)
    if (!held) this.timer = this.browser.setTimeout(() => this.settle(), QUIET)
  }

  /** Write the state into the address, as a new entry of the history. */
  settle() {
    this.browser.clearTimeout(this.timer)
    const address = encode(this.state, this.start, this.rules)
    if (address !== this.browser.location.hash) this.browser.history.pushState(null, "", address)
  }

  tell() {
    for (const listener of this.listeners) listener()
  }
}
