import { dayOf, dayWords } from "./charts/look.js";
import { address, sentence, show } from "./view.js";

const INSTANT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** Beside the two plain fields of a form for a moment: two sliders over the moments at which anything changes. */
export function slide(form) {
  const stops = JSON.parse(form.querySelector("script[data-stops]").textContent);
  const axes = {
    asOf: stops.asOf.map((day) => ({ value: day, words: dayWords(dayOf(day)) })),
    knownAt: stops.knownAt.map(({ position, recordedAt }) => ({
      value: `${position}`,
      words: `position ${position}, ${INSTANT.format(new Date(recordedAt))} UTC`,
    })),
  };
  const sliders = Object.entries(axes)
    .map(([name, axis]) => new Slider(form, name, axis))
    .filter((slider) => slider.range);
  for (const slider of sliders) slider.range.addEventListener("input", () => move(form, sliders));
  if (sliders.length > 0) form.querySelector("details.typed").open = false;
}

async function move(form, sliders) {
  const url = address();
  for (const { name, value } of sliders) {
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (await show(url)) form.querySelector("[aria-live]").textContent = sentence();
}

/** The last stop is now, which an address says by saying nothing. */
class Slider {
  constructor(form, name, stops) {
    this.name = name;
    this.stops = stops;
    this.field = form.elements[name];
    /** As the address has it: what the server read, until the slider is moved. What is being typed counts once it is sent. */
    this.value = this.field.defaultValue;
    this.range = form.querySelector(`input[type="range"][data-axis="${name}"]`);
    if (!this.range) return;
    this.range.max = stops.length - 1;
    this.range.value = this.range.dataset.stop;
    this.range.closest("[hidden]").hidden = false;
    this.output = form.querySelector(`output[for="${this.range.id}"]`);
    this.say(this.value);
    this.range.addEventListener("input", () => {
      this.value = this.field.value = this.isLast ? "" : this.stops[this.range.value].value;
      this.say();
    });
  }

  get isLast() {
    return this.range.value === this.range.max;
  }

  /** A moment that was typed is said as it was; it may lie between two stops. */
  say(typed = "") {
    const stop = this.stops[this.range.value];
    const words = typed === "" || typed === stop.value ? stop.words : `${typed}, where ${stop.words} is the latest change`;
    this.output.textContent = this.isLast && typed === "" ? `now: ${words}` : words;
    this.range.setAttribute("aria-valuetext", this.output.textContent);
  }
}
