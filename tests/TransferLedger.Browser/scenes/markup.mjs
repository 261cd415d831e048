// A report whose every text is markup: each page that shows it shows it as text.
import { assert, given, open, play } from "./stage.mjs";

let texts = 0;
const evil = (what) => `<img src=x onerror="globalThis.ran=1"><b class="evil">${what}</b></script><script>globalThis.ran=1</script>&amp;${++texts}`;
const report = {
  id: "browser-markup-1",
  title: evil("title"),
  publisher: evil("publisher"),
  medium: "press",
  language: "en",
  url: "https://example.org/?q=<script>1</script>",
  published: "2024-06-20",
  corridor: "KP-RU",
  claims: [
    {
      type: "containers-reported",
      claimant: { kind: "state", name: evil("name"), office: evil("office"), organisation: evil("organisation"), country: "KR" },
      via: [evil("via")],
      statement: "browser-markup",
      stated: "2024-06-19",
      modality: "asserted",
      quantity: { words: evil("words"), low: 9000, high: 12000 },
      coverage: "2022-06-01/2024-06-19",
      summary: evil("summary"),
      quote: evil("quote"),
    },
    {
      type: "shipment-route-observed",
      claimant: { kind: "organisation", name: evil("observer") },
      stated: "2024-06-19",
      modality: "asserted",
      observed: "2024-06-01/2024-06-10",
      legs: [
        {
          from: { name: evil("from"), country: "KP", lat: "42.217", lon: "130.283" },
          to: { name: evil("to"), country: "RU", lat: "42.883", lon: "132.350" },
          mode: "sea",
          vessels: [{ name: evil("vessel"), flag: "RU" }],
        },
      ],
    },
    {
      type: "denial-issued",
      claimant: { kind: "state", name: evil("denier"), country: "RU" },
      stated: "2024-06-20",
      modality: "asserted",
      forms: ["categorical"],
      targets: [{ corridor: "KP-RU" }],
      summary: evil("denial"),
    },
  ],
};

await play(async (stage) => {
  const page = await stage.page({ width: 360 });
  const filed = await page.request.post(`${given.url}/reports`, { data: report, headers: { Authorization: `Bearer ${given.key}` } });
  assert.equal(filed.status(), 201, await filed.text());
  const claimants = await (await page.request.get(`${given.url}/claimants?limit=1000`)).json();
  const mine = claimants.items.filter((item) => JSON.stringify(item).includes("onerror"));
  assert.ok(mine.length >= 1, JSON.stringify(claimants).slice(0, 500));

  let shown = 0;
  for (const address of [...given.pages, ...mine.map((claimant) => `/claimant/${encodeURIComponent(claimant.id)}`)]) {
    await open(page, address);
    // Over every mark of the charts, where hints come up.
    for (const mark of await page.locator("svg.plot path, svg.plot circle").all()) await mark.dispatchEvent("pointermove");
    assert.equal(await page.evaluate(() => globalThis.ran), undefined, `${address} ran what a report says`);
    assert.equal(await page.locator('.evil, img[src="x"]').count(), 0, `${address} made elements of what a report says`);
    shown += (await page.locator("body").innerText()).split('class="evil"').length - 1;
    assert.deepEqual(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${address} is widened`);
  }
  assert.ok(shown >= 10, `only ${shown} of the texts were seen as text`);
});
