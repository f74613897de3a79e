// Calls functions of a module: [[name, arguments], ...] as JSON on the standard input, what each returns on the output.
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const module = await import(pathToFileURL(process.argv[2]))
const calls = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify(calls.map(([name, args]) => module[name](...args))))
