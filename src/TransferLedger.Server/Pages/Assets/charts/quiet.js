import { rect, ruleX } from "@observablehq/plot";
import { scaleUtc } from "d3";
import { dayOf, dayWords, svg } from "./look.js";

/** Of the time in which something happened: a longer time in which nothing did is cut short, and the cut is shown. */
const MOST_QUIET = 0.35;
const QUIET_SHOWN = 0.14;

/** Shorter than this nothing is drawn: a lone day would be told by its hours. */
const LEAST = 30 * 86_400_000;

/** From where to where to draw: all of it, or no further than soon after the last day on which something happened. */
export function ended(from, days, to) {
  const last = new Date(Math.min(to, Math.max(from, ...days)));
  const moved = Math.max(LEAST, last - from);
  const end = new Date(Math.max(last.getTime() + moved * QUIET_SHOWN, from.getTime() + LEAST));
  if (to - last <= moved * MOST_QUIET || end >= to) return { from: new Date(Math.min(from, to - LEAST)), to };
  return { from, to: end, quietFrom: last, cutFrom: new Date(end.getTime() - (end - last) * 0.4) };
}

/** None where the axis is cut. */
export const ticks = ({ from, to, cutFrom }, count) => scaleUtc([from, to], [0, 1]).ticks(count).filter((tick) => tick <= (cutFrom ?? to));

/** Two strokes through the drawing, between which time is left out. */
export function cut({ cutFrom, to, from }) {
  if (!cutFrom) return [];
  const [left, right] = [cutFrom, new Date(cutFrom.getTime() + (to - from) * 0.012)];
  const stroke = { stroke: "var(--quiet)", strokeDasharray: "6,3" };
  return [rect([0], { x1: () => left, x2: () => right, fill: "var(--paper)" }), ruleX([left], stroke), ruleX([right], stroke)];
}

/** For the legend: since when nothing happened, and how far that goes on. */
export function quietEntry(words, { quietFrom, cutFrom }, until) {
  const stroke = { stroke: "var(--quiet)", "stroke-dasharray": "3,2" };
  return cutFrom
    ? [{ words: `${words} ${dayWords(quietFrom)}, to ${dayWords(dayOf(until))}`, draw: () => [svg("path", { d: "M-2.5,-7V7M2.5,-7V7", ...stroke })] }]
    : [];
}
