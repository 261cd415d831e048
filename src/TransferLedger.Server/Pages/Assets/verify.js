import { Tiles } from "./verify/tiles.js";
import { Differs, bytesEqual, fetched, text, toBase64 } from "./verify/bytes.js";
import { openNote, readKeys } from "./verify/note.js";
import { entriesOf, includedRoot, leafHash, readProof } from "./verify/proof.js";

/** Lets a reader check the log with their own browser, from what it fetches, and says each thing that it did. */
export function offerVerifying(section) {
  const button = section.querySelector("button");
  const list = section.querySelector("ol") ?? section.appendChild(document.createElement("ol"));
  list.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.disabled = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    list.replaceChildren();
    section.dataset.result = "working";
    section.dataset.result = await verify((isGood, says) => add(list, isGood, says));
    button.disabled = false;
  });
}

function add(list, isGood, says) {
  const item = document.createElement("li");
  item.className = isGood ? "good" : "bad";
  item.textContent = says;
  list.append(item);
}

/** Gives holds, fails, or open: what could not be checked is not shown to be wrong. */
async function verify(say) {
  try {
    if (!globalThis.isSecureContext || !crypto.subtle) throw new Error("a browser has its cryptography for pages over https alone");
    for await (const did of steps()) say(true, did);
    say(true, "Everything holds: nothing that was fetched differs from what was signed.");
    return "holds";
  } catch (e) {
    const differs = e instanceof Differs;
    say(false, `${differs ? "This does not hold" : "This could not be checked"}: ${e.message}`);
    return differs ? "fails" : "open";
  }
}

async function* steps() {
  const keys = await readKeys(text(await fetched("/log.vkey")));
  yield `Fetched the log's keys: ${keys.map((key) => `${key.kind} ${key.id}`).join(", ")}. Compare them with those that you got elsewhere.`;

  const signed = await openNote(await fetched("/checkpoint"), keys);
  yield `Fetched the checkpoint of ${signed.origin}: ${signed.size} entries, root ${signed.root}. Its signature by ${signed.by.join(" and ")} holds.`;

  if (signed.size === 0) return;
  const tiles = new Tiles(signed.size);
  const root = toBase64(await tiles.root());
  if (root !== signed.root) throw new Differs(`the hashes that were fetched give the root ${root}, signed is ${signed.root}.`);
  const edge = tiles.fetchedCount === 1 ? "the tile of hashes" : `${tiles.fetchedCount} tiles of hashes`;
  yield `Fetched ${edge} at the tree's edge and worked out the root from that: it is the signed one.`;

  const checked = await tiles.checkFull();
  if (checked > 0) yield `Fetched ${checked} full tiles; the root of each is the hash that the tile above it has.`;

  const position = anyBelow(signed.size);
  const bundle = Math.floor(position / 256);
  const entries = entriesOf(await fetched(`/${tiles.address("entries", bundle)}`), tiles.width(0, bundle));
  await tiles.checkTile(0, bundle);
  const hashes = await tiles.hashes(0, bundle);
  for (const [i, entry] of entries.entries()) {
    if (!bytesEqual(await leafHash(entry), hashes[i])) throw new Differs(`entry ${bundle * 256 + i} is not the one that its tile names.`);
  }
  yield `Fetched ${entries.length} entries, ${bundle * 256} to ${bundle * 256 + entries.length - 1}: each has the hash that its tile has.`;

  const proof = readProof(text(await fetched(`/proof/entry/${position}`)));
  const proven = await openNote(proof.note, keys);
  const found = toBase64(await includedRoot(await leafHash(entries[position % 256]), position, proven.size, proof.path));
  if (proof.index !== position || found !== proven.root) throw new Differs(`the proof of entry ${position} leads to ${found}, signed is ${proven.root}.`);
  yield `Fetched the proof of entry ${position}, drawn by lot: ${proof.path.length} hashes lead from its bytes to the root of ${proven.size} entries, which is signed.`;
}

const anyBelow = (size) => crypto.getRandomValues(new Uint32Array(1))[0] % size;
