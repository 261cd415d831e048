import { ask } from "./ask.js";
import { drawCharts } from "./charts.js";
import { reachScrolled } from "./scrolled.js";
import { mended, trouble } from "./trouble.js";

const view = () => document.getElementById("view");

const PAUSE_MILLISECONDS = 250;

/** Browsers take only so many addresses in a time. */
const ADDRESS_MILLISECONDS = 120;
const FAILED = "This moment could not be shown";

let wanted = null;
let isFetching = false;
/** Set while one view follows another at once, as when a slider moves. */
let resting = null;
let writing = 0;
let written = -ADDRESS_MILLISECONDS;

/** The address of the view that is shown or on its way, as it can be sent to somebody. */
export const address = () => new URL(wanted ?? location.href);

/**
 * Shows the view of another address in place of this one. One request is under way at a time; of those asked for meanwhile only
 * the last is made. Gives the view that came to stand, or null where a later one was asked for, or none came, which is then said.
 */
export async function show(url) {
  wanted = url;
  if (isFetching) return null;
  isFetching = true;
  view().setAttribute("data-busy", "");
  try {
    return await showNewest();
  } catch (e) {
    trouble(FAILED, e, refresh);
    return null;
  } finally {
    isFetching = false;
    view().removeAttribute("data-busy");
  }
}

async function showNewest() {
  for (;;) {
    const asked = wanted;
    try {
      swap(await part(asked));
      mended(FAILED);
      keep(asked);
    } catch (e) {
      if (asked === wanted) throw e;
    }
    if (asked === wanted) return view();
  }
}

/** The same once more: something in it has changed. */
export const refresh = () => show(address());

async function part(url) {
  const asked = new URL(url);
  asked.searchParams.set("part", "view");
  return (await ask(asked, { headers: { Accept: "text/html" } })).text();
}

/** Puts the address of what is shown where it can be copied from: the last of a run of them, soon after it. */
function keep(url) {
  clearTimeout(writing);
  const left = written + ADDRESS_MILLISECONDS - performance.now();
  if (left > 0) {
    writing = setTimeout(keep, left, url);
    return;
  }
  written = performance.now();
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // A browser that takes no more for now takes it later; the view stands all the same.
    writing = setTimeout(keep, 10 * ADDRESS_MILLISECONDS, url);
  }
}

/**
 * Drawn before it is put in place, so that the browser lays the page out once. What the reader had opened stays open, what was
 * scrolled stays scrolled, and the focus stays on what is called the same.
 */
function swap(html) {
  const start = performance.now();
  const opened = new Map([...view().querySelectorAll("details")].map((details) => [nameOf(details), details.open]));
  const focused = view().contains(document.activeElement) ? document.activeElement : null;
  const scrolled = [...view().querySelectorAll(".wide, pre")].filter((wide) => wide.scrollLeft > 0);
  const next = document.createRange().createContextualFragment(html);
  drawCharts(next);
  for (const details of next.querySelectorAll("details")) details.open = opened.get(nameOf(details)) ?? details.open;
  const again = focused && alike(next, focused);
  if (focused?.hasAttribute("tabindex") && again) again.tabIndex = focused.tabIndex;
  const moved = scrolled.map((wide) => [alike(next, wide), wide.scrollLeft]);
  view().toggleAttribute("data-moving", resting !== null);
  view().replaceChildren(next);
  again?.focus({ preventScroll: true });
  for (const [wide, left] of moved) if (wide) wide.scrollLeft = left;
  clearTimeout(resting);
  resting = setTimeout(rest, PAUSE_MILLISECONDS);
  performance.measure("redraw", { start });
}

/** Lays out all of the view, and asks how wide everything is: nobody needs either while a slider moves. */
function rest() {
  resting = null;
  view().removeAttribute("data-moving");
  reachScrolled(view());
}

/** By the section that it stands in, and by its words as far as they do not count anything. */
const nameOf = (details) => `${details.closest("section")?.className} ${details.querySelector("summary")?.textContent.replaceAll(/\d+/g, "")}`;

/** What takes the place of an element: by its id, else by what it says in its section, of several that which leads to the same; of what scrolls the section is enough. */
function alike(part, was) {
  if (was.id) return part.querySelector(`#${CSS.escape(was.id)}`);
  const called = (element) =>
    [element.closest("section")?.className, element.matches(".wide, pre") || element.textContent.replaceAll(/\d+/g, "")].join(" ");
  const found = [...part.querySelectorAll(was.localName)].filter((element) => called(element) === called(was));
  return found.find((element) => element.getAttribute("href") === was.getAttribute("href")) ?? found[0];
}

/** What a view says in one sentence. */
export const sentence = () => view().querySelector(".estimate")?.textContent.trim().replace(/\s+/g, " ") ?? "";
