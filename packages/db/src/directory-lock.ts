// One process owns a data folder: `predictiondex.lock` in it holds the owner's identity and a random token.
//
// Acquiring links a finished file to that name, which fails where the name is taken. A dead owner's lock is taken over
// without ever removing the name: whoever creates `predictiondex.lock.<dead token>` (a link again, so one process wins),
// and still finds the dead token in place afterwards, replaces the lock by a rename. A winner that dies on its way is
// itself found in that file and succeeded in the same manner; tokens never come twice, so a late-comer that acts on an
// old token sees that the lock has moved on and starts again.

import { randomUUID } from "node:crypto";
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { DataLockedError, UnavailableError } from "@predictiondex/core";
import { type Liveness, livenessOf, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

const LOCK_FILE = "predictiondex.lock";
/** What file systems say that have no hard links, such as a memory card's. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);
const READ_ATTEMPTS = 20;
const READ_PAUSE_MS = 50;

/** Who owns a data folder, as its lock file says. */
export interface LockOwner extends ProcessIdentity {
  /** Random; new for each time the lock is taken. */
  readonly token: string;
  /** ISO 8601. */
  readonly since: string;
  /** What the owner wants others to know, such as its API's address. */
  readonly details: Readonly<Record<string, string>>;
}

/** A data folder that this process owns. */
export interface DirectoryLock {
  readonly directory: string;
  /** Tells other processes how to reach the owner (`readDirectoryLock`). */
  announce(details: Readonly<Record<string, string>>): void;
  release(): void;
}

/**
 * Makes this process the only owner of the folder, which is created where missing. A dead owner's lock is taken over.
 * @throws {DataLockedError} when another live process owns it.
 */
export function acquireDirectoryLock(directory: string): DirectoryLock {
  const folder = resolve(directory);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const owner: LockOwner = {
    ...ownIdentity(),
    token: randomUUID(),
    since: new Date().toISOString(),
    details: {},
  };
  const draft = `${path}.${owner.token}.new`;
  writeFileSync(draft, JSON.stringify(owner), { flag: "wx" });
  try {
    while (!tryToOwn(folder, path, draft)) {
      // The lock changed hands while we looked: look again.
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return heldLock(folder, path, owner);
}

/** The owner of a data folder and whether it lives; undefined when nobody holds the lock. */
export function readDirectoryLock(
  directory: string,
): (LockOwner & { readonly liveness: Liveness }) | undefined {
  const owner = readOwner(join(resolve(directory), LOCK_FILE));
  return owner && { ...owner, liveness: livenessOf(owner) };
}

function heldLock(directory: string, path: string, owner: LockOwner): DirectoryLock {
  let isHeld = true;
  return {
    directory,
    announce(details) {
      if (!isHeld) return;
      const draft = `${path}.${owner.token}.new`;
      writeFileSync(draft, JSON.stringify({ ...owner, details }));
      renameSync(draft, path);
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (readOwner(path)?.token === owner.token) rmSync(path, { force: true });
    },
  };
}

/** Tries once; false when the lock changed hands meanwhile. */
function tryToOwn(folder: string, path: string, draft: string): boolean {
  if (linkIfAbsent(draft, path)) return true;
  const first = readOwner(path);
  if (first === undefined) return false;
  assertDead(first, folder, path);
  const claims: string[] = [];
  for (let dead = first; ; ) {
    const claim = `${path}.${dead.token}`;
    claims.push(claim);
    if (linkIfAbsent(draft, claim)) break;
    const successor = readOwner(claim);
    if (successor === undefined) return false;
    assertDead(successor, folder, path);
    dead = successor;
  }
  if (readOwner(path)?.token !== first.token) {
    rmSync(claims.at(-1)!, { force: true });
    return false;
  }
  renameSync(draft, path);
  for (const claim of claims) rmSync(claim, { force: true });
  return true;
}

function assertDead(owner: LockOwner, folder: string, path: string): void {
  const liveness = livenessOf(owner);
  if (liveness === "dead") return;
  const advice =
    liveness === "alive"
      ? "stop it first, or set DATA_DIR to another folder"
      : `it runs in another container or is gone; when it is gone, delete ${path}`;
  throw new DataLockedError(
    `the data folder ${folder} is in use by process ${owner.pid} since ${owner.since}: ${advice}`,
    owner.pid,
  );
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!NO_LINKS.has(code)) throw error;
  }
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(path: string): LockOwner | undefined {
  for (let attempt = 1; ; attempt++) {
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      return JSON.parse(text) as LockOwner;
    } catch (cause) {
      // Without links the file is there a moment before its content.
      if (attempt < READ_ATTEMPTS)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, READ_PAUSE_MS);
      else
        throw new UnavailableError(`the lock file ${path} is damaged: delete it when no PredictionDex runs`, {
          cause,
        });
    }
  }
}
