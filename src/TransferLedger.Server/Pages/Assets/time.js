import { dayOf, dayWords } from "./charts/look.js";
import { address, sentence, show } from "./view.js";

const INSTANT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** Beside the two plain fields of a form for a moment: two sliders over the moments at which anything changes. */
export function slide(form) {
  const stops = JSON.parse(form.querySelector("script[data-stops]").textContent);
  const axes = {
    asOf: {
      stops: stops.asOf.map((day) => ({ value: day, words: dayWords(dayOf(day)) })),
      isUpTo: (stop, value) => stop.value <= value,
    },
    knownAt: {
      stops: stops.knownAt.map(({ position, recordedAt }) => ({
        value: `${position}`,
        words: `position ${position}, ${INSTANT.format(new Date(recordedAt))} UTC`,
        recordedAt,
      })),
      isUpTo: (stop, value) => (/^\d+$/.test(value) ? Number(stop.value) <= Number(value) : stop.recordedAt.slice(0, value.length) <= value),
    },
  };
  const sliders = Object.entries(axes)
    .map(([name, axis]) => new Slider(form, name, axis))
    .filter((slider) => slider.range);
  for (const slider of sliders) slider.range.addEventListener("input", () => move(form, sliders));
}

async function move(form, sliders) {
  const url = address();
  for (const { name, value } of sliders) {
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  const said = form.querySelector("[aria-live]");
  try {
    if (await show(url)) said.textContent = sentence();
  } catch (e) {
    said.textContent = `That moment could not be shown: ${e.message}`;
  }
}

/** The last stop is now, which an address says by saying nothing. */
class Slider {
  constructor(form, name, { stops, isUpTo }) {
    this.name = name;
    this.stops = stops;
    this.field = form.elements[name];
    this.range = stops.length > 1 ? form.querySelector(`input[type="range"][data-axis="${name}"]`) : null;
    if (!this.range) return;
    this.range.max = stops.length - 1;
    const given = this.field.value;
    this.range.value = given === "" ? stops.length - 1 : Math.max(0, stops.filter((stop) => isUpTo(stop, given)).length - 1);
    this.range.hidden = false;
    this.say();
    this.range.addEventListener("input", () => this.say(this.write()));
  }

  get isLast() {
    return this.range.value === this.range.max;
  }

  /** As the address has it. A moment that was typed stands until the slider is moved. */
  get value() {
    return this.field.value;
  }

  write() {
    this.field.value = this.isLast ? "" : this.stops[this.range.value].value;
  }

  say() {
    const words = this.stops[this.range.value].words;
    this.range.setAttribute("aria-valuetext", this.isLast ? `now: ${words}` : words);
  }
}
