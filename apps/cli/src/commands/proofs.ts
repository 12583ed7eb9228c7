import { InvalidInputError, UnavailableError } from "@predictiondex/core";

/** The proofs, which need the development install. @throws {UnavailableError} without it. */
export function loadProofs(): Promise<typeof import("@predictiondex/battle/verify")> {
  return needingShowdown(() => import("@predictiondex/battle/verify"));
}

/** The check against real battles, which needs it too. @throws {UnavailableError} without it. */
export function loadRealBattles(): Promise<typeof import("@predictiondex/ml/verify")> {
  return needingShowdown(() => import("@predictiondex/ml/verify"));
}

async function needingShowdown<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UnavailableError(
      "The proofs need the development install (npm ci, with development dependencies)",
      { cause: error },
    );
  }
}

/** A whole number from 1 on. @throws {InvalidInputError} naming the option. */
export function readCount(text: string, option: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 2 ** 31) return count;
  throw new InvalidInputError([
    { pointer: option, detail: `${option} must be a whole number from 1 on, got "${text}"` },
  ]);
}
