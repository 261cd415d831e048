import { Differs, fromBase64, sha256, utf8 } from "./bytes.js";

export const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
export const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/** The entries of a bundle: of each its length in two bytes, the higher first, then its bytes. */
export function entriesOf(bundle, count) {
  const entries = [];
  let at = 0;
  while (entries.length < count && at + 2 <= bundle.length) {
    const end = at + 2 + bundle[at] * 256 + bundle[at + 1];
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== count || at !== bundle.length) throw new Differs(`a bundle does not have its ${count} entries.`);
  return entries;
}

/** C2SP tlog-proof: a head with the position and the path, a blank line, the checkpoint. */
export function readProof(proof) {
  const at = proof.indexOf("\n\n");
  const [header, index, ...path] = proof.slice(0, at).split("\n");
  if (header !== "c2sp.org/tlog-proof@v1") throw new Differs(`“${header}” is no proof.`);
  return { index: Number(/^index (\d+)$/.exec(index)?.[1]), path: path.map(fromBase64), note: utf8(proof.slice(at + 2)) };
}

/** Where a path leads from a leaf (RFC 9162, section 2.1.3.2). */
export async function includedRoot(leaf, position, size, path) {
  if (!(position < size)) throw new Differs(`the proof is of a log of ${size} entries, which has no entry ${position}.`);
  let [fn, sn, hash] = [position, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) throw new Differs("the proof is longer than the tree is high.");
    const isRight = fn % 2 === 1 || fn === sn;
    hash = isRight ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    while (isRight && fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0) throw new Differs("the proof is shorter than the tree is high.");
  return hash;
}
