import { address, refresh } from "./view.js";

const REVISED = "transferledger.estimate-revised.v1";

/** Tells of entries that come while the page is open, and shows a figure again when its own estimate moves. */
export function listen(badge) {
  const url = new URL(badge.dataset.stream, location.href);
  url.searchParams.set("from", badge.dataset.from);
  const stream = new EventSource(url);
  let entries = 0;
  stream.addEventListener("message", ({ data }) => {
    const happened = JSON.parse(data);
    if (happened.type !== REVISED) tell(badge, ++entries);
    else if (isShown(badge, happened)) refresh();
  });
  // A page that the browser keeps for the way back holds no connection meanwhile.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

function tell(badge, entries) {
  badge.hidden = false;
  badge.classList.add("new");
  badge.textContent = entries === 1 ? "1 new entry" : `${entries.toLocaleString("en-GB")} new entries`;
}

/** Whoever looks at a moment of the past asked for that one. */
function isShown(badge, happened) {
  const now = address().searchParams;
  return !now.get("asOf") && !now.get("knownAt") && badge.dataset.figure && happened.data?.figure === badge.dataset.figure;
}
