// A slider dragged step by step over the days of a figure with two hundred claims: every step is shown. How long it takes is told,
// and not judged here: of the page's own work between the answer and the redrawn view, and of the whole from the movement to the
// frame that shows it.
import { assert, given, open, play } from "./stage.mjs";
import { crowd, denials } from "./crowd.mjs";

const CLAIMS = 200;
const STEPS = 120;

const told = (what, all) => {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms, of ${sorted.length}`);
};

await play(async (stage) => {
  const page = await stage.page();
  for (const data of [crowd("IR-RU", CLAIMS), denials("IR-RU", CLAIMS)]) {
    const answer = await page.request.post(`${given.url}/reports`, { data, headers: { Authorization: `Bearer ${given.key}` } });
    assert.equal(answer.status(), 201, await answer.text());
  }
  await open(page, "/IR-RU/containers");
  assert.match(await page.locator("section.claims .cut").textContent(), new RegExp(`100 of ${CLAIMS} claims`));
  assert.equal(await page.locator("section.claims tbody tr").count(), 100, "the newest");

  await page.evaluate(() => {
    globalThis.wholes = [];
    globalThis.frames = [];
    let moved;
    document.querySelector('input[type="range"][data-axis="asOf"]').addEventListener("input", () => (moved = performance.now()), { capture: true });
    new MutationObserver(() => {
      const since = moved;
      // After the frame that shows it has been drawn.
      const answered = performance.getEntriesByName("redraw").at(-1).startTime;
      requestAnimationFrame(() =>
        setTimeout(() => {
          globalThis.frames.push(performance.now() - answered);
          globalThis.wholes.push(performance.now() - since);
        }),
      );
    }).observe(document.getElementById("view"), { childList: true });
  });

  const slider = page.locator('input[type="range"][data-axis="asOf"]');
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  const sentences = new Set();
  await page.mouse.move(box.x + box.width - 8, y);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const [before, count] = await page.evaluate(() => [document.querySelector('input[data-axis="asOf"]').value, globalThis.wholes.length]);
    await page.mouse.move(box.x + box.width - 8 - ((box.width - 16) * step) / STEPS, y);
    if ((await slider.inputValue()) === before) continue;
    await page.waitForFunction((n) => globalThis.wholes.length > n, count);
    sentences.add(await page.locator(".estimate").textContent());
  }
  await page.mouse.up();

  const [redraws, frames, wholes, answers] = await page.evaluate(() => [
    performance.getEntriesByName("redraw").map((entry) => entry.duration),
    globalThis.frames,
    globalThis.wholes,
    performance.getEntriesByType("resource").filter((entry) => entry.name.includes("part=view")).map((entry) => entry.duration),
  ]);
  assert.ok(redraws.length > STEPS / 2, `${redraws.length} steps were drawn`);
  assert.ok(sentences.size > STEPS / 4, `${sentences.size} sentences were seen`);
  told("Redrawing the view", redraws);
  told("From the answer to the frame", frames);
  told("The request", answers);
  told("From the movement to the frame", wholes);
});
