import { SYMBOLS } from "./symbols.js";

/** Pixels of a letter of 13 pixels, on the safe side. */
export const LETTER = 7.2;

/** What Plot calls its drawings; the pages allow the style that it writes for this name. */
export const CLASS_NAME = "plot";

/** A perspective's symbol and colour, both, so that nobody has to tell colours apart; from the last symbol on letters stand for it. */
export function looksOf(perspectives) {
  const looks = new Map();
  perspectives.forEach((name, i) => {
    const n = Math.min(i, SYMBOLS.length - 1);
    looks.set(name, { name, symbol: SYMBOLS[n], colour: `var(--p${n + 1})`, letters: n === SYMBOLS.length - 1 && name.slice(0, 4) });
  });
  return looks;
}

/** Noon would move marks; a day is its first moment, UTC. */
export const dayOf = (text) => new Date(`${text}T00:00:00Z`);

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
export const dayWords = (date) => DAY.format(date);

const WHOLE = new Intl.NumberFormat("en-GB");
const SHORT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });

/** In full, as the page writes it. */
export const number = (n) => WHOLE.format(n);

/** For an axis: 10,000, but 3m. */
export const tickNumber = (n) => (Math.abs(n) < 1e6 ? WHOLE.format(n) : SHORT.format(n).toLowerCase());

/** What the server writes: a number, or a string where a number would lose digits; null stays null. */
export const amount = (value) => (value === null || value === undefined ? null : Number(value));

const SVG = "http://www.w3.org/2000/svg";

/** An element of a drawing. */
export function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A drawing is one picture to those who hear the page: its parts are not read one by one, the table beside it is. */
export function asPicture(drawing, label) {
  for (const part of drawing.querySelectorAll("[aria-label], [aria-description], [aria-hidden]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
    part.removeAttribute("aria-hidden");
  }
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", label);
  return drawing;
}

/** The legend over a drawing: the same symbols with words. */
export function legend(entries) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const { draw, words } of entries) {
    const item = document.createElement("li");
    const sample = svg("svg", { viewBox: "-10 -7 20 14", width: 20, height: 14, "aria-hidden": "true" }, ...draw());
    item.append(sample, words);
    list.append(item);
  }
  return list;
}
