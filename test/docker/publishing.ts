/** What other machines get: both architectures, what the release publishes, what Grafana is given at its start. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Clone, check, expect } from "./harness.ts";

/** Stages that only others are made from, and the development server. */
const NOT_PUBLISHED = [
  "node",
  "manifests",
  "dependencies",
  "development-dependencies",
  "sources",
  "page",
  "program",
  "web-dev",
];

/** A key's kind of value: that of the given example, or of every entry of the list. */
type Shape = string | number | boolean | { readonly [key: string]: Shape } | readonly [Shape];

/** The parts of Grafana's provisioning formats (version 1) that ours use; nothing else may be in them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  datasources: {
    apiVersion: 1,
    datasources: [
      {
        ...{ name: "", uid: "", type: "", access: "", url: "", isDefault: true, editable: false },
        jsonData: { httpMethod: "", timeInterval: "" },
      },
    ],
  },
  dashboards: {
    apiVersion: 1,
    providers: [
      {
        ...{ name: "", type: "", folder: "", disableDeletion: true, allowUiUpdates: false },
        options: { path: "" },
      },
    ],
  },
};

/** Reads the Dockerfile, the lock file, the workflows and Grafana's provisioning. */
export async function checkPublishing(clone: Clone): Promise<void> {
  const read = (path: string): string => readFileSync(join(clone.directory, path), "utf8");
  const dockerfile = read("docker/Dockerfile");
  await check("arm64 and amd64: no install script runs, every native package has both", async () => {
    for (const [line] of dockerfile.matchAll(/npm ci.*/g))
      expect(line.includes("--ignore-scripts"), `scripts run: ${line}`);
    expect(!/--platform|amd64|x86_64/.test(dockerfile.replaceAll(/^#.*$/gm, "")), "it names an architecture");
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Readonly<Record<string, { cpu?: readonly string[]; os?: readonly string[] }>>;
    };
    // DuckDB is for the tests alone: its registry entry lacks arm64 in some releases.
    const native = Object.entries(packages).filter(
      ([path, { cpu, os }]) => cpu?.includes("x64") && os?.includes("linux") && !/musl|@duckdb\//.test(path),
    );
    const lone = native
      .map(([path]) => path.replace("x64", "arm64"))
      .filter((path) => packages[path] === undefined);
    expect(native.length > 0 && lone.length === 0, `not in the lock file: ${lone}`);
    return `${native.length} packages`;
  });
  await check("the release publishes every image for both architectures, with an SBOM", async () => {
    const { jobs } = parse(read(".github/workflows/release.yml"));
    const { strategy, steps, needs } = jobs.images;
    const targets = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name!);
    const published = targets.filter((name) => !NOT_PUBLISHED.includes(name));
    expect(published.toString() === strategy.matrix.target.toString(), `the Dockerfile has ${published}`);
    const build = (steps as readonly { uses: string; with: Record<string, unknown> }[]).find(({ uses }) =>
      uses.startsWith("docker/build-push-action@"),
    );
    expect(build?.with.platforms === "linux/amd64,linux/arm64", `platforms: ${build?.with.platforms}`);
    expect(build.with.sbom === true && build.with.push === true, "no SBOM, or nothing is pushed");
    const ci = parse(read(".github/workflows/ci.yml"));
    expect(JSON.stringify(ci.jobs).includes("bash .ci/run"), "CI does not run .ci/run");
    expect(
      jobs[needs]?.uses === "./.github/workflows/ci.yml" && "workflow_call" in ci.on,
      "nothing is tested before",
    );
    return published.join(", ");
  });
  await check("Grafana's provisioning fits its formats, and names what is in the image", async () => {
    const folder = "docker/grafana/provisioning";
    const found: Record<string, Record<string, unknown>> = {};
    for (const [kind, shape] of Object.entries(SHAPES)) {
      for (const file of readdirSync(join(clone.directory, folder, kind))) {
        found[kind] = parse(read(`${folder}/${kind}/${file}`));
        expectShape(found[kind], shape, file);
      }
    }
    const [provider] = found.dashboards!.providers as readonly { type: string; options: { path: string } }[];
    expect(provider?.type === "file", `the dashboards come from ${provider?.type}`);
    expect(
      dockerfile.includes(`COPY docker/grafana/dashboards/ ${provider.options.path}/`),
      "another folder",
    );
    const [source] = found.datasources!.datasources as readonly { uid: string; url: string }[];
    const { services } = parse(read("docker-compose.yml"));
    const host = new URL(source!.url).hostname;
    expect(services[host] !== undefined, `no service ${host}`);
    for (const file of readdirSync(join(clone.directory, "docker/grafana/dashboards"))) {
      const { panels } = JSON.parse(read(`docker/grafana/dashboards/${file}`)) as {
        panels: readonly { title: string; datasource: { uid: string } }[];
      };
      for (const { title, datasource } of panels)
        expect(datasource.uid === source!.uid, `${file}: ${title} asks ${datasource.uid}`);
    }
  });
}

/** Throws unless the value has exactly the shape's keys, with values of their kinds. */
function expectShape(value: unknown, shape: Shape, path: string): void {
  if (Array.isArray(shape)) {
    expect(Array.isArray(value) && value.length > 0, `${path} is no list`);
    value.forEach((entry, index) => {
      expectShape(entry, shape[0], `${path}/${index}`);
    });
  } else if (typeof shape === "object") {
    expect(typeof value === "object" && value !== null, `${path} is no map`);
    const [has, wants] = [Object.keys(value).sort(), Object.keys(shape).sort()];
    expect(has.join() === wants.join(), `${path} has ${has}; wanted: ${wants}`);
    for (const [key, inner] of Object.entries(shape))
      expectShape((value as Record<string, unknown>)[key], inner, `${path}/${key}`);
  } else {
    const isRight = typeof value === typeof shape && (typeof shape !== "string" || value !== "");
    expect(isRight, `${path} is ${JSON.stringify(value)}`);
  }
}
