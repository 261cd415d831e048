import { drawCharts } from "./charts.js";
import { readAsOneTypes } from "./filing.js";
import { listen } from "./live.js";
import { reachScrolled } from "./scrolled.js";
import { slide } from "./time.js";
import { offerVerifying } from "./verify.js";

drawCharts(document);
reachScrolled(document);
// What is folded away has no width yet.
document.addEventListener("toggle", () => reachScrolled(document), { capture: true });
addEventListener("resize", () => reachScrolled(document));
each("form[data-time]", slide);
each("#live[data-stream]", listen);
each("form[data-filing]", readAsOneTypes);
each("[data-verify]", offerVerifying);

function each(selector, make) {
  for (const found of document.querySelectorAll(selector)) make(found);
}
