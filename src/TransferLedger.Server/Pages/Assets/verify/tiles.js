import { Differs, bytesEqual, fetched } from "./bytes.js";
import { nodeHash } from "./proof.js";

const WIDTH = 256;
const HASH = 32;

/** Of full tiles so many are checked; a longer log is for a mirror. */
const MOST_FULL = 100;

/** The hashes of a log of a size, by tile (C2SP tlog-tiles). Level L counts subtrees of 256^L entries. */
export class Tiles {
  #known = new Map();
  #checked = new Set();

  constructor(size) {
    this.size = size;
  }

  get fetchedCount() {
    return this.#known.size;
  }

  /** Complete subtrees of a level. */
  count(level) {
    return Math.floor(this.size / WIDTH ** level);
  }

  width(level, index) {
    return Math.min(WIDTH, this.count(level) - index * WIDTH);
  }

  address(level, index) {
    const width = this.width(level === "entries" ? 0 : level, index);
    return `tile/${level}/${groups(index)}${width < WIDTH ? `.p/${width}` : ""}`;
  }

  async hashes(level, index) {
    const address = this.address(level, index);
    if (!this.#known.has(address)) {
      const bytes = await fetched(`/${address}`);
      const count = this.width(level, index);
      if (bytes.length !== count * HASH) throw new Differs(`${address} has ${bytes.length} bytes instead of ${count * HASH}.`);
      this.#known.set(address, Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH, (i + 1) * HASH)));
    }
    return this.#known.get(address);
  }

  /** From the perfect subtrees at the right edge of each level, smallest first (RFC 6962). */
  async root() {
    let root = null;
    for (let level = 0; this.count(level) > 0; level++) {
      const count = this.count(level) % WIDTH;
      if (count === 0) continue;
      const hashes = await this.hashes(level, Math.floor(this.count(level) / WIDTH));
      for (let end = count, width = 1; end > 0; width *= 2) {
        if (Math.floor(end / width) % 2 === 0) continue;
        const subtree = await rootOf(hashes.slice(end - width, end));
        root = root ? await nodeHash(subtree, root) : subtree;
        end -= width;
      }
    }
    return root;
  }

  /** Full tiles of the lowest level, all or evenly chosen ones, and those above them; gives how many. */
  async checkFull() {
    const full = this.count(1);
    const step = Math.max(1, Math.ceil(full / MOST_FULL));
    for (let index = 0; index < full; index += step) await this.checkTile(0, index);
    return this.#checked.size;
  }

  /** A full tile against the hash of it in the tile above, and so on up to one at the edge, which the root has proven. */
  async checkTile(level, index) {
    const address = this.address(level, index);
    if (this.count(level + 1) <= index || this.#checked.has(address)) return;
    const above = await this.hashes(level + 1, Math.floor(index / WIDTH));
    if (!bytesEqual(await rootOf(await this.hashes(level, index)), above[index % WIDTH])) {
      throw new Differs(`${address} is not what the tile above it says.`);
    }
    this.#checked.add(address);
    await this.checkTile(level + 1, Math.floor(index / WIDTH));
  }
}

/** Of a power of two of hashes. */
async function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  const half = hashes.length / 2;
  const [left, right] = await Promise.all([rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half))]);
  return nodeHash(left, right);
}

/** 1234067 is x001/x234/067. */
function groups(index) {
  const digits = String(index);
  const all = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g);
  return all.map((group, i) => (i < all.length - 1 ? `x${group}` : group)).join("/");
}
