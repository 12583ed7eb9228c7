import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPng } from "./png.ts";

const MOST_BYTES = 256 * 1024;
const MOST_PIXELS = 1024;
const TIMEOUT_MS = 5000;
/** After a failure the same sprite is asked for again so much later. */
const PAUSE_MS = 60_000;
const MOST_OPEN = 4;

/** Where sprites come from and are kept. */
export interface SpriteSettings {
  /** Address of PokéAPI's folder of sprites or of one laid out like it; undefined where the network is not to be used. */
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

/** Sprites by their path below PokéAPI's folder (`Form.sprite`). */
export interface SpriteStore {
  /** The picture; undefined when it can't be had now. */
  get(path: string): Promise<Buffer | undefined>;
}

/** A store without pictures. */
export const NO_SPRITES: SpriteStore = { get: async () => undefined };

/** A store that fetches each sprite once, when it is first asked for; what is no small PNG is not kept. */
export function createSpriteStore({ baseUrl, directory }: SpriteSettings): SpriteStore {
  const kept = new Map<string, Buffer>();
  const fetching = new Map<string, Promise<Buffer | undefined>>();
  const failedAt = new Map<string, number>();

  async function read(path: string): Promise<Buffer | undefined> {
    const file = join(directory, path);
    const stored = await readFile(file).catch(() => undefined);
    if (stored && isPng(stored, MOST_PIXELS)) return stored;
    const isPaused = performance.now() - (failedAt.get(path) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS;
    if (baseUrl === undefined || isPaused || fetching.size > MOST_OPEN) return undefined;
    const picture = await download(`${baseUrl.replace(/\/+$/, "")}/${path}`);
    if (picture === undefined) failedAt.set(path, performance.now());
    else await store(file, picture);
    return picture;
  }

  /** A full or read-only disk costs the cache, not the picture. */
  async function store(file: string, picture: Buffer): Promise<void> {
    const draft = `${file}.${randomUUID()}`;
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(draft, picture);
      await rename(draft, file);
    } catch {
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  return {
    async get(path) {
      const known = kept.get(path);
      if (known) return known;
      const reading = fetching.get(path) ?? read(path).finally(() => fetching.delete(path));
      fetching.set(path, reading);
      const picture = await reading;
      if (picture) kept.set(path, picture);
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
