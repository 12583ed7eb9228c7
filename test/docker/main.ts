/**
 * Checks the Docker set-up by running it: `npm run test:docker`, or some parts of it: `npm run test:docker -- faults swarm`.
 * Everything happens in a copy of the project with its own Compose project, volumes and ports, which are removed at the end.
 */
import { checkAlerts } from "./alerts.ts";
import { checkFiles, checkImages } from "./config.ts";
import { checkApiReload, checkData, checkJobReload, checkPageReload, checkStart } from "./development.ts";
import { checkFaults } from "./faults.ts";
import { type Clone, cloneProject, totals, undoAll } from "./harness.ts";
import { checkLogs } from "./logs.ts";
import { checkMonitoring } from "./monitoring.ts";
import { checkOperations } from "./operations.ts";
import { checkProduction } from "./production.ts";
import { checkPublishing } from "./publishing.ts";
import { checkSwarm } from "./swarm.ts";
import { checkSymptoms } from "./symptoms.ts";

const asked = process.argv.slice(2);
const isSmoke = asked[0] === "smoke";

type Part = (clone: Clone) => Promise<void>;

const development: Part = async (clone) => {
  await checkStart(clone);
  await checkApiReload(clone);
  await checkPageReload(clone);
  await checkJobReload(clone);
  await checkData(clone);
};

const PARTS: Readonly<Record<string, Part>> = {
  files: async (clone) => {
    await checkFiles(clone);
    await checkPublishing(clone);
  },
  production: checkProduction,
  operations: checkOperations,
  development,
  images: (clone) => checkImages(clone, isSmoke),
  faults: checkFaults,
  symptoms: checkSymptoms,
  logs: checkLogs,
  monitoring: async (clone) => {
    await checkMonitoring(clone);
    await checkAlerts(clone);
  },
  swarm: checkSwarm,
};
const SMOKE = ["files", "development", "images"];

const names = isSmoke ? SMOKE : asked.length > 0 ? asked : Object.keys(PARTS);
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(", ")}; known: ${Object.keys(PARTS).join(", ")}`);

const clone = await cloneProject(`pdxtest${process.pid}`);
const leave = async (): Promise<void> => {
  await undoAll();
  await clone.run("docker compose down -v --remove-orphans --timeout 5");
  clone.remove();
};
process.once("SIGINT", () => leave().then(() => process.exit(130)));
process.once("SIGTERM", () => leave().then(() => process.exit(143)));
try {
  for (const name of names) {
    console.log(`\n▶ ${name}`);
    await PARTS[name]!(clone);
    await clone.run("docker compose down -v --remove-orphans --timeout 5");
  }
} finally {
  await leave();
}
const { passed, failed } = totals();
console.log(`\ndocker ${isSmoke ? "smoke" : "checks"}: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
