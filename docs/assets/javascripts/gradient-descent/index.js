// The interactive figure of the chapter on gradient descent.
import { define } from "../shared/figure.js"
import { LineFit } from "./line-fit.js"

define("line-fit", (host) => new LineFit(host))
