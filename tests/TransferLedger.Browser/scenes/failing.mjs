// What a server or the way to it fails at is said in one place, what was shown stays, and it can be tried again. What is typed half
// goes nowhere, and what a reader stood on is still theirs once the view is another.
import { assert, drawn, open, play } from "./stage.mjs";

const FAILED = /status of (400|502)|ERR_FAILED/;
const text = (page, selector) => page.locator(selector).innerText();

async function view(stage) {
  const page = await stage.page();
  await open(page, "/KP-RU/containers");
  const now = await text(page, ".estimate");
  const slider = page.locator('input[type="range"][data-axis="asOf"]');
  await page.route(/part=view/, (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }));
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForSelector("#troubles button");
  assert.match(await text(page, "#troubles"), /could not be shown.*502/);
  assert.equal(await text(page, ".estimate"), now, "what a proxy says is no figure");
  assert.equal(new URL(page.url()).search, "", "the address is that of what is shown");

  await page.unroute(/part=view/);
  await page.route(/part=view/, (route) => route.abort());
  await page.click("#troubles button");
  await page.waitForFunction(() => /could not be reached/.test(document.querySelector("#troubles").textContent));
  await page.unroute(/part=view/);
  await page.click("#troubles button");
  await page.waitForFunction((was) => document.querySelector(".estimate").innerText !== was, now);
  assert.equal(await page.locator("#troubles button").count(), 0);
  await page.waitForURL((url) => url.searchParams.has("asOf"));
}

async function refused(stage) {
  const page = await stage.page();
  await open(page, "/KP-RU/containers");
  await page.route(/part=view/, (route) => route.continue({ url: route.request().url().replace(/asOf=[^&]*/, "asOf=never") }));
  await page.locator('input[type="range"][data-axis="asOf"]').focus();
  await page.keyboard.press("Home");
  await page.waitForSelector("#troubles button");
  assert.match(await text(page, "#troubles"), /asOf.*never/, "the server's own words");
}

async function map(stage) {
  const page = await stage.page();
  await page.route(/countries-50m/, (route) => route.abort());
  await open(page, "/KP-RU");
  assert.match(await text(page, "#troubles"), /without the map/);
  const marks = () => page.locator('figure[data-chart="routes"] svg path').count();
  const before = await marks();
  await page.unroute(/countries-50m/);
  await page.click("#troubles button");
  await page.waitForFunction((n) => document.querySelectorAll('figure[data-chart="routes"] svg path').length > n + 50, before);
  assert.equal(await page.locator("#troubles button").count(), 0);
}

/** Half a moment in the one field, while the slider of the other axis moves. */
async function typing(stage) {
  const page = await stage.page();
  await open(page, "/KP-RU/containers");
  const stops = JSON.parse(await page.locator("script[data-stops]").textContent()).knownAt;
  const elsewhere = new Date(Date.parse(stops.at(-1).recordedAt) + 9 * 3_600_000 + 1).toISOString().replace("Z", "+09:00");
  await open(page, `/KP-RU/containers?knownAt=${encodeURIComponent(elsewhere)}`);
  assert.equal(await page.inputValue('input[type="range"][data-axis="knownAt"]'), `${stops.length - 1}`, "whatever its offset");
  await page.getByText("Type a moment").click();
  await page.fill("#knownAt", "202");
  const before = await text(page, ".estimate");
  await page.locator('input[type="range"][data-axis="asOf"]').focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((was) => document.querySelector(".estimate").innerText !== was, before);
  assert.equal(new URL(page.url()).searchParams.get("knownAt"), elsewhere, "the last good moment stands");
  assert.equal(await page.inputValue("#knownAt"), "202", "what is being typed stays");
}

async function focus(stage) {
  const page = await stage.page({ width: 400 });
  await open(page, "/KP-RU/containers");
  await page.waitForFunction(() => document.querySelector(".claims .wide").tabIndex === 0);
  const moves = async () => {
    const was = await text(page, ".estimate");
    await page.evaluate(() => {
      const slider = document.querySelector('input[type="range"][data-axis="asOf"]');
      slider.value = Number(slider.value) - 3;
      slider.dispatchEvent(new Event("input"));
    });
    await page.waitForFunction((before) => document.querySelector(".moment").innerText !== before, was);
    await page.waitForFunction(() => !document.querySelector("[data-busy]"));
    await drawn(page);
  };
  await page.evaluate(() => (document.querySelector(".claims .wide").scrollLeft = 120));
  await page.locator(".moment a").focus();
  await moves();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Compare with another moment");
  assert.equal(await page.evaluate(() => document.querySelector(".claims .wide").scrollLeft), 120);
}

await play(async (stage) => {
  await stage.expectWrong(FAILED, async () => {
    await view(stage);
    await refused(stage);
    await map(stage);
  });
  await typing(stage);
  await focus(stage);
});
