// The interactive figure of the chapter on vectorization.
import { given } from "../shared/beside.js"
import { define } from "../shared/figure.js"
import { DecisionRegions } from "./decision-regions.js"

define("decision-regions", (host) =>
  given(host, ["x", "t", "w", "mu", "lam", "k"]).then(({ x, t, w, mu, lam, k }) => new DecisionRegions(host, { X: x, t, w, mu, lam, k })),
)
