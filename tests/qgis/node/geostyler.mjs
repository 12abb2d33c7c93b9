// Reads SLD files as the website does; prints, for each, what GeoStyler understood and everything it complained about.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const parserPath = resolve("node_modules/geostyler-sld-parser/dist/SldStyleParser.js");
const { default: SldStyleParser } = await import(pathToFileURL(parserPath));

const answers = [];
for (const path of process.argv.slice(2)) {
  const parser = new SldStyleParser({ sldVersion: "1.0.0" });
  const { output, errors, warnings, unsupportedProperties } = await parser.readStyle(readFileSync(path, "utf-8"));
  answers.push({
    path,
    rules: output?.rules ?? [],
    errors: (errors ?? []).map(String),
    warnings: warnings ?? [],
    unsupported: unsupportedProperties ?? {},
  });
}
console.log(JSON.stringify(answers));
