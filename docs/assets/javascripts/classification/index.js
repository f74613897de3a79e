// The interactive figure of the chapter on classification.
import { define } from "../shared/figure.js"
import { ClassBoundary } from "./class-boundary.js"

define("class-boundary", (host) => new ClassBoundary(host))
