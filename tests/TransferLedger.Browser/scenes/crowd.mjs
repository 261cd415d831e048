// Figures that many have spoken of: each claim a report of its own date, by sides that do not agree, some of them retold.
const SIDES = ["KR", "US", "UA", "JP", "GB", "RU", "DE", "FR"];
const WORDS = [
  (n) => `over ${n}`,
  (n) => `about ${n}`,
  (n) => `at least ${n}`,
  (n) => `${n}`,
  (n) => `up to ${n * 2}`,
  (n) => `between ${n} and ${n + 1500}`,
];
const DAY = 86_400_000;
const day = (i, step) => new Date(Date.UTC(2022, 8, 1) + i * step * DAY).toISOString().slice(0, 10);
const thousands = (n) => n.toLocaleString("en-GB");

/** A report of so many claims about the containers of a corridor, over two years. */
export function crowd(corridor, count) {
  const step = Math.max(1, Math.floor(720 / count));
  return {
    id: `crowd-${corridor.toLowerCase()}-${count}`,
    title: `What ${count} said of containers`,
    publisher: "Gathering Desk",
    medium: "press",
    published: day(count, step),
    corridor,
    claims: Array.from({ length: count }, (_, i) => claim(i, step)),
  };
}

function claim(i, step) {
  const side = SIDES[(i * 5) % Math.min(SIDES.length, 3 + (i >> 4))];
  const number = 1000 + Math.round(((i * step) / 720) * 12_000) + (i % 7) * 90;
  return {
    type: "containers-reported",
    claimant: { kind: "state", name: `Spokesperson ${side}`, country: side },
    statement: `crowd-${i}`,
    stated: day(i, step),
    modality: "asserted",
    quantity: WORDS[i % WORDS.length](number).replaceAll(/\d+/g, (n) => thousands(Number(n))),
    coverage: `2022-08-01/${day(i, step)}`,
  };
}

/** One who denies it all, twice in a week. */
export const denials = (corridor, count) => ({
  id: `crowd-${corridor.toLowerCase()}-${count}-denied`,
  title: "Nothing of the kind",
  publisher: "Gathering Desk",
  medium: "press",
  published: "2023-06-09",
  corridor,
  claims: ["2023-06-01", "2023-06-08"].map((stated) => ({
    type: "denial-issued",
    claimant: { kind: "state", name: "Spokesperson RU", country: "RU" },
    stated,
    modality: "asserted",
    forms: ["categorical"],
    targets: [{ corridor }],
  })),
});
