import { axisX, gridX, plot, rect, ruleX, text } from "@observablehq/plot";
import { CLASS_NAME, dayOf, dayWords, svg } from "./look.js";

const ROW = 34;

/** Periods that somebody describes, each a bar on a row of its own under its words; those without an end thin out. */
export function periods(data, width) {
  const [from, to] = [dayOf(data.from), dayOf(data.to)];
  const rows = data.periods.map((period, i) => ({
    ...period,
    row: i,
    start: period.from ? dayOf(period.from) : from,
    end: period.to ? dayOf(period.to) : to,
  }));
  const isLate = (row) => row.start.getTime() > from.getTime() + (to.getTime() - from.getTime()) * 0.6;
  const words = { y: (row) => row.row + 0.3, text: "label", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, fontSize: 13 };
  const bar = { x1: "start", x2: "end", y1: (row) => row.row + 0.55, y2: (row) => row.row + 0.9 };
  const drawing = plot({
    className: CLASS_NAME,
    width,
    height: rows.length * ROW + 34,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 28,
    x: { type: "utc", domain: [from, to], label: null },
    y: { domain: [0, Math.max(1, rows.length)], axis: null },
    marks: [
      () => thinning(),
      gridX({ ticks: width < 560 ? 4 : 8, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisX({ ticks: width < 560 ? 4 : 8, fill: "var(--quiet)", stroke: "var(--quiet)", fontSize: 12 }),
      rect(rows.filter((row) => !row.open), { ...bar, fill: "var(--band)", title: spoken }),
      rect(rows.filter((row) => row.open), { ...bar, fill: "url(#thinning)", title: spoken }),
      ruleX([to], { stroke: "var(--quiet)" }),
      text(rows.filter((row) => !isLate(row)), { ...words, x: "start", textAnchor: "start" }),
      text(rows.filter(isLate), { ...words, x: "end", textAnchor: "end" }),
    ],
  });
  return { drawing };
}

const spoken = (row) => `${row.label}: ${dayWords(row.start)} to ${row.open ? "an unknown day" : dayWords(row.end)}`;

const thinning = () =>
  svg(
    "defs",
    {},
    svg(
      "linearGradient",
      { id: "thinning" },
      svg("stop", { offset: 0.4, "stop-color": "var(--band)", "stop-opacity": 1 }),
      svg("stop", { offset: 1, "stop-color": "var(--band)", "stop-opacity": 0.1 }),
    ),
  );
