import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of the system's Chromium or Chrome (`CHROMIUM_PATH` decides); undefined where there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...ELSEWHERE].find((path) => existsSync(path));
}

/** Installs Debian's Chromium where that is possible, and says loudly where it is not. */
export async function installChromium(): Promise<void> {
  const skip = (why: string): void => {
    console.log(`!! No Chromium (${why}): the browser tests will be SKIPPED. Install chromium to run them.`);
  };
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return skip("no apt-get here");
  if (process.getuid?.() !== 0) return skip("apt-get needs root");
  console.log("Installing Chromium for the browser tests …");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...parameters: string[]) =>
    spawnSync("apt-get", ["-qq", ...parameters], { env: environment, stdio: ["ignore", "ignore", "inherit"] })
      .status === 0;
  if (!apt("update") || !apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation")) {
    skip("apt-get could not install it");
  }
}
