// Charts: drawn as one labelled picture, handed over as a file of their own, drawn again at another width.
import { readFile } from "node:fs/promises";
import { assert, open, play } from "./stage.mjs";

await play(async (stage) => {
  const page = await stage.page();
  const answer = await open(page, "/KP-RU/containers");
  const figure = page.locator('figure.chart[data-chart="revisions"]');
  const drawing = figure.locator("svg.plot");
  assert.equal(await drawing.getAttribute("role"), "img");
  assert.ok((await drawing.getAttribute("aria-label")).length > 20);
  assert.equal(await drawing.locator("[aria-label]").count(), 0, "parts of a picture are not read one by one");
  assert.notEqual(await figure.locator("details").getAttribute("open"), null, "so short a table stays in sight");

  // Three spoke of 10,000 on one day: whoever points at one is told of all.
  const told = [];
  for (const mark of await drawing.locator("path[fill^='var(--p'][transform]:not([fill='var(--paper)'])").all()) {
    await mark.hover({ force: true });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    told.push(await drawing.locator("g").last().textContent());
  }
  assert.ok(told.some((text) => /no fewer than 10,000.*nobody named: 10,000.*approximately 10,000/s.test(text)), told.join("\n"));

  // What the policy allows is exactly the style that Plot wrote; without it the console would have said so.
  const style = await drawing.locator("style").textContent();
  const digest = await page.evaluate(async (text) => {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(bytes)));
  }, style);
  const policy = answer.headers()["content-security-policy"];
  assert.ok(policy.includes(`'sha256-${digest}'`), `${policy} does not allow ${digest}`);
  assert.ok(!policy.includes("unsafe"), policy);

  const [download] = await Promise.all([page.waitForEvent("download"), figure.locator('button[data-download="svg"]').click()]);
  const file = await readFile(await download.path(), "utf8");
  assert.match(file, /^<svg/);
  assert.ok(!file.includes("var(--"), "outside of the page nobody knows the page's colours");

  const other = await stage.page();
  await open(other, "/KP-RU");
  const longer = other.locator('figure.chart[data-chart="periods"] details');
  assert.equal(await longer.getAttribute("open"), null, "a long table is folded away");
  assert.match(await other.locator('figure.chart[data-chart="periods"] .legend').textContent(), /^no period reaches past 27 Aug 2024, to /);

  const wide = Number(await drawing.getAttribute("width"));
  await page.setViewportSize({ width: 400, height: 800 });
  await page.waitForFunction((was) => Number(document.querySelector("svg.plot").getAttribute("width")) < was, wide);
});
