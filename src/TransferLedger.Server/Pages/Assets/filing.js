const PAUSE_MILLISECONDS = 350;

/**
 * Says while one types how the words are read and what would follow, as the server says when it is asked to check: the form is
 * sent as it stands, and of the page that comes back only what answers the form is taken over. Nothing that was typed changes,
 * and nobody is blamed for fields that they have not come to yet. A button takes over the whole form, but never the key.
 */
export function readAsOneTypes(form) {
  const left = new Set();
  let timer;
  let asked = 0;
  let isPressed = false;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => isPressed || send(form.querySelector('button[value="check"]'), (page) => takeOver(form, page, left)), PAUSE_MILLISECONDS);
  });
  form.addEventListener("focusout", ({ target }) => left.add(target.id));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // What a button asked for is answered before anything else is asked: a report that was filed is never passed over.
    if (isPressed) return;
    isPressed = true;
    const { submitter } = event;
    await send(submitter, (page) => replace(form, page, submitter.value));
    isPressed = false;
  });

  async function send(button, take) {
    const mine = ++asked;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)), headers: { Accept: "text/html" } });
      // A later one is under way: this one answers what is no longer there.
      if (mine !== asked) return;
      if (answer.redirected) return location.assign(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("form[data-filing]")) throw new Error(page.querySelector(".problem li, h1")?.textContent.trim() ?? `${answer.status}`);
      take(page);
    } catch (e) {
      if (mine === asked) say(form, e);
    }
  }
}

/** What stood there before answers something else. */
function say(form, e) {
  for (const part of form.querySelectorAll("[data-answer]")) part.replaceChildren();
  form.querySelector("#faults").textContent = `The server did not answer this form: ${e.message}`;
}

function takeOver(form, page, left) {
  for (const part of form.querySelectorAll("[data-answer][id]")) {
    const told = page.getElementById(part.id);
    if (told && isAwaited(part, left) && told.innerHTML !== part.innerHTML) part.replaceChildren(...told.childNodes);
  }
  for (const field of form.elements) {
    const faults = document.getElementById(`${field.id}-faults`);
    if (faults?.textContent.trim()) {
      field.setAttribute("aria-invalid", "true");
      field.closest("details")?.setAttribute("open", "");
    } else field.removeAttribute("aria-invalid");
  }
}

/** The reader goes on at what was asked for: the new claim, the first fault, or what filing would do. */
function replace(form, page, asked) {
  const key = form.elements.key.value;
  form.replaceChildren(...page.querySelector("form[data-filing]").childNodes);
  form.elements.key.value = key;
  const claims = form.querySelectorAll("fieldset.claim");
  const next =
    asked === "add"
      ? claims[claims.length - 1].querySelector("select, input:not([type=hidden]), textarea")
      : asked.startsWith("remove")
        ? form.querySelector("#type")
        : (form.querySelector('[aria-invalid="true"]') ?? form.querySelector("#faults h2") ?? form.querySelector("#outcome"));
  if (next.matches("h2, section")) next.tabIndex = -1;
  next.focus();
}

/** Readings and outcomes always; faults where there are some already, or where one has been and gone on. */
const isAwaited = (part, left) =>
  part.matches('output, [role="status"]') || part.textContent.trim() !== "" || left.has(part.id.replace(/-faults$/, ""));
