import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { ConfigInvalidError } from "@predictiondex/core";

/** Makes the data folder where it is missing. @throws ConfigInvalidError in one line where it can't be read and written. */
export function prepareDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EEXIST" || code === "ENOTDIR" ? "it is not a folder" : `${code}`;
    throw new ConfigInvalidError(
      `The data folder ${directory} can't be read and written (${why}): mend its rights, or set DATA_DIR to another folder`,
      { cause: error },
    );
  }
  if (!statSync(directory).isDirectory()) {
    throw new ConfigInvalidError(`The data folder ${directory} is not a folder: set DATA_DIR to another one`);
  }
}
