// The search's worker. Material asks for it, and for an index, with each page; this one is small, and fetches Material's own
// worker (named in its address) and the sections of the site when the reader types the first letter.
{
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3] // Material's messages

  /** Words that a question is made of, and that say nothing about where its answer stands. */
  const STOP = new Set(
    `a about an and are as at be by can could do does for from has have how i if in into is it its me my no not of on or
    should so than that the their them then there these this to was we what when where which who why will with would you
    network networks neural over function functions`
      .split(/\s+/),
  )
  /** What others call a thing, and what the course calls it. @type {Record<string, string>} */
  const SAME = {
    sigmoid: "logistic", cost: "loss", "loss function": "loss measure bad", "cost function": "loss measure bad",
    stepsize: "learning rate", "step size": "learning rate", big: "large", bigger: "larger", gaussian: "rbf",
    crossentropy: "cross entropy", "log loss": "cross entropy", mse: "measure squared errors", "mse for classification": "squares worse",
    "mean squared error": "measure squared errors", "sum over": "add", convex: "valley",
    "curly d": "partial", verify: "check", "test my gradient": "check gradient", "test gradient": "check gradient",
    "test the gradient": "check gradient", "linearly separable": "prove line", numerical: "check", numeric: "check",
    "finite difference": "check differences", "finite differences": "check differences",
    autograd: "autodiff", "computational graph": "autodiff", "computation graph": "autodiff",
    overfit: "early stopping", overfitting: "early stopping", generalization: "validation", generalize: "validation",
    converge: "convergence", vectorise: "vectorization", vectorize: "vectorization", bp: "backpropagation",
    backprop: "backpropagation", learn: "learning", learns: "learning", "linear regression": "fit line", xor: "prove line",
    "stochastic gradient descent": "mini batches", sgd: "mini batches", stochastic: "mini batches", minibatch: "mini batches",
    minibatches: "mini batches", relu: "activation", dead: "saturated", dying: "saturated", initialize: "start",
    initialization: "random", initial: "random", "weight initialization": "random weights", license: "licence",
    download: "take", offline: "install take", pdf: "install take", jupyter: "install take", colab: "install take",
    stuck: "nearly stops", "gradient is zero": "nearly stops zero", "zero gradient": "nearly stops zero",
    "e to the power": "exponential", backwards: "backward",
  }
  const OTHERS = new RegExp(`\\b(${Object.keys(SAME).sort((a, b) => b.length - a.length).join("|")})\\b`, "g")
  const GREEK = Object.fromEntries(
    `α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon η eta θ theta λ lambda μ mu ξ xi π pi ρ rho σ sigma τ tau φ phi
    ϕ phi ω omega Δ delta Σ sigma ∂ partial ∇ gradient ∑ sum`.split(/\s+/).reduce(
      (/** @type {string[][]} */ pairs, word, place, words) => (place % 2 ? [...pairs, [words[place - 1], word]] : pairs),
      [],
    ),
  )

  /**
   * The words of what the reader typed that say something.
   * @param {string} typed
   */
  const wordsOf = (typed) => {
    const words = typed.toLowerCase().replace(/^(what (?:does|do) .*) means?\W*$/, "$1")
      .replace(/./gu, (letter) => GREEK[letter] ?? letter)
      .replace(OTHERS, (name) => SAME[name])
      .split(/[\s\\${}()[\]?!,;:"'’/*~^+=-]+/).map((word) => word.replace(/^[._]+|[._]+$/g, "")).filter(Boolean)
    const told = words.filter((word) => !STOP.has(word))
    return [...new Set(told.length ? told : words)]
  }

  /** The beginning that the forms of a word share: learn, learning, learned; saturated, saturation. @param {string} word */
  const stem = (word) => (/^[a-z]{4,}$/.test(word) ? word.replace(/(?<=.{4})(ions?|ings?|able|ly|ed|es|e|s)$/, "") : word)

  /**
   * What lunr is to look for: the words, with less weight their other forms, and what the last may become.
   * @param {string[]} words
   * @param {boolean} typing
   */
  const asked = (words, typing) =>
    words.flatMap((word, place) => {
      const begins = word.length > 3 || (typing && place === words.length - 1 && word.length > 2)
      return begins ? [`${word}^8`, `${stem(word)}*^1`] : [`${word}^8`]
    }).join(" ")

  /**
   * What stands around the first word that was found: Material shows no text of a result that is no page.
   * @param {string} text
   */
  const excerpt = (text) => {
    const marked = text.replace(/<span hidden>.*/s, "").replace(/<(?!\/?mark)[^>]*>/g, " ").replace(/\s+/g, " ")
    const plain = marked.replace(/<[^>]*>/g, "")
    const begin = plain.lastIndexOf(" ", Math.max(0, marked.indexOf("<mark") - 60)) + 1
    const end = plain.indexOf(" ", begin + 160)
    return `${begin ? "… " : ""}${plain.slice(begin, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`
  }

  /**
   * Each section a result of its own, the best first: Material would show each below its page, and the page first, whose
   * score it raises: a page's first lines promise what a section holds. What has all the words of the question comes before what has one of them often.
   * @param {Record<string, any>[][]} items
   * @param {string[]} words
   */
  const sections = (items, words) => {
    const found = items.flat().filter(({ score }) => score > 0)
    for (const item of found) {
      const matched = Object.keys(item.terms).filter((term) => item.terms[term])
      const share = words.filter((word) => matched.some((term) => word.startsWith(term))).length / words.length
      const raised = 1 + (matched.length / Object.keys(item.terms).length + (item.parent ? 0 : 1)) ** 2
      item.score *= ((item.parent ? 10 : 6) * share ** 2) / raised
      item.title += `<small>${item.parent ? `${item.parent.title}: ` : ""}${excerpt(item.text)}</small>`
    }
    return found.sort((a, b) => b.score - a.score).map((item) => [item])
  }

  const scope = /** @type {any} */ (self)
  const script = /** @type {HTMLScriptElement | null} */ (scope.document?.currentScript ?? null) // from a file: a frame
  const here = new URL(script ? script.src : scope.location.href)
  const send = scope.postMessage
  const given = new WeakSet()
  let setup = /** @type {any} */ (null)
  let ready = /** @type {Promise<void> | null} */ (null)
  let answered = () => {}
  /** The words of the queries that are not answered yet. @type {string[][]} */
  const queries = []

  const give = (/** @type {any} */ data) => {
    const event = new MessageEvent("message", { data })
    given.add(event)
    scope.dispatchEvent(event)
  }

  const load = async () => {
    await scope.importScripts(new URL(`workers/${here.search.slice(1).split("?")[0]}`, here).href)
    await scope.importScripts(new URL("../../search/sections.js", here).href)
    await new Promise((done) => {
      answered = () => done(undefined)
      give({ ...setup, data: { ...setup.data, docs: scope.SECTIONS } })
    })
  }

  // What Material's worker answers.
  scope.postMessage = (/** @type {any} */ message) => {
    if (message.type === READY) answered()
    else send(message.type === RESULT ? { ...message, data: { ...message.data, items: sections(message.data.items, queries.shift() ?? []) } } : message)
  }

  scope.addEventListener("message", async (/** @type {MessageEvent} */ event) => {
    if (given.has(event)) return
    event.stopImmediatePropagation()
    if (event.data.type === SETUP) {
      setup = event.data
      send({ type: READY })
    } else if (event.data.type === QUERY) {
      const words = wordsOf(event.data.data)
      if (!words.length) return send({ type: RESULT, data: { items: [] } })
      await (ready ??= load())
      queries.push(words)
      give({ type: QUERY, data: asked(words, /\w$/.test(event.data.data)) })
    }
  })
}
