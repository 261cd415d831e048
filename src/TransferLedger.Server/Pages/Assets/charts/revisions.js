import { axisX, axisY, dot, gridY, line, link, plot, pointer, rect, ruleX, ruleY, text, tip } from "@observablehq/plot";
import { CLASS_NAME, LETTER, amount, dayOf, dayWords, legend, looksOf, number, svg, tickNumber } from "./look.js";
import { cut, ended, quietEntry, ticks } from "./quiet.js";
import { SYMBOLS, flag } from "./symbols.js";

const NARROW = 560;
const ROOM_OVER_HIGHEST = 1.12;

/** So that a floor that nothing stands above has where to fade. */
const ROOM_OVER_FLOOR = 1.4;
const MANY_LINKS = 8;
const MARGIN_BOTTOM = 34;
const FLAG_WIDTH = 30;

/** Marks nearer to each other than this, in pixels, are told together, and so many of them in full. */
const SAME_SPOT = 7;
const MOST_TOLD = 4;

/** Room before the first mark, of the time that is shown. */
const ROOM_BEFORE = 0.015;

/**
 * How an estimate moved: its range as a band that steps from day to day, floors without an upper limit fading upwards, claims
 * as marks by perspective, denials as flags over it, claims that cannot both be true joined.
 */
export function revisions(data, width) {
  const isNarrow = width < NARROW;
  const seen = read(data, width);
  const looks = looksOf(data.perspectives);
  const height = Math.round(Math.max(320, Math.min(460, width * 0.5)));
  const marginTop = (seen.denials.length > 0 ? 42 : 22) + (isNarrow ? 20 : 0);
  const drawing = plot({
    className: CLASS_NAME,
    width,
    height,
    marginTop,
    marginRight: isNarrow ? 12 : roomBeside(seen.last),
    marginLeft: roomForAxis(seen.top),
    marginBottom: MARGIN_BOTTOM,
    x: { type: "utc", domain: [seen.from, seen.to], label: null },
    y: { domain: [0, seen.top], label: null, clamp: true },
    r: { type: "identity" },
    marks: [
      ...grid(seen, isNarrow),
      ...band(seen),
      ...claims(seen, looks),
      ...denials(seen),
      ...cut(seen),
      ...now(seen, isNarrow, height - marginTop - MARGIN_BOTTOM),
      ...hints(seen, isNarrow, width, height),
    ],
  });
  return { drawing, legend: legend(words(data, seen, looks)), pointed: () => drawing.value?.href };
}

/** Numbers of the axis: the longest is that of the highest, or one below a million. */
const roomForAxis = (top) => 12 + LETTER * Math.max(3, tickNumber(Math.min(999_999, Math.floor(top))).length);

/** The number beside the chart, of 22 pixels, or the day over it. */
const roomBeside = (last) => Math.max(132, 16 + 2 * LETTER * Math.max(0, ...ends(last).map((n) => number(n).length)));

function read(data, width) {
  const span = spanOf(data);
  const { from, to, asOf } = span;
  const stepsRead = data.steps.map((step) => ({ ...step, ...numbers(step), day: dayOf(step.day) }));
  const steps = stepsRead.map((step, i) => ({ ...step, end: stepsRead[i + 1]?.day ?? asOf }));
  const claimsRead = data.claims.map((claim) => placed({ ...claim, ...numbers(claim) }, to)).filter((claim) => claim.x1 <= to);
  const all = [...steps, ...claimsRead].flatMap((some) => [some.low, some.high]).filter((n) => n !== null);
  const floors = steps.filter((step) => step.low !== null && step.high === null).map((step) => step.low);
  const top = Math.max(1, ...all.map((n) => n * ROOM_OVER_HIGHEST), ...floors.map((n) => n * ROOM_OVER_FLOOR));
  return {
    ...span,
    seenFrom: dayOf(data.asOf),
    top,
    steps,
    claims: claimsRead,
    marks: claimsRead.flatMap((claim) => claim.ends.map((y) => ({ ...claim, y }))),
    denials: gathered(data.denials.filter((denial) => dayOf(denial.day) >= from), ((to.getTime() - from.getTime()) / width) * FLAG_WIDTH),
    conflicts: joined(data.conflicts, claimsRead),
    last: steps.at(-1),
  };
}

