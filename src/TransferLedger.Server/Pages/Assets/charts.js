import { asPicture } from "./charts/look.js";
import { download } from "./charts/download.js";
import { periods } from "./charts/periods.js";
import { revisions } from "./charts/revisions.js";
import { routes } from "./charts/routes.js";

const KINDS = { revisions, periods, routes };

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
    this.offerDownload();
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.place);
    this.draw();
  }

  draw() {
    if (!this.figure.isConnected) return this.watch.disconnect();
    const width = Math.floor(this.place.clientWidth);
    if (width === this.width || width === 0) return;
    this.width = width;
    const made = KINDS[this.figure.dataset.chart](this.data, width, () => this.redraw());
    const label = this.figure.getAttribute("aria-label") ?? this.figure.querySelector("figcaption")?.textContent.trim() ?? "";
    this.drawing = asPicture(made.drawing, label);
    this.drawing.addEventListener("click", () => made.pointed?.() && location.assign(made.pointed()));
    this.place.replaceChildren(...[made.legend, this.drawing, ...closeUp(made.closeUp, label)].filter(Boolean));
  }

  redraw() {
    this.width = 0;
    this.draw();
  }

  foldTable() {
    this.figure.querySelector("details")?.removeAttribute("open");
  }

  offerDownload() {
    const button = this.figure.querySelector('button[data-download="svg"]');
    if (!button) return;
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
