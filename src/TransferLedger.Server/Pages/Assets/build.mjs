// Makes what the pages ask a browser to load: our modules with what they import as one file, and the map data beside it.
//   node build.mjs           installs what package-lock.json names where that has changed, and builds
// Run by Assets.targets; two builds at once take turns.
import { createHash } from "node:crypto";
import { execSync } from "node:child_process";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MOST_BYTES = 110_000;
const MOST_MILLISECONDS_UNNAMED = 10_000;
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../wwwroot");
const at = (...parts) => join(here, ...parts);
const changed = async (path) => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

/** Runs what no other build of this folder may run at the same time. */
async function alone(work) {
  await mkdir(target, { recursive: true });
  await mkdir(join(here, "../../obj"), { recursive: true });
  const lock = join(here, "../../obj/pages.lock");
  const handle = await taken(lock);
  try {
    await handle.writeFile(`${process.pid}`);
    return await work();
  } finally {
    await handle.close();
    await rm(lock, { force: true });
  }
}

async function taken(lock) {
  for (;;) {
    try {
      return await open(lock, "wx");
    } catch (e) {
      if (e.code !== "EEXIST") throw e;
    }
    // Whoever held it may have been ended before it could let go, or before it could say who it is.
    const holder = Number(await readFile(lock, "utf8").catch(() => "0"));
    const since = await changed(lock);
    const isLeft = holder > 0 ? !lives(holder) : since > 0 && Date.now() - since > MOST_MILLISECONDS_UNNAMED;
    if (isLeft) await rm(lock, { force: true });
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === "EPERM";
  }
}

/** npm notes what it installed in a file of its own: an older one than the lock file is out of date. */
async function install() {
  if ((await changed(at("node_modules/.package-lock.json"))) > (await changed(at("package-lock.json")))) return;
  execSync("npm ci --ignore-scripts --no-audit --no-fund", { cwd: here, stdio: ["ignore", "inherit", "inherit"] });
}

/** The number of a country in the map data, by the letters that the ledger uses. */
async function countryNumbers() {
  const codes = JSON.parse(await readFile(at("node_modules/i18n-iso-countries/codes.json"), "utf8"));
  return Object.fromEntries(codes.map(([letters, , number]) => [letters, number]));
}

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

await alone(async () => {
  await install();
  await checkStyle();
  const script = await bundle();
  const size = gzipSync(script, { level: 9 }).length;
  if (size > MOST_BYTES) throw new Error(`site.js has ${size} bytes compressed; ${MOST_BYTES} at most.`);
  await put("countries-50m.json", await readFile(at("node_modules/world-atlas/countries-50m.json")));
  await put("site.js", script);
  console.log(`site.js: ${script.length} bytes, ${size} compressed (${MOST_BYTES} at most)`);
});
