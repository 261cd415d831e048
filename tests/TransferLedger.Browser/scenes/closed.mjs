// Where reads need a key: the browser asks for it, and with it pages slide, verify and hear of entries as they do elsewhere.
import { assert, drawn, given, open, play, violations } from "./stage.mjs";

await play(async (stage) => {
  await stage.expectWrong(/status of 401/, async () => {
    const nobody = await stage.page({ credentials: { username: "anything", password: "tl_nobody" } });
    const refused = await nobody.goto("/KP-RU/containers");
    assert.equal(refused.status(), 401);
    const said = await nobody.locator("main").textContent();
    assert.match(said, /not known/);
    assert.doesNotMatch(said, /13,001/, "nothing is told to nobody");
    for (const width of [1600, 360]) {
      await nobody.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(nobody), []);
    }
  });

  const page = await stage.page({ credentials: { username: "anything", password: given.key } });
  const streamed = page.waitForResponse((answer) => answer.url().includes("/events/stream") && answer.status() === 200);
  await open(page, "/KP-RU/containers");
  const estimate = page.locator(".estimate");
  const now = await estimate.textContent();
  assert.match(now, /13,000/);
  await streamed;

  await page.locator('input[type="range"][data-axis="asOf"]').focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((was) => document.querySelector(".estimate").textContent !== was, now);
  await drawn(page);

  await open(page, "/audit");
  await page.click("[data-verify] button");
  await page.waitForSelector('[data-verify]:not([data-result="working"])[data-result]');
  assert.equal(await page.getAttribute("[data-verify]", "data-result"), "holds");
});
