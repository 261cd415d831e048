// A report filed by its form: read as one types, faults at their fields, what would follow, and the figure moved elsewhere.
import { assert, drawn, given, open, play } from "./stage.mjs";
import { claim, fill } from "./typing.mjs";

// That a draft is refused while it is being typed is what the console tells of, too.
const REFUSED = /status of 4(01|22)/;
const estimate = (page) => page.locator(".estimate").textContent();

async function withScript(stage) {
  const watching = await stage.page();
  await open(watching, "/KP-RU/containers");
  const before = await estimate(watching);
  const page = await stage.page();
  await open(page, "/file");

  await page.locator(claim("quantity")).pressSequentially("over 13,000");
  await page.waitForFunction((id) => /13,001/.test(document.querySelector(id).textContent), claim("quantity-reading"));
  assert.equal(await page.locator(".fault:not(:empty)").count(), 0, "nobody is blamed for what they have not come to");
  assert.equal(await page.inputValue(claim("quantity")), "over 13,000");

  await page.click('button[value="file"]');
  await page.waitForSelector('#publisher[aria-invalid="true"]');
  assert.ok((await page.locator('[aria-invalid="true"]').count()) >= 3, "all faults are told at once");
  for (const field of await page.locator('[aria-invalid="true"]').all()) {
    const told = `#${await field.getAttribute("id")}-faults`;
    assert.ok((await page.locator(told).textContent()).length > 10, told);
  }

  await fill(page, "browser-form-1", "over 31,000");
  await page.fill("#key", given.key);
  await page.waitForFunction(() => /31,000/.test(document.querySelector("#outcome").textContent));
  await page.click('.actions button[value="check"]');
  await page.waitForFunction(() => document.activeElement.id === "outcome");
  await page.click('button[value="add"]');
  await page.waitForFunction(() => document.activeElement.closest("fieldset.claim:nth-of-type(3)"));
  await page.click('button[value="remove-1"]');
  await page.waitForFunction(() => document.querySelectorAll("fieldset.claim").length === 1);
  assert.equal(await page.inputValue("#key"), given.key, "the key stays, whatever is pressed");
  assert.equal(await estimate(watching), before, "nothing is written before it is filed");
  await page.click('button[value="file"]');
  await page.waitForURL(/\/report\/browser-form-1$/);

  await watching.waitForFunction(() => /31,000/.test(document.querySelector(".estimate").textContent));
  await drawn(watching);
}

async function withoutScript(stage) {
  const page = await stage.page({ script: false });
  await page.goto("/file");
  await page.selectOption("#type", "denial-issued");
  await page.click('button[value="add"]');
  assert.equal(await page.locator("fieldset.claim").count(), 2);
  await page.click('button[value="remove-1"]');
  assert.equal(await page.locator("fieldset.claim").count(), 1);

  await fill(page, "browser-form-2", "over 32,000");
  await page.fill("#key", given.key);
  await page.click('.actions button[value="check"]');
  assert.match(await page.locator("#outcome").textContent(), /32,00/);
  assert.equal(await page.inputValue("#key"), "", "the key is not sent back");
  assert.equal(await page.inputValue("#title"), "Containers, as browser-form-2 says", "what was typed stays");
  await page.fill("#key", given.key);
  await page.click('button[value="file"]');
  assert.match(page.url(), /\/report\/browser-form-2$/);
  await page.goto("/KP-RU/containers");
  assert.match(await estimate(page), /32,00/);
}

await play(async (stage) => {
  await stage.expectWrong(REFUSED, () => withScript(stage));
  await withoutScript(stage);
});
