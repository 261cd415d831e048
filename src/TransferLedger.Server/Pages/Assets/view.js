import { drawCharts } from "./charts.js";
import { reachScrolled } from "./scrolled.js";

const view = () => document.getElementById("view");

let wanted = null;
let isFetching = false;

/** The address of the view that is shown, as it can be sent to somebody. */
export const address = () => new URL(location.href);

/**
 * Shows the view of another address in place of this one. One request is under way at a time; of those asked for meanwhile only
 * the last is made. Gives the view that came to stand, or null where a later one was asked for.
 */
export async function show(url) {
  wanted = url;
  history.replaceState(history.state, "", url);
  if (isFetching) return null;
  isFetching = true;
  try {
    for (;;) {
      const asked = wanted;
      const html = await part(asked);
      swap(html);
      if (asked === wanted) return view();
    }
  } finally {
    isFetching = false;
    view().removeAttribute("data-busy");
  }
}

/** The same once more: something in it has changed. */
export const refresh = () => show(address());

async function part(url) {
  view().setAttribute("data-busy", "");
  const asked = new URL(url);
  asked.searchParams.set("part", "view");
  const answer = await fetch(asked, { headers: { Accept: "text/html" } });
  return answer.text();
}

/** What the reader had opened stays open; nothing outside of the view moves, so the focus stays where it is. */
function swap(html) {
  const opened = [...view().querySelectorAll("details")].map((details) => details.open);
  const next = document.createRange().createContextualFragment(html);
  view().replaceChildren(next);
  drawCharts(view());
  view()
    .querySelectorAll("details")
    .forEach((details, i) => (details.open = opened[i] ?? details.open));
  reachScrolled(view());
}

/** What a view says in one sentence. */
export const sentence = () => view().querySelector(".estimate")?.textContent.trim().replace(/\s+/g, " ") ?? "";
