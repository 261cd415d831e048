// What every scene stands on: a Chromium, pages that fail a scene by any error of theirs, and a few questions to ask of them.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const require = createRequire(import.meta.url);

/** What the test handed over. */
export const given = JSON.parse(process.argv[2] ?? "{}");

/** Opens Chromium, plays, and fails with all that went wrong. */
export async function play(act) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  try {
    const stage = new Stage(browser);
    await act(stage);
    assert.deepEqual(stage.wrong, [], "the pages had errors or asked for what they may not");
  } finally {
    await browser.close();
  }
}

class Stage {
  wrong = [];

  constructor(browser) {
    this.browser = browser;
  }

  /** A page in a window of its own; with a key it is what is typed where the browser asks for a password. Its errors, refused styles and scripts, and requests to other servers count as wrong. */
  async page({ width = 1280, height = 900, scheme = "light", script = true, base = given.url, key } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      javaScriptEnabled: script,
      baseURL: base,
      ...(key && { httpCredentials: { username: "reader", password: key } }),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => this.wrong.push(`${page.url()}: ${error.stack}`));
    page.on("console", (line) => line.type() === "error" && this.wrong.push(`${page.url()}: ${line.text()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) this.wrong.push(`${page.url()} asked for ${request.url()}`);
    });
    return page;
  }

  /** Where a refusal is what is looked for. */
  async expectWrong(pattern, act) {
    const before = this.wrong.length;
    await act();
    const found = this.wrong.splice(before);
    assert.ok(found.every((wrong) => pattern.test(wrong)), found.join("\n"));
  }
}

/** Opens an address that must be there, and waits until its charts are drawn. */
export async function open(page, address) {
  const answer = await page.goto(address);
  assert.ok(answer.ok(), `${address}: ${answer.status()}`);
  await drawn(page);
  return answer;
}

export async function drawn(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("figure.chart[data-chart]")].every((figure) => figure.querySelector(".drawing svg.plot")),
  );
}

/** Every violation that axe-core finds, in words. */
export async function violations(page) {
  await page.evaluate(await source());
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
}

let axe;
async function source() {
  const { readFile } = await import("node:fs/promises");
  axe ??= await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  return axe;
}

/** By how many pixels a page is wider than its window, and what makes it so. */
export const tooWide = (page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .map((element) => `${element.tagName}.${element.className}: ${Math.round(element.getBoundingClientRect().right)} of ${room}`);
  });

export { assert };
