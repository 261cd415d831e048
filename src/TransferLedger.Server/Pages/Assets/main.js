import { drawCharts } from "./charts.js";
import { listen } from "./live.js";
import { slide } from "./time.js";
import { offerVerifying } from "./verify.js";

drawCharts(document);
each("form[data-time]", slide);
each("#live[data-stream]", listen);
each("[data-verify]", offerVerifying);

function each(selector, make) {
  for (const found of document.querySelectorAll(selector)) make(found);
}
