// A report that is filed while a figure's page is open: the number moves without a reload, and the badge tells of the entries.
import { assert, drawn, given, open, play } from "./stage.mjs";

const report = {
  id: "browser-live-1",
  title: "Over 20,000 containers",
  publisher: "Test Desk",
  medium: "press",
  published: "2024-11-02",
  corridor: "KP-RU",
  claims: [
    {
      type: "containers-reported",
      claimant: { kind: "state", name: "Kim Yong-hyun", office: "Minister of National Defense", organisation: "ROK Ministry of National Defense", country: "KR" },
      stated: "2024-11-01",
      modality: "asserted",
      quantity: "over 20,000",
      coverage: "2022-06-01/2024-11-01",
    },
  ],
};

await play(async (stage) => {
  const page = await stage.page();
  const past = await stage.page();
  await open(page, "/KP-RU/containers");
  await open(past, "/KP-RU/containers?asOf=2024-03-01");
  const before = await page.locator(".estimate").textContent();
  const then = await past.locator(".estimate").textContent();
  await page.evaluate(() => (globalThis.isSamePage = true));

  const answer = await page.request.post(`${given.url}/reports`, { data: report, headers: { Authorization: `Bearer ${given.key}` } });
  assert.equal(answer.status(), 201, await answer.text());

  await page.waitForFunction((was) => document.querySelector(".estimate").textContent !== was, before);
  await page.waitForFunction(() => /^The estimate is now: Over 20,000/.test(document.querySelector("#live").textContent));
  await drawn(page);
  assert.match(await page.locator(".estimate").textContent(), /20,000/);
  assert.ok(await page.locator("#live").isVisible());
  assert.equal(await page.evaluate(() => globalThis.isSamePage), true, "nothing was reloaded");

  await past.waitForFunction(() => /^\d+ new entr/.test(document.querySelector("#live").textContent));
  assert.equal(await past.locator(".estimate").textContent(), then, "who looks at the past goes on seeing it");
});
