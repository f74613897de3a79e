/**
 * What the page gives an element and does not hold itself: much of it stands in a script beside the page, which is
 * loaded when it is needed. A classic script, so that it works from a file too.
 * @param {HTMLElement} host @returns {Promise<Record<string, any>>}
 */
export function beside({ dataset }) {
  const script = /** @type {HTMLScriptElement & {given?: Record<string, any>}} */ (document.createElement("script"))
  const { beside } = dataset
  return new Promise((resolve, reject) => {
    if (!beside) return resolve(Object.fromEntries(Object.entries(dataset).map(([name, text]) => [name, JSON.parse(text ?? "")])))
    Object.assign(script, { src: beside, onload: () => resolve(script.given ?? {}), onerror: () => reject(new Error(beside)) })
    document.head.append(script)
  })
}
