import { assert, given, play } from "./stage.mjs";

await play(async (stage) => {
  const page = await stage.page();
  for (const [path, type] of [
    ["/site.css", "text/css"],
    ["/site.js", "text/javascript"],
    ["/countries-50m.json", "application/json"],
  ]) {
    const answer = await page.request.get(`${given.url}${path}`);
    assert.equal(answer.status(), 200, path);
    assert.ok(answer.headers()["content-type"].startsWith(type), `${path}: ${answer.headers()["content-type"]}`);
  }
});
