import { arrow, dot, geo, plot, pointer, sphere, text, tip } from "@observablehq/plot";
import { geoAzimuthalEqualArea, geoCentroid, geoInterpolate } from "d3";
import { feature, mesh } from "topojson-client";
import { ask } from "../ask.js";
import { CLASS_NAME, legend, svg } from "./look.js";

/** Dashes are the same for all of a mark, so each way of travelling is a mark of its own. */
const MODES = {
  sea: { words: "by sea" },
  rail: { words: "by rail", dash: "7,3" },
  road: { words: "by road", dash: "2,3" },
  air: { words: "by air", dash: "1,5" },
  unknown: { words: "way unknown", dash: "10,5,2,5" },
};
const ROOM = 44;
const LEAST_DEGREES = 3;

/** Pixels: a leg that is shorter on the map is drawn once more, close up. */
const SHORT = 60;

let world;

/** The map is large and few pages have one: it is fetched once, by the first that does, before anything is drawn. */
export async function worldMap() {
  world ??= await fetchedMap();
}

async function fetchedMap() {
  const topology = await (await ask(new URL("countries-50m.json", import.meta.url))).json();
  return {
    countries: feature(topology, topology.objects.countries).features,
    borders: mesh(topology, topology.objects.countries, (a, b) => a !== b),
  };
}

/**
 * Where things were seen to travel: legs as arcs between places. The arcs join places; nobody claims their course. Without the
 * map they stand on an empty sea.
 */
export function routes(data, width) {
  const legs = apart(data.legs.filter((leg) => known(leg.from) && known(leg.to)).map(read));
  const named = new Set(data.countries.map((letters) => COUNTRY_NUMBERS[letters]));
  const whole = map(legs, legs, named, width, Math.round(Math.max(260, Math.min(520, width * 0.5))));
  const short = legs.filter((leg) => whole.pixels(leg) < SHORT);
  const close = short.length > 0 && short.length < legs.length ? map(short, legs, named, width, Math.round(Math.max(220, Math.min(360, width * 0.4)))) : null;
  return {
    drawing: whole.drawing,
    closeUp: close?.drawing,
    legend: legend(words(legs)),
    pointed: () => whole.drawing.value?.href,
  };
}

/** Fitted to some legs, with those of the others that cross it. */
function map(fitted, legs, named, width, height) {
  const places = placesOf(fitted);
  const projection = projected(places, width, height);
  const drawing = plot({
    className: CLASS_NAME,
    width,
    height,
    margin: 0,
    projection: { type: () => projection, clip: "frame" },
    marks: [
      sphere({ fill: "var(--sea)" }),
      ...(world ? land(named) : []),
      ...Object.entries(MODES).flatMap(([mode, look]) =>
        BENDS.map((bend, beside) =>
          arrow(legs.filter((leg) => leg.mode === mode && leg.beside === beside), { ...arc, bend, strokeDasharray: look.dash, clip: "frame" }),
        ),
      ),
      dot(places, { x: "lon", y: "lat", r: 4, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 1.5 }),
      ...labels(places, fitted, projection, width, height),
      tip(fitted, pointer({ x: "midLon", y: "midLat", title: "says", fontSize: 13, fill: "var(--paper)", stroke: "var(--quiet)" })),
    ],
  });
  const pixels = ({ from, to }) => Math.hypot(...[0, 1].map((i) => projection([from.lon, from.lat])[i] - projection([to.lon, to.lat])[i]));
  return { drawing, pixels };
}

const known = (place) => place && place.lat !== null && place.lon !== null && place.lat !== undefined;

function read(leg) {
  const [from, to] = [leg.from, leg.to].map((place) => ({ ...place, lat: Number(place.lat), lon: Number(place.lon) }));
  const [midLon, midLat] = geoInterpolate([from.lon, from.lat], [to.lon, to.lat])(0.5);
  const vessels = leg.vessels?.length > 0 ? `\n${leg.vessels.join(", ")}` : "";
  const mode = leg.mode in MODES ? leg.mode : "unknown";
  return { ...leg, from, to, midLon, midLat, mode, says: `${from.name} to ${to.name}, ${MODES[mode].words}${vessels}` };
}

/** Legs of one way between the same places would lie on each other: each of them bends a little more than the one before. */
function apart(legs) {
  const ways = new Map();
  return legs.map((leg) => {
    const way = `${leg.from.name} ${leg.to.name}`;
    const modes = ways.get(way) ?? ways.set(way, []).get(way);
    if (!modes.includes(leg.mode)) modes.push(leg.mode);
    return { ...leg, beside: Math.min(modes.indexOf(leg.mode), BENDS.length - 1) };
  });
}

/** Degrees; the same for all arrows of a mark. */
const BENDS = [18, 40, 62];

const arc = {
  x1: (leg) => leg.from.lon,
  y1: (leg) => leg.from.lat,
  x2: (leg) => leg.to.lon,
  y2: (leg) => leg.to.lat,
  stroke: (leg) => (leg.direction === "back" ? "var(--back)" : "var(--out)"),
  strokeWidth: 2.5,
  headLength: 7,
  inset: 6,
};

