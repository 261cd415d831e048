// The log checked in the browser: it holds as it is served, and does not once a proxy has changed one bit on the way.
import { assert, given, open, play } from "./stage.mjs";
import { bent, proxy } from "./proxy.mjs";

async function verified(stage, base) {
  const page = await stage.page({ base });
  await open(page, "/audit");
  await page.click("[data-verify] button");
  await page.waitForSelector('[data-verify][data-result="holds"], [data-verify][data-result="fails"], [data-verify][data-result="open"]');
  return {
    result: await page.getAttribute("[data-verify]", "data-result"),
    steps: await page.locator("[data-verify] ol li").allTextContents(),
  };
}

const BENT = {
  "a tile of hashes": (path, bytes) => (path.startsWith("/tile/0/") ? bent(bytes) : bytes),
  "an entry": (path, bytes) => (path.startsWith("/tile/entries/") ? bent(bytes) : bytes),
  "the checkpoint's root": (path, bytes) => (path === "/checkpoint" ? bent(bytes, bytes.indexOf("\n\n") - 10) : bytes),
  "a proof": (path, bytes) => (path.startsWith("/proof/") ? bent(bytes, bytes.indexOf("\n", bytes.indexOf("index")) + 5) : bytes),
};

await play(async (stage) => {
  const honest = await verified(stage, given.url);
  assert.equal(honest.result, "holds", honest.steps.join("\n"));
  assert.ok(honest.steps.length >= 5, "it says what it did");
  console.log(honest.steps.join("\n"));

  for (const [what, tamper] of Object.entries(BENT)) {
    const between = await proxy(given.url, tamper);
    const told = await verified(stage, between.url);
    between.close();
    assert.equal(told.result, "fails", `${what} was changed: ${told.steps.join("\n")}`);
    assert.match(told.steps.at(-1), /does not hold/);
    console.log(`${what}: ${told.steps.at(-1)}`);
  }

  const away = await stage.page();
  await open(away, "/audit");
  await away.route(/\/tile\//, (route) => route.fulfill({ status: 503, body: "" }));
  await stage.expectWrong(/status of 503/, async () => {
    await away.click("[data-verify] button");
    await away.waitForSelector('[data-verify][data-result="open"]');
  });
  assert.match(await away.locator("[data-verify] ol li").last().textContent(), /could not be checked.*503/);
});
