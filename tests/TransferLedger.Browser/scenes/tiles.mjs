// The page's own reckoning with trees of many sizes, against the definition (RFC 6962, section 2.1), without a browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { bent } from "./proxy.mjs";

const HOME = "../../../src/TransferLedger.Server/Pages/Assets/verify/";
const { Tiles } = await import(`${HOME}tiles.js`);
const { includedRoot } = await import(`${HOME}proof.js`);

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);
const split = (n) => 2 ** Math.ceil(Math.log2(n) - 1);
const leaves = Array.from({ length: 66_000 }, (_, i) => sha256(Buffer.of(0), Buffer.from(`${i}`)));

const known = new Map();
function root(from, to) {
  if (to - from === 1) return leaves[from];
  const key = `${from}-${to}`;
  const middle = from + split(to - from);
  if (!known.has(key)) known.set(key, node(root(from, middle), root(middle, to)));
  return known.get(key);
}

function path(position, from, to) {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return position < middle ? [...path(position, from, middle), root(middle, to)] : [...path(position, middle, to), root(from, middle)];
}

/** Serves the tiles of a tree; those whose address is named are bent. */
function serve(size, changed) {
  globalThis.fetch = async (address) => {
    const [, level, index, width] = /^\/tile\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(address) ?? assert.fail(address);
    const [first, wide] = [Number(index.replaceAll(/[x/]/g, "")) * 256, 256 ** Number(level)];
    const count = Number(width ?? 256);
    assert.ok((first + count) * wide <= size, `${address} is not within ${size}`);
    const hashes = Array.from({ length: count }, (_, i) => root((first + i) * wide, (first + i + 1) * wide));
    const bytes = Buffer.concat(hashes);
    return new Response(address === changed ? bent(bytes) : bytes);
  };
}

for (const size of [1, 2, 3, 7, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 65_793, 66_000]) {
  serve(size);
  const tiles = new Tiles(size);
  assert.deepEqual(Buffer.from(await tiles.root()), root(0, size), `the root of ${size}`);
  assert.ok((await tiles.checkFull()) >= Math.min(1, Math.floor(size / 256)), `full tiles of ${size}`);
  for (const position of [0, size >> 1, size - 1]) {
    const found = await includedRoot(leaves[position], position, size, path(position, 0, size));
    assert.deepEqual(Buffer.from(found), root(0, size), `entry ${position} of ${size}`);
  }
}

for (const changed of ["/tile/0/000", "/tile/1/000", "/tile/0/255"]) {
  serve(65_793, changed);
  const tiles = new Tiles(65_793);
  await tiles.root();
  await assert.rejects(async () => {
    for (const index of [0, 255]) await tiles.checkTile(0, index);
  }, /is not what the tile above it says/, changed);
}
