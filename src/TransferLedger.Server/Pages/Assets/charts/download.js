const LOOKS = ["fill", "stroke", "color", "stop-color", "background-color"];

/** Hands a drawing over as a file of its own: outside of the page nobody knows the page's colours, so they are written in. */
export function download(drawing, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([standalone(drawing)], { type: "image/svg+xml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function standalone(drawing) {
  const copy = drawing.cloneNode(true);
  const [originals, copies] = [drawing, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  originals.forEach((original, i) => writeIn(getComputedStyle(original), original, copies[i]));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.querySelector("style")?.remove();
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const side of ["width", "height"]) paper.setAttribute(side, "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

function writeIn(computed, original, copy) {
  for (const look of LOOKS) {
    if (original.getAttribute(look)?.includes("var(")) copy.setAttribute(look, computed.getPropertyValue(look));
  }
  if (original.getAttribute("fill") === "currentColor") copy.setAttribute("fill", computed.color);
}
