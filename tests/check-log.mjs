// An independent check of a ledger for bare Node 20: node check-log.mjs <address> <entry>. Prints what it checked; else fails.
import { createHash, createPublicKey, verify } from 'node:crypto';
const [base, entry] = [process.argv[2].replace(/\/$/, ''), Number(process.argv[3] ?? 0)];
const fail = (why) => { console.error(`WRONG: ${why}`); process.exit(1); };
const get = async (path) => {
  const answer = await fetch(`${base}/${path}`);
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : fail(`${path}: ${answer.status} ${await answer.text()}`);
};
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = (bytes) => sha256(Buffer.of(0), bytes);
const node = (left, right) => sha256(Buffer.of(1), left, right);
const split = (n) => 2 ** Math.ceil(Math.log2(n) - 1);
const mth = ([...all]) => (all.length === 1 ? all[0] : node(mth(all.slice(0, split(all.length))), mth(all.slice(split(all.length)))));
// Every signature by a name and key ID of log.vkey must hold, and there must be both kinds.
const checkNote = (note, keys) => {
  const at = note.lastIndexOf('\n\n');
  const [text, lines] = [note.slice(0, at + 1), note.slice(at + 2).trimEnd().split('\n')];
  const kinds = lines.map((line) => {
    const [, name, blob] = /^— (\S+) (\S+)$/.exec(line) ?? fail(`a signature line: ${line}`), bytes = Buffer.from(blob, 'base64');
    const known = keys.find((key) => key.name === name && key.id === bytes.subarray(0, 4).toString('hex'));
    if (!known) return 0;
    const spki = Buffer.concat([Buffer.from(known.type === 1 ? '302a300506032b6570032100' : '', 'hex'), known.key]);
    const holds = verify(known.type === 1 ? null : 'sha256', Buffer.from(text),
      createPublicKey({ key: spki, format: 'der', type: 'spki' }), bytes.subarray(4));
    return holds ? known.type : fail(`the signature by ${name}, type ${known.type}`);
  });
  if (!kinds.includes(1) || !kinds.includes(2)) fail(`signatures of types 1 and 2 are needed, there are ${kinds}`);
  return { origin: text.split('\n')[0], size: Number(text.split('\n')[1]), root: text.split('\n')[2] };
};
const keys = (await get('log.vkey')).toString().trimEnd().split('\n').map((line) => {
  const [, name, id, blob] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line), bytes = Buffer.from(blob, 'base64');
  return { name, id, type: bytes[0], key: bytes.subarray(1) };
});
const { origin, size, root } = checkNote((await get('checkpoint')).toString(), keys);
// All entries hash to the leaves of the tiles, and the leaves to the root.
const index = (n) => String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0').match(/.{3}/g).join('/x').replace(/^(?=.{4})/, 'x').replace(/x(?=\d{3}$)/, '');
const leaves = [];
for (let n = 0; n * 256 < size; n++) {
  const width = Math.min(256, size - n * 256), place = index(n) + (width < 256 ? `.p/${width}` : '');
  const [tile, bundle] = [await get(`tile/0/${place}`), await get(`tile/entries/${place}`)];
  for (let i = 0, at = 0; i < width; i++, at += 2 + bundle.readUInt16BE(at)) {
    const leaf = tile.subarray(i * 32, i * 32 + 32);
    if (!leafHash(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))).equals(leaf)) fail(`entry ${n * 256 + i} is not what its leaf says`);
    leaves.push(leaf);
  }
}
if (mth(leaves).toString('base64') !== root) fail(`the tiles give the root ${mth(leaves).toString('base64')}, signed is ${root}`);
// One inclusion proof, from its file and the entry's bytes alone (RFC 9162 section 2.1.3.2).
const proof = (await get(`proof/entry/${entry}`)).toString();
const [head, note] = [proof.slice(0, proof.indexOf('\n\n')).split('\n'), proof.slice(proof.indexOf('\n\n') + 2)];
const signed = checkNote(note, keys);
let [fn, sn, hash] = [entry, signed.size - 1, leafHash(await get(`entries/${entry}`))];
for (const sibling of head.slice(2).map((line) => Buffer.from(line, 'base64'))) {
  const isRight = fn % 2 === 1 || fn === sn;
  hash = isRight ? node(sibling, hash) : node(hash, sibling);
  while (isRight && fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
  [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
}
if (head[0] !== 'c2sp.org/tlog-proof@v1' || head[1] !== `index ${entry}` || sn !== 0 || hash.toString('base64') !== signed.root) fail(`the proof of entry ${entry}`);
console.log(`${origin}: ${size} entries, root ${root}, entry ${entry} is one of them`);
