/**
 * What the page gives an element. Much of it stands in a script beside the page, which is loaded when it is needed: a
 * classic script, so that it works from a file too.
 * @param {HTMLElement} host @returns {Promise<Record<string, any>>}
 */
export function given({ dataset: { beside, ...texts } }) {
  const held = Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      try {
        return [[name, JSON.parse(text ?? "")]]
      } catch {
        return [] // what an extension of the browser has added is not ours
      }
    }),
  )
  if (!beside) return Promise.resolve(held)
  const script = /** @type {HTMLScriptElement & {given?: object}} */ (document.createElement("script"))
  return new Promise((resolve, reject) => {
    Object.assign(script, { src: beside, onload: () => resolve({ ...held, ...script.given }), onerror: () => reject(new Error(beside)) })
    document.head.append(script)
  })
}