/** Where nothing has changed for long the drawing ends soon after the last change, as if it were the day that is looked at. */
function spanOf(data) {
  const days = [...data.steps, ...data.claims, ...data.denials].flatMap(({ day, dayTo }) => [day, dayTo]).filter(Boolean);
  const seen = ended(dayOf(data.from), days.map(dayOf), dayOf(data.to));
  return { ...seen, from: new Date(seen.from - (seen.to - seen.from) * ROOM_BEFORE), asOf: seen.cutFrom ? seen.to : dayOf(data.asOf) };
}

const numbers = (some) => ({ low: amount(some.low), high: amount(some.high) });

/** A claim's marks stand on the number that it names, or on both of them, never between two. */
function placed(claim, end) {
  const from = dayOf(claim.day);
  const to = claim.dayTo ? new Date(Math.min(dayOf(claim.dayTo), end)) : null;
  return { ...claim, x: to ?? from, x1: from, x2: to, ends: claim.ends.map(Number) };
}

/** Flags that would cover each other are one, with their number. */
function gathered(all, span) {
  const groups = [];
  const read = all.map((denial) => ({ ...denial, day: dayOf(denial.day) }));
  for (const denial of read.sort((a, b) => a.day - b.day)) {
    const last = groups.at(-1);
    if (last && denial.day - last.day < span) last.all.push(denial);
    else groups.push({ day: denial.day, href: denial.href, all: [denial] });
  }
  return groups.map((group) => ({ ...group, says: group.all.map((denial) => denial.says).join("\n") }));
}

function joined(conflicts, claimsRead) {
  const byId = new Map(claimsRead.map((claim) => [claim.id, claim]));
  return conflicts
    .map((conflict) => ({ ...conflict, from: byId.get(conflict.a), to: byId.get(conflict.b) }))
    .filter(({ from, to }) => from && to);
}

const grid = (seen, isNarrow) => [
  gridY({ ticks: 5, stroke: "var(--rule)", strokeOpacity: 1 }),
  axisY({ ticks: 5, tickSize: 0, tickFormat: tickNumber, fill: "var(--quiet)", fontSize: 12 }),
  axisX(ticks(seen, isNarrow ? 4 : 8), { tickSize: 4, fill: "var(--quiet)", stroke: "var(--quiet)", fontSize: 12 }),
  ruleY([0], { stroke: "var(--quiet)" }),
];

function band(seen) {
  const open = seen.steps.filter((step) => step.low !== null && step.high === null);
  const closed = seen.steps.filter((step) => step.low !== null && step.high !== null);
  const common = { x1: "day", x2: "end" };
  return [
    () => fade(),
    rect(open, { ...common, y1: "low", y2: () => seen.top, fill: "url(#fading)" }),
    rect(closed, { ...common, y1: "low", y2: "high", fill: "var(--band)", fillOpacity: 0.28 }),
    line(outline(seen.steps, "high"), { x: "x", y: "y", stroke: "var(--band)", strokeWidth: 1.5, strokeOpacity: 0.8 }),
    line(outline(seen.steps, "low"), { x: "x", y: "y", stroke: "var(--band)", strokeWidth: 3, strokeLinejoin: "round" }),
  ];
}

/** A floor says nothing of how much more there was: its colour thins out above it. */
const fade = () =>
  svg(
    "defs",
    {},
    svg(
      "linearGradient",
      { id: "fading", x1: 0, x2: 0, y1: 1, y2: 0 },
      svg("stop", { offset: 0, "stop-color": "var(--band)", "stop-opacity": 0.38 }),
      svg("stop", { offset: 0.45, "stop-color": "var(--band)", "stop-opacity": 0.14 }),
      svg("stop", { offset: 1, "stop-color": "var(--band)", "stop-opacity": 0 }),
    ),
  );

/** An edge of the band, level from step to step and broken where there is none. */
const outline = (steps, edge) =>
  steps.flatMap((step) => [
    { x: step.day, y: step[edge] ?? NaN },
    { x: step.end, y: step[edge] ?? NaN },
  ]);

const isPast = (claim) => claim.fate === "superseded" || claim.fate === "withdrawn";

