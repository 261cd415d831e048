import { mended, trouble } from "./trouble.js";
import { address, refresh, sentence } from "./view.js";

const REVISED = "transferledger.estimate-revised.v1";

/** Entries come in runs: they are told of together, and one view shows them all. */
const TOLD_MILLISECONDS = 3000;
const RUN_MILLISECONDS = 150;
const FAILED = "New entries are not told of";

/** Tells of entries that come while the page is open, and shows a figure again when its own estimate moves. */
export function listen(badge) {
  const live = new Live(badge);
  // A server is given few connections by a browser: who is not looked at leaves theirs to the others.
  const turn = () => (document.visibilityState === "visible" ? live.open() : live.close());
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", () => live.close());
  addEventListener("pageshow", turn);
  turn();
}

class Live {
  entries = 0;
  told = -TOLD_MILLISECONDS;

  constructor(badge) {
    this.badge = badge;
    this.from = badge.dataset.from;
    document.getElementById("view")?.setAttribute("tabindex", "-1");
  }

  open() {
    if (this.stream) return;
    const url = new URL(this.badge.dataset.stream, location.href);
    url.searchParams.set("from", this.from);
    const stream = (this.stream = new EventSource(url));
    stream.addEventListener("open", () => mended(FAILED));
    stream.addEventListener("message", (event) => this.take(event));
    stream.addEventListener("error", () => {
      // Else the browser comes back by itself.
      if (stream.readyState !== EventSource.CLOSED) return;
      this.close();
      trouble(FAILED, new Error("the server ended the connection"), () => this.open());
    });
  }

  close() {
    this.stream?.close();
    this.stream = null;
  }

  take({ data, lastEventId }) {
    // A stream that is opened again begins with the last that was seen.
    if (lastEventId === this.seen) return;
    this.seen = this.from = lastEventId;
    const happened = JSON.parse(data);
    if (happened.type !== REVISED) this.count();
    else if (this.isShown(happened)) this.later("shown", RUN_MILLISECONDS, () => this.show());
  }

  /** Whoever looks at a moment of the past asked for that one. */
  isShown(happened) {
    const { figure } = this.badge.dataset;
    const now = address().searchParams;
    return !now.get("asOf") && !now.get("knownAt") && figure && happened.data?.figure === figure;
  }

  count() {
    this.entries++;
    this.later("tells", this.told + TOLD_MILLISECONDS - performance.now(), () => this.entries > 0 && this.tell());
  }

  /** Once for all that asked before it is done. */
  later(name, milliseconds, act) {
    this[name] ??= setTimeout(() => {
      this[name] = null;
      act();
    }, Math.max(RUN_MILLISECONDS, milliseconds));
  }

  tell() {
    const words = `${this.entries.toLocaleString("en-GB")} new ${this.entries === 1 ? "entry" : "entries"}: show`;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", async () => {
      const view = document.getElementById("view");
      if (!view) location.reload();
      else if (await this.show()) view.focus();
    });
    this.say(button);
  }

  async show() {
    const before = sentence();
    const seen = this.entries;
    if (!(await refresh())) return false;
    this.entries -= seen;
    const after = sentence();
    this.badge.hidden = true;
    if (after !== before) this.say(`The estimate is now: ${after}`);
    return true;
  }

  say(words) {
    this.told = performance.now();
    this.badge.hidden = false;
    this.badge.classList.add("new");
    this.badge.replaceChildren(words);
  }
}
