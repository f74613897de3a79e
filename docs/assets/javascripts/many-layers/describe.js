/**
 * What an image does in the network, in words and in Python; no DOM here. Each sentence holds, which tests/javascripts
 * asks `chainrule` about for many images.
 *
 * @import { Layer, Numbers } from "./mathematics.js"
 * @typedef {{image: Numbers, hidden: Numbers[], y: Numbers, t: number, xi: number, errors: Numbers[]}} Passage
 *   `hidden`: the activations of both hidden layers; `errors`: the derivatives by what the softmax takes, by the second and
 *   the first hidden layer, and by the image: none without a right answer `t`
 */
import { format, shown } from "../shared/words.js"
import { backward, crossEntropy, crossEntropyError, forward, ranked, softmax } from "./mathematics.js"
import { NONE } from "./state.js"

const [FIRST, SECOND, SUMS] = [2, 4, 5] // of what `forward` returns: both hidden layers, and what the softmax takes
/** Where the errors stand in what `backward` returns, in the order of the way back. */
const BACK = [SUMS, SECOND, FIRST, 0]

/** @param {readonly Layer[]} layers @param {Numbers} image @param {number} t @returns {Passage} */
export function passageOf(layers, image, t) {
  const outputs = forward(layers, image)
  const z = outputs[SUMS]
  const known = t !== NONE
  const errors = known ? backward(layers, outputs, crossEntropyError(z, t)) : []
  return {
    image, t, hidden: [outputs[FIRST], outputs[SECOND]], y: softmax(z),
    xi: known ? crossEntropy(z, t) : NaN,
    errors: known ? BACK.map((n) => errors[n]) : [],
  }
}

/** The largest size of an error. @param {Numbers} error */
export const reach = (error) => Math.max(...error.map(Math.abs))

/** @param {Passage} passage @param {number} layer */
function hidden({ hidden }, layer) {
  const h = hidden[layer - 1]
  return `Hidden layer ${layer}: ${h.filter((value) => value > 0.5).length} of its ${h.length} neurons are above one half.`
}

/** @param {Passage} passage @param {number} layer */
function error({ errors }, layer) {
  const found = errors[3 - layer]
  const [most] = ranked(found.map(Math.abs))
  const way = found[most] > 0 ? "more of it would raise the loss" : "more of it would lower the loss"
  return `Back to hidden layer ${layer}: neuron ${most + 1} has the largest error, ${shown(found[most])}: ${way}.`
}

/** What can be seen at a station; the image alone needs no network. @param {Passage | null} passage @param {number} s */
export function describe(passage, s) {
  const empty = passage?.image.every((value) => value === 0)
  if (s === 0 && empty) return "The image is empty: 64 times 0. Draw a digit, then press Next: the network reads it."
  if (s === 0) return "The image: 64 numbers, from 0 (white) to 16. Say what it is, then press Next: the network reads it."
  if (!passage) return "The network is being loaded."
  const { y, t, xi } = passage
  const [answer, second] = ranked(y)
  const reads = `${empty ? "Nothing is drawn. The network still answers:" : "The network reads"} a ${answer}, with probability ${shown(y[answer])}`
  if (s < 3) return hidden(passage, s)
  if (s === 3) return `${reads}; its second choice is ${second}, with ${shown(y[second])}.${empty ? " Draw a digit." : t === NONE ? " What is right?" : ""}`
  const right = answer === t ? "That is right" : `Right is ${t}`
  const loss = empty ? `Nothing is drawn. If ${t} were right: loss ${shown(xi)}.` : `${reads}. ${right}: loss ${shown(xi)}.`
  if (s === 4) return `${loss} The error of each digit is its probability, less one for the right digit.`
  if (s < 7) return `${loss} ${error(passage, 7 - s)}`
  return `${loss} A little more ink where it is orange would raise the loss; where it is purple, lower it.`
}

/** Code that trains the page's network, lets it read the image, and prints the numbers that are shown. @param {Passage} passage */
export function asPython({ image, y, t, xi, errors }) {
  /** @param {string} name @param {number} value */
  const line = (name, value) => `print(f"${name} = {${name}:${format(value)}}")`
  const rows = Array.from({ length: 8 }, (_, n) => `    ${image.slice(8 * n, 8 * n + 8).join(", ")},`)
  const names = ["error_output", "error_hidden_2", "error_hidden_1", "error_image"]
  const back = `
t = np.eye(10)[[${t}]]
xi = many_layers.cross_entropy(outputs[-1], t)
delta = many_layers.cross_entropy_error(outputs[-1], t)
errors, _ = many_layers.backward(layers, outputs, delta)
${names.map((name, n) => `${name} = np.abs(errors[${BACK[n]}]).max()`).join("\n")}

${line("xi", xi)}
${names.map((name, n) => line(name, reach(errors[n] ?? [0]))).join("\n")}
`
  return `import numpy as np

from chainrule import many_layers
from chainrule.datasets import digits
from chainrule.vectorization import softmax

random = np.random.RandomState(1)
X, T, X_val, T_val, X_test, T_test = digits(random)
layers = many_layers.network(random, 64, 20, 20, 10)
training = many_layers.train(layers, X, T, X_val, T_val, learning_rate=0.1, batches=43, passes=300)
passes = len(list(training))

image = np.array([[
${rows.join("\n")}
]], dtype=float)
outputs = many_layers.forward(layers, image)
y = softmax(outputs[-1])
answer, probability = y.argmax(), y.max()

print(f"answer = {answer}")
${line("probability", Math.max(...y))}
${t === NONE ? "" : back}`
}