function claims(seen, looks) {
  const of = (claim) => looks.get(claim.perspective);
  const look = { symbol: (claim) => of(claim)?.symbol ?? SYMBOLS[0], stroke: (claim) => of(claim)?.colour ?? "var(--quiet)" };
  const ranged = seen.claims.filter((claim) => claim.low !== null && claim.high !== null && claim.high > claim.low);
  const kept = seen.marks.filter((claim) => !isPast(claim));
  const isLettered = (claim) => of(claim)?.letters;
  const isMany = seen.claims.length > 60;
  const sizes = isMany ? { past: 2.5, kept: 4, leading: 7 } : { past: 4, kept: 5.5, leading: 8 };
  const strokeOpacity = seen.conflicts.length > MANY_LINKS ? 0.45 : 1;
  return [
    link(seen.conflicts.filter(bears), {
      ...between,
      stroke: "var(--conflict)",
      strokeWidth: 2,
      strokeOpacity,
    }),
    link(seen.conflicts.filter((some) => !bears(some)), {
      ...between,
      stroke: "var(--conflict)",
      strokeOpacity,
      strokeDasharray: "2,4",
    }),
    link(ranged, { x1: "x", x2: "x", y1: "low", y2: "high", stroke: look.stroke, strokeOpacity: 0.6 }),
    link(seen.marks.filter((claim) => claim.x2), {
      x1: "x1",
      x2: "x2",
      y1: "y",
      y2: "y",
      stroke: look.stroke,
      strokeWidth: 2,
      strokeDasharray: "3,4",
    }),
    dot(seen.marks.filter(isPast), { x: "x", y: "y", ...look, fill: "var(--paper)", r: sizes.past, strokeOpacity: 0.6 }),
    text(kept.filter(isLettered), { x: "x", y: "y", text: isLettered, fill: look.stroke, stroke: "var(--paper)", strokeWidth: 4, fontSize: 11, fontWeight: 700 }),
    dot(kept.filter((claim) => !isLettered(claim)), {
      x: "x",
      y: "y",
      symbol: look.symbol,
      fill: look.stroke,
      stroke: "var(--paper)",
      strokeWidth: 1.5,
      r: (claim) => (claim.fate === "leading" ? sizes.leading : sizes.kept),
    }),
  ];
}

/** About days of which the estimate says something. */
const bears = (conflict) => conflict.bearsOnPeriod;

/** From the end of one claim to that of another which it cannot reach. */
const between = { x1: (c) => c.from.x, y1: (c) => towards(c.from, c.to), x2: (c) => c.to.x, y2: (c) => towards(c.to, c.from) };
const towards = (claim, other) => claim.ends.at(claim.ends[0] < other.ends[0] ? -1 : 0);

function denials(seen) {
  if (seen.denials.length === 0) return [];
  const several = seen.denials.filter((group) => group.all.length > 1);
  const place = { x: "day", frameAnchor: "top" };
  return [
    ruleX(seen.denials, { x: "day", stroke: "var(--denial)", strokeDasharray: "1,4" }),
    dot(seen.denials, { ...place, dy: -12, symbol: () => flag, r: 5, fill: "var(--denial)", stroke: "var(--denial)" }),
    text(several, { ...place, dy: -14, dx: -7, textAnchor: "end", text: (group) => `${group.all.length}`, fill: "var(--denial)", fontSize: 12 }),
  ];
}

/** The numbers of a step, the lower first. */
const ends = (step) => [...new Set([step?.low, step?.high])].filter((n) => n !== null && n !== undefined);

/** What the eye should find first: the number as it stands on the day that is looked at. */
function now(seen, isNarrow, pixels) {
  const { last, asOf } = seen;
  const day = ruleX([asOf], { stroke: "var(--ink)", strokeWidth: 1 });
  if (last?.status === "disputed") {
    const place = isNarrow ? { textAnchor: "end", dx: -9 } : { textAnchor: "start", dx: 9 };
    return [day, text([asOf], { ...STRONG, ...place, x: asOf, frameAnchor: "middle", text: () => "disputed", fontSize: 20 })];
  }
  if (!last || last.low === null) return [day];
  const dots = dot(ends(last), { x: asOf, y: (n) => n, r: 4, fill: "var(--ink)" });
  return [day, dots, ...(isNarrow ? overIt(seen) : besideIt(seen, pixels))];
}

const STRONG = { fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 5, fontWeight: 700 };
const LINE = 24;

