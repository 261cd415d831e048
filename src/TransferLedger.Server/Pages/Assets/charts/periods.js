import { axisX, gridX, plot, rect, ruleX, text } from "@observablehq/plot";
import { CLASS_NAME, LETTER, dayOf, dayWords, legend, svg } from "./look.js";
import { cut, ended, quietEntry, ticks } from "./quiet.js";

const ROW = 36;
const ROW_OF_MANY = 29;
const MANY = 12;

/** Half of a year's number, which may stand under the first day. */
const MARGIN = 16;
const MARGIN_TOP = 6;
const MARGIN_BOTTOM = 34;

/** Periods that somebody describes, each a bar on a row of its own under its words; those without a beginning thin out towards it. */
export function periods(data, width) {
  const seen = ended(dayOf(data.from), data.periods.map((period) => endOf(period.to)), endOf(data.to));
  const { from, to } = seen;
  const pixel = (to.getTime() - from.getTime()) / (width - 2 * MARGIN);
  const rows = data.periods.map((period, i) => read(period, i, from, to, pixel));
  const words = { y: (row) => row.row + 0.32, text: "words", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, fontSize: 13 };
  const bar = { x1: "start", x2: "end", y1: (row) => row.row + 0.58, y2: (row) => row.row + 0.92 };
  const days = ticks(seen, width < 560 ? 4 : 8);
  const drawing = plot({
    className: CLASS_NAME,
    width,
    height: rows.length * (rows.length > MANY ? ROW_OF_MANY : ROW) + MARGIN_TOP + MARGIN_BOTTOM,
    marginLeft: MARGIN,
    marginRight: MARGIN,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    x: { type: "utc", domain: [from, to], label: null },
    y: { domain: [Math.max(1, rows.length), 0], axis: null },
    marks: [
      () => thinning(),
      gridX(days, { stroke: "var(--rule)", strokeOpacity: 1 }),
      axisX(days, { fill: "var(--quiet)", stroke: "var(--quiet)", fontSize: 12 }),
      rect(rows.filter((row) => !row.open), { ...bar, fill: "var(--band)", title: spoken }),
      rect(rows.filter((row) => row.open), { ...bar, fill: "url(#thinning)", title: spoken }),
      ...cut(seen),
      ruleX([to], { stroke: "var(--quiet)" }),
      text(rows.filter((row) => row.side === "start"), { ...words, x: "start", textAnchor: "start" }),
      text(rows.filter((row) => row.side === "end"), { ...words, x: "end", textAnchor: "end" }),
      text(rows.filter((row) => row.side === "left"), { ...words, frameAnchor: "left", textAnchor: "start" }),
    ],
  });
  return { drawing, legend: seen.cutFrom && legend(quietEntry("no period reaches past", { ...seen, quietFrom: seen.quietFrom - 1 }, data.to)) };
}

/** The first moment behind a day. */
const endOf = (day) => new Date(dayOf(day).getTime() + 864e5);

/** Words begin where their bar does; where they would leave the drawing they end where it ends, or begin at its edge. */
function read(period, row, from, to, pixel) {
  const start = period.from ? dayOf(period.from) : from;
  const end = new Date(Math.max(endOf(period.to), start.getTime() + 2 * pixel));
  const most = Math.floor((to.getTime() - from.getTime()) / pixel / LETTER);
  const words = period.label.length > most ? `${period.label.slice(0, most - 1)}…` : period.label;
  const long = words.length * LETTER * pixel;
  const side = start.getTime() + long < to.getTime() ? "start" : end.getTime() - long > from.getTime() ? "end" : "left";
  return { ...period, row, start, end, words, side };
}

const spoken = (row) => `${row.label}: ${row.open ? "an unknown day" : dayWords(row.start)} to ${dayWords(dayOf(row.to))}`;

const thinning = () =>
  svg(
    "defs",
    {},
    svg(
      "linearGradient",
      { id: "thinning" },
      svg("stop", { offset: 0, "stop-color": "var(--band)", "stop-opacity": 0.1 }),
      svg("stop", { offset: 0.6, "stop-color": "var(--band)", "stop-opacity": 1 }),
    ),
  );
