/**
 * What the interactive figures of the chapter share: one state, which the address can hold, as in
 * `#w=2.3&b=1.4&mu=2&k=20`. No DOM here: the window is given.
 *
 * @typedef {"w"|"b"|"mu"|"k"|"K"|"i"|"s"|"step"} Name
 * @typedef {Record<Name, number>} State start w, b; rate mu; k of K updates done; sample i (0: the mean of all),
 *   station s of the microscope; step of the explorer, 1 (by hand) to 4 (the run)
 * @typedef {Pick<Window, "location"|"history"|"addEventListener"|"setTimeout"|"clearTimeout">} Browser
 */

/** Lowest, highest, and whether only whole numbers count. @type {Record<Name, [number, number, boolean]>} */
export const RANGES = {
  w: [-100, 100, false],
  b: [-100, 100, false],
  mu: [0.001, 1000, false],
  k: [0, 1000, true],
  K: [1, 1000, true],
  i: [0, 1000, true],
  s: [0, 10, true],
  step: [1, 4, true],
}
const NAMES = /** @type {Name[]} */ (Object.keys(RANGES))
const ALWAYS = "w b mu k"

/** @param {Name} name @param {string} text */
export function read(name, text) {
  const [low, high, whole] = RANGES[name]
  const value = Number(text.trim().replace("−", "-") || NaN)
  return value >= low && value <= high && !(whole && value % 1) ? value : null
}

/** The state as an address has it; what is as at the start goes without saying. @param {State} state @param {State} start */
export const encode = (state, start) =>
  "#" +
  NAMES.filter((name) => ALWAYS.split(" ").includes(name) || state[name] !== start[name])
    .map((name) => `${name}=${state[name]}`)
    .join("&")

/**
 * Read an address: null if it is an ordinary anchor, else the state and what in it could not be used.
 * @param {string} hash @param {State} start @param {number} samples
 */
export function decode(hash, start, samples) {
  if (!hash.includes("=")) return null
  const state = { ...start }
  /** @type {string[]} */
  const ignored = []
  for (const [name, text] of new URLSearchParams(hash.slice(1))) {
    const known = NAMES.find((each) => each === name)
    const value = known ? read(known, text) : null
    if (known && value !== null && !(known === "i" && value > samples)) state[known] = value
    else ignored.push(`${name}=${text}`.slice(0, 40))
  }
  state.K = Math.max(state.k, state.K)
  return { state, ignored }
}

const QUIET = 500 // milliseconds without a change end a gesture

/** The one state of the page; each element that opens it hears of each change. */
class Store {
  /** @type {Set<() => void>} */
  listeners = new Set()
  /** @type {string[]} */
  ignored = []
  timer = 0

  /** @param {State} start @param {number} samples @param {Browser} browser */
  constructor(start, samples, browser) {
    this.start = start
    this.state = { ...start }
    this.samples = samples
    this.browser = browser
    this.restore()
    browser.addEventListener("popstate", () => this.restore())
    browser.addEventListener("hashchange", () => this.restore())
  }

  /** Take the state of the address; a page without one is as it was at the start. */
  restore() {
    const { hash } = this.browser.location
    const found = decode(hash, this.start, this.samples)
    if (hash && !found) return
    this.ignored = found?.ignored ?? []
    this.state = found?.state ?? { ...this.start }
    this.tell()
  }

  /**
   * A gesture is one entry of the history, however many changes it makes; one that holds on says itself when it ends.
   * @param {Partial<State>} change
   */
  set(change, held = false) {
    this.ignored = []
    this.state = { ...this.state, ...change }
    this.state.K = Math.max(this.state.k, this.state.K)
    this.tell()
    this.browser.clearTimeout(this.timer)
    if (!held) this.timer = this.browser.setTimeout(() => this.settle(), QUIET)
  }

  /** Write the state into the address, as a new entry of the history. */
  settle() {
    this.browser.clearTimeout(this.timer)
    const address = encode(this.state, this.start)
    if (address !== this.browser.location.hash) this.browser.history.pushState(null, "", address)
  }

  tell() {
    for (const listener of this.listeners) listener()
  }
}

/** @type {Store | undefined} */
let shared

/**
 * What an element of the page is given: the samples, and the state that it shares with the others.
 * @param {Record<string, string | undefined>} dataset @param {Browser} browser
 */
export function given(dataset, browser) {
  const [x, t, w, b, mu, k] = ["x", "t", "wh", "bo", "mu", "k"].map((name) => JSON.parse(dataset[name] ?? ""))
  const start = { w, b, mu, k, K: k, i: 1, s: 0, step: 4 }
  /** @type {number[][]} */
  const [inputs, targets] = [x.flat(), t.flat()]
  shared ??= new Store(start, inputs.length, browser)
  return { x: inputs, t: targets, store: shared }
}
