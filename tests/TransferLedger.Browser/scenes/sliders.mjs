// Looking back by the sliders of a figure's page, with the keyboard and with the mouse.
import { assert, drawn, open, play } from "./stage.mjs";

await play(async (stage) => {
  const page = await stage.page();
  await open(page, "/KP-RU/containers");
  const slider = page.locator('input[type="range"][data-axis="asOf"]');
  const estimate = page.locator(".estimate");
  const now = await estimate.textContent();

  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((was) => document.querySelector(".estimate").textContent !== was, now);
  await drawn(page);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.axis), "asOf", "the focus stays on the slider");
  const first = await estimate.textContent();
  // The moment is in the address; of several at once the last, soon after it.
  await page.waitForURL((url) => /^\d{4}-\d\d-\d\d$/.test(url.searchParams.get("asOf") ?? ""));
  const asOf = new URL(page.url()).searchParams.get("asOf");
  assert.equal(await page.inputValue("#asOf"), asOf);
  assert.notEqual(await slider.getAttribute("aria-valuetext"), null);
  await page.waitForFunction(() => document.querySelector("form.time [aria-live]").textContent.trim() !== "");

  const other = await stage.page();
  await open(other, page.url());
  assert.equal(await other.locator(".estimate").textContent(), first, "the address shows somebody else the same");
  assert.equal(await other.locator('input[type="range"][data-axis="asOf"]').inputValue(), "0");

  const box = await slider.boundingBox();
  await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
  await page.waitForFunction((was) => document.querySelector(".estimate").textContent === was, now);
  // Now is said by saying nothing.
  await page.waitForURL((url) => !url.searchParams.has("asOf"));

  const recorded = page.locator('input[type="range"][data-axis="knownAt"]');
  await recorded.focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((was) => document.querySelector(".estimate").textContent !== was, now);
  await page.waitForURL((url) => /^\d+$/.test(url.searchParams.get("knownAt") ?? ""));
});
