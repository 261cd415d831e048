// Makes what the pages ask a browser to load: our modules with what they import as one file, and the map data beside it.
// Run by Assets.targets.
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { withPackages } from "./install.mjs";

const MOST_BYTES = 110_000;
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../wwwroot");
const at = (...parts) => join(here, ...parts);

/** The number of a country in the map data, by the letters that the ledger uses. */
async function countryNumbers() {
  const codes = JSON.parse(await readFile(at("node_modules/i18n-iso-countries/codes.json"), "utf8"));
  return Object.fromEntries(codes.map(([letters, , number]) => [letters, number]));
}

/** d3 adds animated transitions to its selections as soon as it is imported. Nothing here is animated: they are left out. */
const withoutTransitions = {
  name: "without-transitions",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^d3-(transition|zoom|brush)$/ }, async ({ path, kind, resolveDir, pluginData }) =>
      pluginData ? undefined : { ...(await resolve(path, { kind, resolveDir, pluginData: "asked" })), sideEffects: false },
    ),
};

async function bundle() {
  const { build } = await import("esbuild");
  const made = await build({
    entryPoints: [at("main.js")],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [withoutTransitions],
    define: { COUNTRY_NUMBERS: JSON.stringify(await countryNumbers()) },
    write: false,
  });
  return made.outputFiles[0].contents;
}

/** The pages allow the one style that Plot writes into a drawing, by its digest; here it is asked what it writes. */
async function checkStyle() {
  const { plot } = await import("@observablehq/plot");
  const { CLASS_NAME } = await import("./charts/look.js");
  const drawn = plot({ document: new TinyDocument(), className: CLASS_NAME, marks: [] });
  const style = drawn.children.find((child) => child.name === "style").textContent;
  const found = `sha256-${createHash("sha256").update(style).digest("base64")}`;
  const stated = (await readFile(at("plot-style.sha256"), "utf8").catch(() => "")).trim();
  if (found !== stated) throw new Error(`Plot's style has changed: plot-style.sha256 must say ${found}, it says ${stated}.`);
}

/** As much of a document as an empty drawing needs. */
class TinyDocument {
  documentElement = { ownerDocument: this, namespaceURI: "http://www.w3.org/1999/xhtml" };
  createElementNS = (_, name) => new TinyElement(this, name);
  createElement = (name) => new TinyElement(this, name);
  querySelectorAll = () => [];
}

class TinyElement {
  children = [];
  style = { setProperty() {} };
  constructor(document, name) {
    Object.assign(this, { ownerDocument: document, name });
  }
  setAttribute() {}
  setAttributeNS() {}
  removeAttribute() {}
  appendChild(child) {
    this.children.push(child);
    return child;
  }
  insertBefore = this.appendChild;
  querySelectorAll = () => [];
}

/** Whole or not at all: a server may be reading the file. */
async function put(name, contents) {
  const path = join(target, name);
  await writeFile(`${path}.new`, contents);
  await rename(`${path}.new`, path);
}

await withPackages(here, async () => {
  await mkdir(target, { recursive: true });
  await checkStyle();
  const script = await bundle();
  const size = gzipSync(script, { level: 9 }).length;
  if (size > MOST_BYTES) throw new Error(`site.js has ${size} bytes compressed; ${MOST_BYTES} at most.`);
  await put("countries-50m.json", await readFile(at("node_modules/world-atlas/countries-50m.json")));
  await put("site.js", script);
  console.log(`site.js: ${script.length} bytes, ${size} compressed (${MOST_BYTES} at most)`);
});
