/** Numbers as the page shows them, and the notes that every figure may have to make; no DOM here. */

/** Python's format in which a number is shown: four decimals, or three digits if those do not fit. @param {number} value */
export function format(value) {
  if (value === 0) return "z.4f" // a zero without a sign
  return Math.abs(value) < 5e-4 || Math.abs(value) >= 1e5 ? ".2e" : ".4f"
}

/** @param {string | number} text */
export const signed = (text) => String(text).replaceAll("-", "−")

/** @param {number} value */
export function shown(value) {
  const text = format(value) === ".2e" ? value.toExponential(2) : value.toFixed(4)
  return signed(text.replace("e+", "e"))
}

/** @param {number} share */
export const percent = (share) => `${Number((100 * share).toFixed(1))} %`

const NAMED = 3

/** What of an address could not be used: the first few by name, the others by their number. @param {readonly string[]} ignored */
export function note(ignored) {
  if (!ignored.length) return ""
  const more = ignored.length - NAMED
  return `Ignored: ${ignored.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`
}
