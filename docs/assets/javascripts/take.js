// Copies a block of code: as it stands, or with what it needs above it to run alone. The build has found that out.
const held = document.querySelector(".pieces")
const pieces = held ? JSON.parse(held.dataset.pieces) : []
const joined = (numbers) => numbers.split(" ").filter(Boolean).map((number) => pieces[number]).join("")

const codeOf = (block) => {
  const text = block.querySelector("pre > code").textContent
  if (!block.dataset.prompts) return text
  return text.split("\n").filter((line) => /^(>>>|\.\.\.)/.test(line)).map((line) => `${line.slice(4)}\n`).join("")
}

const apart = (above, code) => {
  if (!above) return code
  return above + (/^(def|class|@)/.test(code) || /\n(?: {4}.*|\))\n$/.test(above) ? "\n\n" : "\n") + code
}

/**
 * Python's own prompt ends a block at the first empty line, and older ones at nothing else.
 * @param {string} text
 */
const forPrompt = (text) => {
  const strings = [] // whose lines are not code's
  return text
    .replace(/("""|''')[^]*?\1/g, (string) => `\0${strings.push(string) - 1}\0`)
    .replace(/\n\n+(?= +\S)/g, "\n")
    .replace(/(\n +.*)\n(?!\s|[)\]}]|(?:else|elif|except|finally)\b|$)/g, "$1\n\n")
    .replace(/\n +.*\n$/, "$&\n")
    .replace(/\0(\d+)\0/g, (_, number) => strings[number])
}

const alone = (block, bare) => {
  const above = joined(bare ? block.dataset.bare : block.dataset.above)
  const text = apart(above, codeOf(block))
  const from = block.id ? `# ${location.href.split("#")[0]}#${block.id}\n` : ""
  const needs = held.dataset.install.split(/[[ ]/)[0]
  const install = !bare && needs && new RegExp(`^(from|import) ${needs}`, "m").test(text)
  const pip = install ? `# python -m pip install "${held.dataset.install}"\n` : ""
  const draws = block.dataset.draws ? "\nimport matplotlib.pyplot as plt\n\nplt.show()\n" : ""
  return forPrompt(`${from}${pip}${from || pip ? "\n" : ""}${text}${draws}`)
}

const texts = { plain: codeOf, alone: (block) => alone(block, false), bare: (block) => alone(block, true) }

const copy = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement("textarea") // where the page is neither on https nor on this machine
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand("copy")
  area.remove()
}

/** What each button that was clicked says before. @type {WeakMap<Element, ChildNode[]>} */
const said = new WeakMap()

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-take]")
  if (!button) return
  await copy(texts[button.dataset.take](button.closest(".highlight")))
  if (!said.has(button)) said.set(button, [...button.childNodes]) // a second click finds "Copied" there
  button.replaceChildren("Copied")
  setTimeout(() => button.replaceChildren(...said.get(button)), 1500)
})
