const PAUSE_MILLISECONDS = 350;

/**
 * Says while one types how the words are read and what would follow, as the server says when it is asked to check: the form is
 * sent as it stands, and of the page that comes back only what answers the form is taken over. Nothing that was typed changes,
 * and nobody is blamed for fields that they have not come to yet.
 */
export function readAsOneTypes(form) {
  const check = form.querySelector('button[value="check"]');
  const left = new Set();
  let timer;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MILLISECONDS);
  });
  form.addEventListener("focusout", ({ target }) => left.add(target.id));

  async function ask() {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form, check));
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A later one is under way: this one answers what is no longer there.
    if (mine === asked) takeOver(form, page, left);
  }
}

function takeOver(form, page, left) {
  for (const part of form.querySelectorAll("[data-answer][id]")) {
    const told = page.getElementById(part.id);
    if (told && isAwaited(part, left) && told.innerHTML !== part.innerHTML) part.replaceChildren(...told.childNodes);
  }
  for (const field of form.elements) {
    const faults = document.getElementById(`${field.id}-faults`);
    if (faults?.textContent.trim()) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

/** Readings and outcomes always; faults where there are some already, or where one has been and gone on. */
const isAwaited = (part, left) =>
  part.matches('output, [role="status"]') || part.textContent.trim() !== "" || left.has(part.id.replace(/-faults$/, ""));