const placesOf = (legs) => [...new Map(legs.flatMap((leg) => [leg.from, leg.to]).map((place) => [place.name, place])).values()];

/** All places within the frame, north up, and never closer than a few degrees. */
function projected(places, width, height) {
  const points = { type: "MultiPoint", coordinates: places.flatMap(({ lon, lat }) => padded(lon, lat)) };
  const [lon, lat] = places.length > 0 ? geoCentroid(points) : [90, 45];
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]);
  return places.length > 0
    ? projection.fitExtent([[ROOM, ROOM], [width - ROOM, height - ROOM]], points)
    : projection.fitSize([width, height], { type: "Sphere" });
}

const padded = (lon, lat) => [
  [lon - LEAST_DEGREES / 2, lat],
  [lon + LEAST_DEGREES / 2, lat],
  [lon, Math.min(89, lat + LEAST_DEGREES / 2)],
  [lon, Math.max(-89, lat - LEAST_DEGREES / 2)],
];

const land = (named) => [
  geo(world.countries.filter((country) => !named.has(country.id)), { fill: "var(--land)" }),
  geo(world.countries.filter((country) => named.has(country.id)), { fill: "var(--land-named)" }),
  geo(world.borders, { stroke: "var(--paper)", strokeWidth: 0.75 }),
];

const SIDES = [
  { dx: 9, dy: 0, textAnchor: "start" },
  { dx: -9, dy: 0, textAnchor: "end" },
  { dx: 0, dy: -14, textAnchor: "middle" },
  { dx: 0, dy: 15, textAnchor: "middle" },
  { dx: 9, dy: 15, textAnchor: "start" },
  { dx: -9, dy: 15, textAnchor: "end" },
  { dx: 9, dy: -15, textAnchor: "start" },
  { dx: -9, dy: -15, textAnchor: "end" },
];

/** Names beside their places, where they cover no other and, if that can be, no leg; where there is no room, left to the table. */
function labels(places, legs, projection, width, height) {
  const taken = places.map((place) => around(projection([place.lon, place.lat]), 6));
  const crossed = legs.flatMap((leg) => along(projection([leg.from.lon, leg.from.lat]), projection([leg.to.lon, leg.to.lat])));
  const bySide = SIDES.map(() => []);
  for (const place of places) {
    const at = projection([place.lon, place.lat]);
    const boxes = SIDES.map((side) => boxOf(place.name, at, side));
    const isFree = (box) => isInside(box, width, height) && !taken.some((other) => cover(box, other));
    const clear = boxes.findIndex((box) => isFree(box) && !crossed.some((other) => cover(box, other)));
    const free = clear >= 0 ? clear : boxes.findIndex(isFree);
    if (free < 0) continue;
    taken.push(boxes[free]);
    bySide[free].push(place);
  }
  const look = { x: "lon", y: "lat", text: "name", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, fontSize: 13 };
  return SIDES.map((side, i) => text(bySide[i], { ...look, ...side }));
}

/** A leg as a row of small boxes; it bends a little, so they are wider than its line. */
const along = ([x1, y1], [x2, y2]) => {
  const count = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 10);
  return Array.from({ length: count }, (_, i) => around([x1 + ((x2 - x1) * i) / count, y1 + ((y2 - y1) * i) / count], 6));
};

const around = ([x, y], r) => ({ x1: x - r, y1: y - r, x2: x + r, y2: y + r });

function boxOf(name, [x, y], { dx, dy, textAnchor }) {
  const wide = name.length * 7.2;
  const left = x + dx - (textAnchor === "start" ? 0 : textAnchor === "end" ? wide : wide / 2);
  return { x1: left, y1: y + dy - 9, x2: left + wide, y2: y + dy + 9 };
}

const isInside = (box, width, height) => box.x1 > 2 && box.y1 > 2 && box.x2 < width - 2 && box.y2 < height - 2;
const cover = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

function words(legs) {
  const lineOf = (colour, dash) => () => [
    svg("path", { d: "M-10,0L10,0", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": dash ?? "none" }),
  ];
  const modes = Object.keys(MODES).filter((mode) => legs.some((leg) => leg.mode === mode));
  const entries = modes.map((mode) => ({ words: MODES[mode].words, draw: lineOf("var(--quiet)", MODES[mode].dash) }));
  const arrowOf = (colour) => () => [
    ...lineOf(colour)(),
    svg("path", { d: "M4,-4L10,0L4,4", fill: "none", stroke: colour, "stroke-width": 2 }),
  ];
  if (legs.some((leg) => leg.direction !== "back")) entries.push({ words: "to the recipient", draw: arrowOf("var(--out)") });
  if (legs.some((leg) => leg.direction === "back")) entries.push({ words: "the other way", draw: arrowOf("var(--back)") });
  return entries;
}
