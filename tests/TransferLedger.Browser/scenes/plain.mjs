// Pages without script: all that is said stands there in words and tables.
import { assert, given, play } from "./stage.mjs";

await play(async (stage) => {
  const page = await stage.page({ script: false });
  for (const address of given.pages) {
    const answer = await page.goto(address);
    assert.ok(answer.ok(), `${address}: ${answer.status()}`);
    assert.ok((await page.locator("main").innerText()).length > 100, `${address} says next to nothing`);
    for (const figure of await page.locator("figure.chart").all()) {
      assert.ok(await figure.locator("table").isVisible(), `${address}: a chart's table is folded away`);
    }
  }

  await page.goto("/KP-RU/containers");
  const now = await page.locator(".estimate").textContent();
  await page.fill("#asOf", "2024-03-01");
  await page.click("form.time button");
  assert.notEqual(await page.locator(".estimate").textContent(), now);
  assert.match(page.url(), /asOf=2024-03-01/);
});
