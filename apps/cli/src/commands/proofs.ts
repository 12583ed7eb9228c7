import { InvalidInputError, UnavailableError } from "@predictiondex/core";

/** The proofs, which need the development install. @throws {UnavailableError} without it. */
export async function loadProofs(): Promise<typeof import("@predictiondex/battle/verify")> {
  try {
    return await import("@predictiondex/battle/verify");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UnavailableError(
      "The proofs need the development install (npm ci, with development dependencies)",
      {
        cause: error,
      },
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
