// From the first page on, by what is seen, clicked and typed alone: when containers passed 10,000, who said so and who denied it; the
// moment of 1 March 2024, sent to somebody; a new claim, and the figure as it moves.
import { assert, drawn, given, play } from "./stage.mjs";
import { fill } from "./typing.mjs";

const words = (locator) => locator.innerText().then((text) => text.trim().replaceAll(/\s+/g, " "));

async function seen(locator, pattern) {
  await locator.scrollIntoViewIfNeeded();
  assert.ok(await locator.isVisible());
  assert.match(await words(locator), pattern);
}

/** The number that a range begins with: 6,030 to 7,370. */
const floor = (text) => Number((/^[\d,]+/.exec(text) ?? ["0"])[0].replaceAll(",", ""));

async function whoPassed(page) {
  const rows = page.locator("section.revisions table tbody tr");
  for (const row of await rows.all()) {
    const cells = row.locator("th, td");
    const [from, to] = [await words(cells.nth(1)), await words(cells.nth(2))];
    if (floor(from) < 10_000 && floor(to) >= 10_000) return cells;
  }
  return assert.fail("no row tells of 10,000");
}

await play(async (stage) => {
  const page = await stage.page();
  await page.goto("/");
  await page.getByRole("region", { name: "North Korea to Russia" }).getByRole("link", { name: "Shipping containers" }).click();
  await drawn(page);
  const now = await words(page.locator(".estimate"));
  assert.match(now, /^Over 13,000/);

  const cells = await whoPassed(page);
  await seen(cells.nth(0), /^14 June 2024$/);
  await seen(cells.nth(1), /^6,030 to 7,370$/);
  await seen(cells.nth(2), /^10,000 or more$/);
  await seen(cells.nth(3), /Government of the Republic of Korea.*no fewer than 10,000/);
  await seen(cells.nth(4), /unnamed officials.*18 June 2024/);
  console.log(`${await words(cells.nth(0))}: ${await words(cells.nth(1))} → ${await words(cells.nth(2))}, by ${await words(cells.nth(3))}, denied by ${await words(cells.nth(4))}`);

  await page.getByText("Type a moment").click();
  await page.getByLabel("Said by the day").fill("2024-03-01");
  await page.getByRole("button", { name: "Show" }).click();
  await drawn(page);
  const then = await words(page.locator(".estimate"));
  assert.match(then, /^Approximately 6,700/);
  await seen(page.locator(".moment"), /said by 1 March 2024/);
  console.log(`1 March 2024: ${then}`);

  const friend = await stage.page({ width: 400 });
  await friend.goto(page.url());
  await drawn(friend);
  assert.equal(await words(friend.locator(".estimate")), then);
  await seen(friend.locator('.axis[data-axis="asOf"] output'), /2024-03-01/);

  await page.getByText("Type a moment").click();
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await drawn(page);
  assert.equal(await words(page.locator(".estimate")), now);
  const form = await page.context().newPage();
  await form.goto("/");
  await form.getByRole("link", { name: "File a report" }).click();
  await fill(form, "browser-analyst", "over 31,000");
  await form.getByLabel("Key", { exact: true }).fill(given.key);
  await form.getByRole("button", { name: "File", exact: true }).click();
  await form.waitForURL(/\/report\/browser-analyst$/);

  await page.waitForFunction(() => /31,000/.test(document.querySelector(".estimate").textContent));
  await seen(page.locator(".estimate"), /^Over 31,000/);
  await seen(page.locator("#live"), /The estimate is now: Over 31,000/);
  assert.equal(await words(friend.locator(".estimate")), then, "what was sent stays what it was");
});
