/**
 * What the page gives an element. Much of it stands in a script beside the page, which is loaded when it is needed: a
 * classic script, so that it works from a file too.
 * @param {HTMLElement} host @param {string[]} names @returns {Promise<Record<string, any>>}
 */
export function given({ dataset: { beside, ...texts } }, names) {
  const held = Object.fromEntries(names.filter((name) => name in texts).map((name) => [name, JSON.parse(texts[name] ?? "")]))
  if (!beside) return Promise.resolve(held)
  const script = /** @type {HTMLScriptElement & {given?: object}} */ (document.createElement("script"))
  return new Promise((resolve, reject) => {
    Object.assign(script, { src: beside, onload: () => resolve({ ...held, ...script.given }), onerror: () => reject(new Error(beside)) })
    document.head.append(script)
  })
}
