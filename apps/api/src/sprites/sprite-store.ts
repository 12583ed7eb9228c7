import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isPng } from "./png.ts";

const MOST_BYTES = 256 * 1024;
const MOST_PIXELS = 1024;
const TIMEOUT_MS = 5000;
/** After a failure the same sprite is asked for again so much later. */
const PAUSE_MS = 60_000;
const MOST_OPEN = 4;

/** Where sprites come from and are kept. */
export interface SpriteSettings {
  /** Address of the folder of `<number>.png`; undefined where the network is not to be used. */
  readonly baseUrl: string | undefined;
  /** Folder of those that were fetched. */
  readonly directory: string;
}

const DEFAULT_BASE_URL = "https://raw.githubusercontent.com/PokeAPI/sprites/master/sprites/pokemon";

/** Reads `SPRITE_BASE_URL` and `SPRITE_CACHE_DIR` (`cache/sprites` in `DATA_DIR`); `ETL_MODE=offline` asks nobody. */
export function readSpriteSettings(env: Readonly<Record<string, string | undefined>>): SpriteSettings {
  return {
    baseUrl: env.ETL_MODE === "offline" ? undefined : env.SPRITE_BASE_URL || DEFAULT_BASE_URL,
    directory: env.SPRITE_CACHE_DIR || join(env.DATA_DIR || "data-local", "cache", "sprites"),
  };
}

/** Sprites by PokéAPI's number. */
export interface SpriteStore {
  /** The picture; undefined when it can't be had now. */
  get(number: number): Promise<Buffer | undefined>;
}

/** A store without pictures. */
export const NO_SPRITES: SpriteStore = { get: async () => undefined };

/** A store that fetches each sprite once, when it is first asked for; what is no small PNG is not kept. */
export function createSpriteStore({ baseUrl, directory }: SpriteSettings): SpriteStore {
  const kept = new Map<number, Buffer>();
  const fetching = new Map<number, Promise<Buffer | undefined>>();
  const failedAt = new Map<number, number>();

  async function read(number: number): Promise<Buffer | undefined> {
    const path = join(directory, `${number}.png`);
    const stored = await readFile(path).catch(() => undefined);
    if (stored && isPng(stored, MOST_PIXELS)) return stored;
    const isPaused = performance.now() - (failedAt.get(number) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS;
    if (baseUrl === undefined || isPaused || fetching.size > MOST_OPEN) return undefined;
    const picture = await download(`${baseUrl.replace(/\/+$/, "")}/${number}.png`);
    if (picture === undefined) failedAt.set(number, performance.now());
    else await store(path, picture);
    return picture;
  }

  /** A full or read-only disk costs the cache, not the picture. */
  async function store(path: string, picture: Buffer): Promise<void> {
    const draft = `${path}.${randomUUID()}`;
    try {
      await mkdir(directory, { recursive: true });
      await writeFile(draft, picture);
      await rename(draft, path);
    } catch {
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  return {
    async get(number) {
      const known = kept.get(number);
      if (known) return known;
      const reading = fetching.get(number) ?? read(number).finally(() => fetching.delete(number));
      fetching.set(number, reading);
      const picture = await reading;
      if (picture) kept.set(number, picture);
      return picture;
    },
  };
}

/** The PNG at the address; undefined for anything else, whatever the cause. */
async function download(url: string): Promise<Buffer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > MOST_BYTES) return undefined;
      chunks.push(chunk);
    }
    const picture = Buffer.concat(chunks, length);
    return isPng(picture, MOST_PIXELS) ? picture : undefined;
  } catch {
    // No network, no name, no time: the stand-in is drawn in each case.
    return undefined;
  }
}
