// Seven tabs of one reader, of which one is looked at: a browser gives a server six connections. Whoever is looked at again is told
// of what came meanwhile, once.
import { assert, given, open, play } from "./stage.mjs";

const TABS = 7;
const report = (n) => ({
  id: `browser-tabs-${n}`,
  title: `Tabs ${n}`,
  publisher: "Test Desk",
  medium: "press",
  published: "2024-11-02",
  corridor: "KP-RU",
  claims: [{ type: "evidence-cited", claimant: { kind: "organisation", name: "Test Desk" }, stated: "2024-11-01", modality: "asserted", kind: "document", what: `Picture ${n}`, summary: `Picture ${n}` }],
});

/** A browser without a screen shows all its pages at once; here a page is told that it is looked at, or not. */
async function look(page, isLookedAt) {
  await page.evaluate((visible) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (visible ? "visible" : "hidden") });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isLookedAt);
}

async function file(page, n) {
  const answer = await page.request.post(`${given.url}/reports`, { data: report(n), headers: { Authorization: `Bearer ${given.key}` } });
  assert.equal(answer.status(), 201, await answer.text());
}

const told = (page, pattern) => page.waitForFunction((words) => new RegExp(words).test(document.querySelector("#live").textContent), pattern);

await play(async (stage) => {
  const first = await stage.page();
  await open(first, "/KP-RU/containers");
  await file(first, 1);
  await told(first, "^\\d+ new entr");
  const count = await first.locator("#live").innerText();
  let last = first;
  for (let n = 1; n < TABS; n++) {
    await look(last, false);
    last = await first.context().newPage();
    last.setDefaultTimeout(10_000);
    await open(last, "/KP-RU/containers");
  }
  await file(first, 2);
  await told(last, "^\\d+ new entr");
  assert.equal(await first.locator("#live").innerText(), count, "who is not looked at is told later");

  await look(last, false);
  await look(first, true);
  const twice = Number.parseInt(count) * 2;
  await told(first, `^${twice} new entries`);
  await first.click("#live button");
  await first.waitForFunction(() => document.querySelector("#live").hidden);
  assert.equal(await first.evaluate(() => document.activeElement.id), "view");
});
