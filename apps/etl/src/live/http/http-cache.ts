import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

const compress = promisify(gzip);
const decompress = promisify(gunzip);
const FAST = { level: 1 };

/** An answer kept on disk. */
export interface CachedAnswer {
  readonly url: string;
  readonly body: Buffer;
  /** SHA-256 of the body. */
  readonly digest: string;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** When the source last said that this is its answer; ISO 8601. */
  readonly confirmedAt: string;
  /** How long the source lets it be used without asking again. */
  readonly maxAgeS: number;
}

/** Answers by address. */
export interface HttpCache {
  /** The answer kept; undefined where there is none, or where its file is damaged. */
  read(url: string): Promise<CachedAnswer | undefined>;
  write(answer: CachedAnswer): Promise<void>;
}

/** A cache that keeps nothing. */
export const NO_CACHE: HttpCache = { read: async () => undefined, write: async () => {} };

/**
 * A cache in a folder: one file per address, one line of JSON and then the body, gzipped. A file is written aside and
 * renamed, so that a killed process leaves whole files only; a damaged one is taken for absent.
 */
export function openHttpCache(directory: string): HttpCache {
  const pathOf = (url: string): string => {
    const key = sha256(Buffer.from(url));
    return join(directory, key.slice(0, 2), key.slice(2));
  };
  return {
    async read(url) {
      try {
        const file = await readFile(pathOf(url));
        const end = file.indexOf("\n");
        const head = JSON.parse(file.subarray(0, end).toString("utf8")) as Omit<CachedAnswer, "body">;
        const body = await decompress(file.subarray(end + 1));
        return head.url === url && sha256(body) === head.digest ? { ...head, body } : undefined;
      } catch {
        // Absent or damaged is the same to the caller: the source is asked.
        return undefined;
      }
    },
    async write({ body, ...head }) {
      const path = pathOf(head.url);
      const draft = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(
          draft,
          Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), await compress(body, FAST)]),
        );
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
