const places = new Map();

/** Says in the one place for it what failed, until it is mended; whoever reads it can have it tried again. */
export function trouble(what, error, again) {
  mended(what);
  const place = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.addEventListener("click", again);
  place.append(`${what}: ${error.message}. `.replace(/\.\. $/, ". "), button);
  place.dataset.trouble = what;
  places.set(what, place);
  const all = document.getElementById("troubles") ?? document.getElementById("main").appendChild(document.createElement("div"));
  all.id = "troubles";
  all.setAttribute("role", "alert");
  all.append(place);
}

export function mended(what) {
  places.get(what)?.remove();
  places.delete(what);
}
