// Sides of a figure as both sliders go back: each keeps its colour and sign whenever it is shown, and every mark stands on a number
// that its side named; of a range on both ends, never between them.
import { assert, drawn, given, open, play } from "./stage.mjs";
import { crowd } from "./crowd.mjs";

const STOPS = 6;

/** As many claims recorded later, of which some were said before all others and by sides that nobody had heard yet. */
function later() {
  const report = crowd("SY-RU", 48);
  const sides = ["FR", "PL", "KR"];
  const claims = report.claims.map((claim, i) => ({
    ...claim,
    claimant: { kind: "state", name: `Envoy ${sides[i % 3]}`, country: sides[i % 3] },
    statement: `later-${i}`,
    stated: claim.stated.replace("2022", "2021"),
    coverage: "2021-08-01/2021-09-01",
  }));
  return { ...report, id: "crowd-later", claims };
}

/** What is drawn: each side's sign in the legend, each mark by its colour with the number on which it stands, and what is drawn from. */
const read = (page) =>
  page.evaluate(() => {
    const figure = document.querySelector('figure.chart[data-chart="revisions"]');
    const sign = (path) => `${path.getAttribute("fill")} ${path.getAttribute("d")}`;
    const legend = [...figure.querySelectorAll(".legend li")]
      .map((item) => [item.textContent.trim(), item.querySelector("path")])
      .filter(([, path]) => path?.getAttribute("fill")?.startsWith("var(--p"))
      .map(([name, path]) => [name, sign(path)]);
    const at = (element) => element.getAttribute("transform").match(/translate\(([-\d.]+),([-\d.]+)\)/).slice(1).map(Number);
    const ticks = [...figure.querySelectorAll("svg.plot text[transform]")]
      .filter((text) => /^[\d,]+$/.test(text.textContent) && at(text)[0] < 60)
      .map((text) => ({ y: at(text)[1], number: Number(text.textContent.replaceAll(",", "")) }));
    const [low, high] = [ticks.at(0), ticks.at(-1)];
    const number = (y) => low.number + ((y - low.y) / (high.y - low.y)) * (high.number - low.number);
    const marks = [...figure.querySelectorAll("svg.plot path[fill^='var(--p'][transform]")]
      .filter((path) => path.getAttribute("fill") !== "var(--paper)")
      .map((path) => ({ fill: path.getAttribute("fill"), corners: path.getAttribute("d").split(/[MLZ]/).length, number: number(at(path)[1]) }));
    const pixel = Math.abs((high.number - low.number) / (high.y - low.y));
    return { legend, marks, pixel, claims: JSON.parse(figure.querySelector('script[type="application/json"]').textContent).claims };
  });

const isPast = (claim) => claim.fate === "superseded" || claim.fate === "withdrawn";

/** The numbers that a claim names, by its words alone. */
const named = (claim) => claim.says.match(/: (.*)/)[1].match(/[\d,]+/g).map((n) => Number(n.replaceAll(",", "")));

function check(seen, signs) {
  assert.ok(seen.marks.length > 0, "there are marks");
  for (const [name, sign] of seen.legend) {
    assert.equal(sign, signs.get(name) ?? sign, `${name} keeps its sign`);
    signs.set(name, sign);
  }
  assert.equal(new Set(seen.legend.map(([, sign]) => sign)).size, seen.legend.length, "no two sides are drawn alike");
  for (const [name, sign] of seen.legend) {
    const [fill, d] = sign.split(/ (.*)/);
    const own = seen.marks.filter((mark) => mark.fill === fill);
    const claims = seen.claims.filter((claim) => claim.perspective === name && !isPast(claim));
    const numbers = claims.flatMap(named);
    assert.equal(own.length, numbers.length, `${name} has a mark for each number that it named`);
    for (const mark of own) {
      assert.equal(mark.corners, d.split(/[MLZ]/).length, `${name} is drawn by its sign`);
      const off = Math.min(...numbers.map((n) => Math.abs(n - mark.number)));
      assert.ok(off <= 1.5 * seen.pixel + 1, `a mark of ${name} stands at ${mark.number}, which it never named`);
    }
  }
}

async function slide(page, axis, signs) {
  const slider = page.locator(`input[type="range"][data-axis="${axis}"]`);
  const most = Number(await slider.getAttribute("max"));
  for (let stop = Math.min(STOPS, most); stop >= 0; stop--) {
    const value = Math.round((most * stop) / Math.min(STOPS, most));
    await slider.fill(`${value}`);
    const wanted = await page.locator(`#${axis}`).inputValue();
    await page.waitForFunction(
      ([name, moment]) => (new URL(location.href).searchParams.get(name) ?? "") === moment && !document.querySelector("#view[data-busy]"),
      [axis, wanted],
    );
    await drawn(page);
    if ((await page.locator('figure.chart[data-chart="revisions"]').count()) > 0) check(await read(page), signs);
  }
}

await play(async (stage) => {
  const page = await stage.page({ width: 1600 });
  for (const data of [crowd("SY-RU", 40), later()]) {
    const answer = await page.request.post(`${given.url}/reports`, { data, headers: { Authorization: `Bearer ${given.key}` } });
    assert.equal(answer.status(), 201, await answer.text());
  }
  const signs = new Map();
  await open(page, "/SY-RU/containers");
  check(await read(page), signs);
  await slide(page, "asOf", signs);
  await open(page, "/SY-RU/containers");
  await slide(page, "knownAt", signs);
  assert.ok(signs.size >= 4, `${[...signs.keys()]} were seen`);
});
