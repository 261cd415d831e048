/** A table wider than its place scrolls within itself: whoever goes by keyboard must be able to get there. */
export function reachTables(part) {
  for (const table of part.querySelectorAll("table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
}
