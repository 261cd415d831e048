// A ledger whose reads are closed: the key is typed once, where the browser asks for a password, and the page's script reads with it too.
import { assert, drawn, given, open, play, tooWide, violations } from "./stage.mjs";

const report = {
  id: "browser-closed-1",
  title: "Over 20,000 containers",
  publisher: "Test Desk",
  medium: "press",
  published: "2024-11-02",
  corridor: "KP-RU",
  claims: [
    {
      type: "containers-reported",
      claimant: { kind: "state", name: "Kim Yong-hyun", organisation: "ROK Ministry of National Defense", country: "KR" },
      stated: "2024-11-01",
      quantity: "over 20,000",
      coverage: "2022-06-01/2024-11-01",
    },
  ],
};

await play(async (stage) => {
  for (const scheme of ["light", "dark"]) {
    // One who goes away from the question is shown what came with it, as is one who typed what is no key.
    const nobody = await stage.page({ scheme, key: "tl_none_none" });
    await stage.expectWrong(/status of 401/, async () => {
      assert.equal((await nobody.goto("/KP-RU/containers")).status(), 401);
    });
    assert.match(await nobody.locator("main").textContent(), /as the password type the key/);
    for (const width of [1600, 360]) {
      await nobody.setViewportSize({ width, height: 900 });
      assert.deepEqual([...(await violations(nobody)), ...(await tooWide(nobody))], [], `${scheme}, ${width}`);
    }
  }

  const page = await stage.page({ key: given.key });
  await open(page, "/KP-RU/containers");
  const answer = await page.request.post(`${given.url}/reports`, { data: report, headers: { Authorization: `Bearer ${given.filer}` } });
  assert.equal(answer.status(), 201, await answer.text());
  await page.waitForFunction(() => /^The estimate is now: Over 20,000/.test(document.querySelector("#live").textContent));
  await drawn(page);
  assert.match(await page.locator(".estimate").textContent(), /20,000/);

  await open(page, "/audit");
  await page.click("[data-verify] button");
  await page.waitForSelector('[data-verify][data-result]:not([data-result="working"])');
  const steps = await page.locator("[data-verify] ol li").allTextContents();
  assert.equal(await page.getAttribute("[data-verify]", "data-result"), "holds", steps.join("\n"));
});
