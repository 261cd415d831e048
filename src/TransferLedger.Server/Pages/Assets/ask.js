/** A request that was not answered, or not well: nothing is known of what was asked for. */
export class Unanswered extends Error {}

/** Asks, and gives the answer if it is a good one; else says why in words, those of the server's own pages where it gives them. */
export async function ask(url, init) {
  const answer = await fetch(url, init).catch((e) => {
    throw new Unanswered(`the server could not be reached (${e.message})`);
  });
  if (answer.ok) return answer;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = [...page.querySelectorAll(".problem li")].map((fault) => fault.textContent.trim().replaceAll(/\s+/g, " "));
  throw new Unanswered(said.join(" ") || `${new URL(url, location.href).pathname} was answered with ${answer.status}`);
}
