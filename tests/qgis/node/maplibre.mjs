// Validates MapLibre styles against the specification; prints the complaints of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve("package.json"));
const { validateStyleMin } = require("@maplibre/maplibre-gl-style-spec");

const answers = process.argv.slice(2).map((path) => ({
  path,
  errors: validateStyleMin(JSON.parse(readFileSync(path, "utf-8"))).map((error) => error.message),
}));
console.log(JSON.stringify(answers));
