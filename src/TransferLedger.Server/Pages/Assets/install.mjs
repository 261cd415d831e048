// Installs what a folder's package-lock.json names, where that has changed since. Two builds at once take turns.
//   node install.mjs <folder>
import { execSync } from "node:child_process";
import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MOST_MILLISECONDS_UNNAMED = 10_000;

export const changed = async (path) => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

/** Does work that no other build of this folder may do at the same time, with what is to be installed installed. */
export async function withPackages(folder, work) {
  await mkdir(join(folder, "obj"), { recursive: true });
  const lock = join(folder, "obj", "building");
  const handle = await taken(lock);
  try {
    await handle.writeFile(`${process.pid}`);
    await install(folder);
    return await work?.();
  } finally {
    await handle.close();
    await rm(lock, { force: true });
  }
}

async function taken(lock) {
  for (;;) {
    try {
      return await open(lock, "wx");
    } catch (e) {
      if (e.code !== "EEXIST") throw e;
    }
    // Whoever held it may have been ended before it could let go, or before it could say who it is.
    const holder = Number(await readFile(lock, "utf8").catch(() => "0"));
    const since = await changed(lock);
    const isLeft = holder > 0 ? !lives(holder) : since > 0 && Date.now() - since > MOST_MILLISECONDS_UNNAMED;
    if (isLeft) await rm(lock, { force: true });
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === "EPERM";
  }
}

/** npm notes what it installed in a file of its own: an older one than the lock file is out of date. */
async function install(folder) {
  if ((await changed(join(folder, "node_modules/.package-lock.json"))) > (await changed(join(folder, "package-lock.json")))) return;
  execSync("npm ci --ignore-scripts --no-audit --no-fund", { cwd: folder, stdio: "inherit" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await withPackages(process.argv[2]);
