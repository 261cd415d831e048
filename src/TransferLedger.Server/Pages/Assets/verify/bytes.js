import { ask } from "../ask.js";

/** Something was checked, and is not what it must be. Whatever else goes wrong leaves the question open. */
export class Differs extends Error {}

export const text = (bytes) => readable("no UTF-8", () => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
export const utf8 = (words) => new TextEncoder().encode(words);

/** Nothing that the browser kept: what is checked is what the server says now. */
export async function fetched(path) {
  const answer = await ask(path, { cache: "no-store" });
  return new Uint8Array(await answer.arrayBuffer());
}

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const bytesEqual = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
export const fromBase64 = (words) => readable("no base64", () => Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0)));
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
export const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function readable(otherwise, read) {
  try {
    return read();
  } catch {
    throw new Differs(`what was fetched is ${otherwise}.`);
  }
}
