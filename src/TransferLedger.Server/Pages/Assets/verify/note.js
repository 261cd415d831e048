import { Differs, bytesEqual, fromBase64, joined, sha256, text, toHex, utf8 } from "./bytes.js";

const KINDS = { 1: "Ed25519", 2: "ECDSA P-256" };

/** The verifier keys of a log, one a line: name, key ID, base64 of kind and key (C2SP signed-note). */
export async function readKeys(lines) {
  return Promise.all(lines.trim().split("\n").map(readKey));
}

async function readKey(line) {
  const [, name, id, blob] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? fail(`“${line}” is no verifier key.`);
  const [type, ...key] = fromBase64(blob);
  const bytes = Uint8Array.from(key);
  const digest = await sha256(type === 1 ? joined(utf8(`${name}\n`), Uint8Array.of(1), bytes) : bytes);
  if (toHex(digest.subarray(0, 4)) !== id) fail(`the key ID ${id} is not that of its key.`);
  return { name, id, type, kind: KINDS[type] ?? `kind ${type}`, bytes };
}

/** Checks a signed note: unknown keys are passed over, a known one whose signature fails rejects the note, one must hold. */
export async function openNote(bytes, keys) {
  const whole = text(bytes);
  const at = whole.lastIndexOf("\n\n");
  const signed = whole.slice(0, at + 1);
  const by = [];
  let isUnknown = false;
  for (const line of whole.slice(at + 2).trimEnd().split("\n")) {
    const [, name, blob] = /^— (\S+) (\S+)$/.exec(line) ?? fail(`“${line}” is no signature.`);
    const signature = fromBase64(blob);
    const key = keys.find((known) => known.name === name && known.id === toHex(signature.subarray(0, 4)));
    if (!key || !(key.type in KINDS)) continue;
    if (!signed.startsWith(`${name}\n`)) fail(`${name} signed a checkpoint of another log.`);
    if (await holds(key, utf8(signed), signature.subarray(4))) by.push(key.kind);
    else isUnknown = true;
  }
  const [origin, size, root] = signed.split("\n");
  if (by.length === 0 && isUnknown) throw new Error("this browser does not know how the checkpoint is signed");
  if (by.length === 0) fail("no known key signed the checkpoint.");
  if (!/^(0|[1-9]\d*)$/.test(size)) fail(`“${size}” is no size.`);
  return { origin, size: Number(size), root, by };
}

/** A browser that does not know Ed25519 leaves it to the other signature; a signature that it knows must hold. */
async function holds(key, signed, signature) {
  const [algorithm, format] = key.type === 1 ? [{ name: "Ed25519" }, "raw"] : [{ name: "ECDSA", namedCurve: "P-256" }, "spki"];
  const imported = await crypto.subtle.importKey(format, key.bytes, algorithm, false, ["verify"]).catch((e) => {
    if (e.name === "NotSupportedError" && key.type === 1) return null;
    throw e;
  });
  if (!imported) return false;
  const bytes = key.type === 1 ? signature : fromDer(signature);
  const isRight = await crypto.subtle.verify({ ...algorithm, hash: "SHA-256" }, imported, bytes, signed);
  return isRight || fail(`the signature by ${key.name}, ${key.kind}, is not of this checkpoint.`);
}

/** Two whole numbers in DER as the two 32-byte halves that browsers take. */
function fromDer(der) {
  const halves = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1];
    const value = der.subarray(at + 2, at + 2 + length);
    const digits = value.length > 32 ? value.subarray(value.length - 32) : value;
    halves.set(digits, end - digits.length);
    at += 2 + length;
  }
  if (der[0] !== 0x30 || at !== der.length || bytesEqual(halves, new Uint8Array(64))) fail("a signature is not in DER.");
  return halves;
}

function fail(why) {
  throw new Differs(why);
}
