/** `npm run bench -- engine [--json …]`: runs one benchmark; without a name it lists them. */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { basename, join } from "node:path";

const [name, ...parameters] = process.argv.slice(2);
const names = globSync("*.ts", { cwd: import.meta.dirname })
  .map((file) => basename(file, ".ts"))
  .filter((file) => file !== "main")
  .sort();

if (name === undefined || !names.includes(name)) {
  console.error(`Which benchmark? npm run bench -- ${names.join("|")} [--json]`);
  process.exitCode = 1;
} else {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...parameters], {
    stdio: "inherit",
  });
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
