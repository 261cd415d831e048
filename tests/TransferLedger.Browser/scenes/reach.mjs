// Every page in both colour schemes: no violation that axe-core finds, nothing to scroll sideways at 360 and at 1,600 pixels.
import { assert, given, open, play, tooWide, violations } from "./stage.mjs";

await play(async (stage) => {
  const found = [];
  for (const scheme of ["light", "dark"]) {
    const page = await stage.page({ scheme, width: 1600 });
    for (const address of given.pages) {
      await open(page, address);
      found.push(...(await violations(page)).map((violation) => `${address} (${scheme}): ${violation}`));
      found.push(...(await tooWide(page)).map((wide) => `${address} at 1600: ${wide}`));
      await page.setViewportSize({ width: 360, height: 740 });
      found.push(...(await tooWide(page)).map((wide) => `${address} at 360: ${wide}`));
      if (scheme === "light") found.push(...(await violations(page)).map((violation) => `${address} (360): ${violation}`));
      await page.setViewportSize({ width: 1600, height: 900 });
    }
  }
  assert.deepEqual(found, []);
});
