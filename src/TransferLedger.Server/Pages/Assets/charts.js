import { asPicture } from "./charts/look.js";
import { download } from "./charts/download.js";
import { periods } from "./charts/periods.js";
import { revisions } from "./charts/revisions.js";
import { routes, worldMap } from "./charts/routes.js";
import { mended, trouble } from "./trouble.js";

const KINDS = { revisions, periods, routes };

/** What must be there before a drawing is begun. */
const NEEDS = { routes: { fetch: worldMap, words: "The map is on its way.", without: "The ways are drawn without the map of the countries" } };

/** How wide each kind was drawn last: what is not in the page yet will stand where that stood. */
const widths = new Map();

/** Draws every chart within a part of a page, beside its table; again whenever its width changes. */
export function drawCharts(part) {
  for (const figure of part.querySelectorAll("figure.chart[data-chart]")) new Chart(figure);
}

/** A chart that was there before goes on with the data of the one that takes its place: no blink while a slider moves. */
class Chart {
  constructor(figure) {
    this.figure = figure;
    this.place = figure.querySelector(".drawing");
    this.data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    this.width = 0;
    this.foldTable();
    this.note = this.figure.insertBefore(document.createElement("p"), this.place);
    this.note.className = "quiet";
    this.begin();
  }

  async begin() {
    const need = NEEDS[this.figure.dataset.chart];
    if (need) await this.awaits(need);
    this.draw();
    this.watch = new ResizeObserver(() => (this.figure.isConnected ? this.draw() : this.watch.disconnect()));
    this.watch.observe(this.place);
  }

  async awaits({ fetch, words, without }) {
    this.note.textContent = words;
    try {
      await fetch();
      mended(without);
    } catch (e) {
      trouble(without, e, async () => {
        await this.awaits(NEEDS[this.figure.dataset.chart]);
        this.width = 0;
        this.draw();
      });
    }
    this.note.textContent = "";
  }

  draw() {
    const kind = this.figure.dataset.chart;
    const width = this.figure.isConnected ? Math.floor(this.place.clientWidth) : (widths.get(kind) ?? 0);
    if (width === this.width || width === 0) return;
    widths.set(kind, (this.width = width));
    const made = KINDS[kind](this.data, width);
    const label = this.figure.getAttribute("aria-label") ?? this.figure.querySelector("figcaption")?.textContent.trim() ?? "";
    this.drawing = asPicture(made.drawing, label);
    this.drawing.addEventListener("click", () => made.pointed?.() && location.assign(made.pointed()));
    this.offerDownload();
    this.place.replaceChildren(...[made.legend, this.drawing, ...closeUp(made.closeUp, label)].filter(Boolean));
  }

  foldTable() {
    this.figure.querySelector("details:not([data-stays-open])")?.removeAttribute("open");
  }

  offerDownload() {
    const button = this.figure.querySelector('button[data-download="svg"]');
    if (!button?.hidden) return;
    button.hidden = false;
    button.addEventListener("click", () => download(this.drawing, `${this.figure.dataset.name ?? this.figure.dataset.chart}.svg`));
  }
}

function closeUp(drawing, label) {
  if (!drawing) return [];
  const words = document.createElement("p");
  words.textContent = "Close up";
  return [words, asPicture(drawing, `${label}: close up`)];
}
