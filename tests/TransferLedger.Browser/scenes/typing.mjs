// A report of one claim, typed into the form.
export const claim = (path) => `#claims-0-${path}`;

/** All but the key: of containers, in these words. */
export async function fill(page, id, words) {
  await page.fill("#title", `Containers, as ${id} says`);
  await page.fill("#publisher", "Browser Desk");
  await page.selectOption("#medium", "press");
  await page.fill("#published", "2024-11-12");
  await page.fill("#corridor", "KP-RU");
  await page.fill("#id", id);
  await page.selectOption(claim("claimant-kind"), "state");
  await page.fill(claim("claimant-name"), "Kim Yong-hyun");
  await page.fill(claim("claimant-organisation"), "ROK Ministry of National Defense");
  await page.fill(claim("claimant-country"), "KR");
  await page.fill(claim("stated"), "2024-11-11");
  await page.fill(claim("coverage"), "2022-06-01/2024-11-11");
  await page.fill(claim("quantity"), "");
  await page.locator(claim("quantity")).pressSequentially(words);
}