/** Where there is room beside the rule, each end stands at its height, apart from the other. */
function besideIt({ last, asOf, seenFrom, top }, pixels) {
  const said = ends(last);
  const apart = said.length > 1 ? ((said[1] - said[0]) / top) * pixels : LINE;
  const shift = Math.max(0, LINE - apart) / 2;
  const place = { x: asOf, textAnchor: "start", dx: 9 };
  const quiet = { ...place, fill: "var(--quiet)", fontSize: 13 };
  return [
    ...said.map((n, i) => text([n], { ...STRONG, ...place, y: [n], dy: i === 0 ? shift : -shift, text: number, fontSize: 22 })),
    text(last.high === null ? [last.low] : [], { ...quiet, y: (n) => n, dy: 20, text: () => "or more" }),
    text([asOf], { ...quiet, frameAnchor: "top", dy: -8, text: () => dayWords(seenFrom) }),
  ];
}

/** Else over the chart, on the side on which the chart goes on. */
function overIt({ last, asOf, from, to, denials }) {
  const isLate = asOf.getTime() - from.getTime() > (to.getTime() - from.getTime()) / 2;
  const words =
    last.high === null ? `${number(last.low)} or more` : last.high === last.low ? number(last.low) : `${number(last.low)} to ${number(last.high)}`;
  const place = { x: asOf, frameAnchor: "top", textAnchor: isLate ? "end" : "start", dy: denials.length > 0 ? -44 : -22, lineAnchor: "top" };
  return [text([words], { ...STRONG, ...place, text: (w) => w, fontSize: 18 })];
}

/** Whoever points at a mark is told of all that stand there, the one pointed at first. */
function hints(seen, isNarrow, width, height) {
  const spots = [...seen.marks, ...seen.denials.map((group) => ({ ...group, x: group.day, y: seen.top }))];
  const [dx, dy] = [((seen.to - seen.from) / width) * SAME_SPOT, (seen.top / height) * SAME_SPOT];
  const says = (spot) => {
    const near = spots.filter((other) => Math.abs(other.x - spot.x) < dx && Math.abs(other.y - spot.y) < dy);
    const all = [...new Set([spot, ...near].map((some) => some.says))];
    return [...all.slice(0, MOST_TOLD), ...(all.length > MOST_TOLD ? [`and ${all.length - MOST_TOLD} more`] : [])].join("\n\n");
  };
  // Where there is no room beside a mark the words stand in a corner.
  const place = isNarrow ? { px: "x", py: "y", frameAnchor: "top-left", anchor: "top-left", pointerSize: 0 } : { x: "x", y: "y" };
  return [tip(spots, pointer({ ...place, title: says, maxRadius: 24, fontSize: 13, lineHeight: 1.2, fill: "var(--paper)", stroke: "var(--quiet)" }))];
}

function words(data, seen, looks) {
  const drawn = (symbol, colour) => () => [svg("path", { d: symbol.path(5.5), fill: colour })];
  const used = new Set(seen.claims.map((claim) => claim.perspective));
  const shown = [...looks.values()].filter((look) => used.has(look.name));
  const entries = shown.filter((look) => !look.letters).map(({ name, symbol, colour }) => ({ words: name, draw: drawn(symbol, colour) }));
  const lettered = shown.filter((look) => look.letters).map(({ name, letters }) => (name === letters ? name : `${letters}: ${name}`));
  if (lettered.length > 0) entries.push({ words: `in letters: ${lettered.join(", ")}`, draw: () => [] });
  if (seen.claims.some(isPast)) {
    entries.push({ words: "superseded or withdrawn", draw: () => [svg("circle", { r: 4, fill: "none", stroke: "var(--quiet)" })] });
  }
  if (seen.denials.length > 0) {
    entries.push({ words: "denial", draw: () => [svg("path", { d: flag.path(5), fill: "var(--denial)", stroke: "var(--denial)" })] });
  }
  if (seen.conflicts.length > 0) {
    const stroke = { stroke: "var(--conflict)", "stroke-width": 2 };
    if (seen.conflicts.some(bears)) entries.push({ words: "cannot both be true", draw: () => [svg("path", { d: "M-9,4L9,-4", ...stroke })] });
    if (!seen.conflicts.every(bears)) {
      const dashed = { stroke: "var(--conflict)", "stroke-dasharray": "2,4" };
      entries.push({ words: "cannot both be true, about other days", draw: () => [svg("path", { d: "M-9,4L9,-4", ...dashed })] });
    }
  }
  if (seen.claims.some((claim) => claim.x2)) {
    const stroke = { stroke: "var(--quiet)", "stroke-width": 2, "stroke-dasharray": "3,4" };
    entries.push({ words: "day not known exactly", draw: () => [svg("path", { d: "M-10,0L10,0", ...stroke })] });
  }
  return [...entries, ...quietEntry("unchanged since", seen, data.asOf)];
}
