// Every page in one colour scheme, those that say what is wrong too: no violation that axe-core finds, nothing to scroll sideways at
// 360 and at 1,600 pixels, no words of a chart cut off, and no drawing that stands out of its cell at these widths and between.
import { assert, drawn, given, play, tooWide, violations } from "./stage.mjs";

const REFUSED = /status of 40[04]/;

const outOfCell = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("td > svg")]
      .filter((svg) => svg.getBoundingClientRect().right > svg.parentElement.getBoundingClientRect().right + 1)
      .map((svg) => `${svg.getAttribute("aria-label")} stands out of its cell`),
  );

const cutOff = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("svg.plot")].flatMap((svg) => {
      const room = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")]
        .map((text) => [text.textContent, text.getBoundingClientRect()])
        .map(([words, at]) => [words, Math.max(room.left - at.left, at.right - room.right, room.top - at.top, at.bottom - room.bottom), at.width])
        .filter(([, beyond, wide]) => wide > 0 && beyond > 1)
        .map(([words, beyond]) => `"${words}" is cut off by ${beyond.toFixed(1)} pixels`);
    }),
  );

await play(async (stage) => {
  const found = [];
  const page = await stage.page({ scheme: given.scheme, width: 1600 });
  const look = async (address, isThere) => {
    const answer = await page.goto(address);
    assert.equal(answer.ok(), isThere, `${address}: ${answer.status()}`);
    await drawn(page);
    for (const width of [1600, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await drawn(page);
      const wrong = [...(await violations(page)), ...(await tooWide(page)), ...(await cutOff(page))];
      found.push(...wrong.map((what) => `${address} (${given.scheme}, ${width}): ${what}`));
    }
    for (const width of [1280, 1030]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await outOfCell(page)).map((what) => `${address} (${width}): ${what}`));
    }
    await page.setViewportSize({ width: 1600, height: 900 });
  };
  for (const address of given.pages) await look(address, true);
  await stage.expectWrong(REFUSED, async () => {
    for (const address of given.problems) await look(address, false);
  });
  assert.deepEqual(found, []);
});
