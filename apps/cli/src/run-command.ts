import { ApiError } from "@predictiondex/contract";
import { ConfigInvalidError, PredictionDexError } from "@predictiondex/core";

/**
 * Runs a command's body; an error that the project throws on purpose is told in its own words and ends the process with
 * code 1, without a stack trace. Any other error is a defect and keeps its trace.
 */
export async function runGuarded(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    const expected = tellExpected(error);
    if (expected === undefined) throw error;
    console.error(expected);
    process.exitCode = 1;
  }
}

function tellExpected(error: unknown): string | undefined {
  if (error instanceof PredictionDexError) return error.message;
  if (error instanceof ApiError) return error.problem.detail;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "ENOSPC") {
    return new ConfigInvalidError(
      `${path ?? "a file"} can't be used (${code}): check its rights and the disk`,
    ).message;
  }
  return undefined;
}
