const PAUSE_MILLISECONDS = 350;

/**
 * Says while one types how the words are read and what would follow, as the server says when it is asked to check: the form is
 * sent as it stands, and of the page that comes back only what answers the form is taken over. Nothing that was typed changes.
 */
export function readAsOneTypes(form) {
  const check = form.querySelector('button[value="check"]');
  let timer;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MILLISECONDS);
  });

  async function ask() {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form, check));
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A later one is under way: this one answers what is no longer there.
    if (mine === asked) takeOver(form, page);
  }
}

function takeOver(form, page) {
  for (const part of form.ownerDocument.querySelectorAll("[data-answer][id]")) {
    const told = page.getElementById(part.id);
    if (told && told.innerHTML !== part.innerHTML) part.replaceChildren(...told.childNodes);
  }
  for (const field of form.elements) {
    const told = field.id && page.getElementById(field.id);
    if (told) field.toggleAttribute("aria-invalid", false);
    if (told?.getAttribute("aria-invalid") === "true") field.setAttribute("aria-invalid", "true");
  }
}
