/** What is wider than its place scrolls within itself: whoever goes by keyboard must be able to get there. */
export function reachScrolled(part) {
  for (const wide of part.querySelectorAll(".wide, table, pre")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    else wide.removeAttribute("tabindex");
  }
}
