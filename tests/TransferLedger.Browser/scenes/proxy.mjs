// A real HTTP proxy in front of a server: all goes through as it is, but for what is tampered with.
import http from "node:http";

/** @param tamper (path, bytes) => bytes, for the body of each good answer; gives the address and how to close it. */
export async function proxy(target, tamper) {
  const to = new URL(target);
  const server = http.createServer((asked, answer) => {
    const headers = { ...asked.headers, host: to.host, "accept-encoding": "identity" };
    const passed = http.request({ host: to.hostname, port: to.port, method: asked.method, path: asked.url, headers }, (given) => {
      const parts = [];
      given.on("data", (part) => parts.push(part));
      given.on("end", () => {
        const bytes = Buffer.concat(parts);
        answer.writeHead(given.statusCode, given.headers);
        answer.end(given.statusCode === 200 ? tamper(asked.url, bytes) : bytes);
      });
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() || server.close() };
}

/** The same bytes with one of them changed by one bit. */
export function bent(bytes, at = Math.floor(bytes.length / 2)) {
  const copy = Buffer.from(bytes);
  copy[at] ^= 1;
  return copy;
}
