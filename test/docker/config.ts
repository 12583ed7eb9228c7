/** Each file read by what reads it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clone, check, expect, expectMatch } from "./harness.ts";

const SECRETS = { POSTGRES_PASSWORD_FILE: "./README.md", WEB_API_KEY_FILE: "./README.md" };

/** The Compose files, the stack file and the list of what a build sees. */
export async function checkFiles(clone: Clone): Promise<void> {
  await check("docker compose config -q: development", async () => {
    await clone.must("docker compose config -q");
  });
  if ((await clone.run("docker-compose version --short")).code === 0) {
    await check("docker-compose 1.29 config -q: development", async () => {
      await clone.must("docker-compose config -q");
    });
  } else console.log("SKIPPED: docker-compose 1.29 is not on this machine");
  await check("docker-compose.yml holds no name, no source mount and no published port", async () => {
    const shared = JSON.parse(await clone.must("docker compose -f docker-compose.yml config --format json"));
    for (const [name, service] of Object.entries<Record<string, unknown>>(shared.services)) {
      expect(service.ports === undefined, `${name} publishes ports`);
      const mounts = (service.volumes ?? []) as readonly { type: string; source: string }[];
      expect(
        mounts.every(({ type }) => type === "volume"),
        `${name} mounts ${JSON.stringify(mounts)}`,
      );
    }
    expect(
      !/^name:/m.test(readFileSync(join(clone.directory, "docker-compose.yml"), "utf8")),
      "it has a name",
    );
  });
  await check("BIND_ADDRESS opens the ports to the network", async () => {
    const config = await clone.must("docker compose config", { environment: { BIND_ADDRESS: "0.0.0.0" } });
    expect(
      !config.includes("host_ip: 127") && config.split("host_ip: 0.0.0.0").length === 4,
      "a port is not",
    );
  });
  await check("restart and health checks are as documented", async () => {
    const { services } = JSON.parse(await clone.must("docker compose config --format json"));
    const { settled, ...running } = services;
    expect(settled.deploy.replicas === 0, "settled has containers");
    const policies = Object.fromEntries(
      Object.entries<{ restart: string }>(running).map(([name, { restart }]) => [name, restart]),
    );
    const server = "unless-stopped";
    expect(
      JSON.stringify(sortKeys(policies)) ===
        JSON.stringify({ api: server, db: server, etl: "no", ml_builder: "no", web: server }),
      JSON.stringify(policies),
    );
    const { interval, timeout, retries, test } = services.db.healthcheck;
    expect(interval === "5s" && timeout === "5s" && retries === 5, JSON.stringify(services.db.healthcheck));
    expectMatch(test.join(" "), /pg_isready .*-U \$+POSTGRES_USER -d \$+POSTGRES_DB/);
    const api = services.api.healthcheck;
    expect(
      api.interval === "10s" && api.timeout === "5s" && api.retries === 5 && api.start_period === "30s",
      JSON.stringify(api),
    );
  });
  await check(".env.example holds the six variables and API_BASE_URL, with the defaults", async () => {
    await clone.must("cp .env.example .env");
    const fromFile = await clone.must("docker compose config --format json");
    await clone.must("rm .env");
    expect(fromFile === (await clone.must("docker compose config --format json")), "the defaults differ");
    const text = readFileSync(join(clone.directory, ".env.example"), "utf8");
    const names = [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const expected = ["USER", "PASSWORD", "DB", "HOST", "PORT"].map((part) => `POSTGRES_${part}`);
    expect(names.join() === [...expected, "DEV_MODE", "API_BASE_URL"].join(), names.join());
  });
  await check("docker compose config -q: production", async () => {
    await clone.must("docker compose -f docker-compose.yml -f docker-compose.prod.yml config -q", {
      environment: SECRETS,
    });
  });
  await check("docker stack config", async () => {
    await clone.must("docker stack config -c docker-stack.yml >/dev/null", { environment: SECRETS });
    expect(
      !/depends_on/.test(readFileSync(join(clone.directory, "docker-stack.yml"), "utf8")),
      "it has depends_on",
    );
  });
  await check("docker stack config: with monitoring", async () => {
    const files = "-c docker-stack.yml -c docker-stack.monitoring.yml";
    const config = await clone.must(`docker stack config ${files}`, { environment: SECRETS });
    for (const name of ["prometheus", "grafana", "log_shipper", "loki", "api"])
      expectMatch(config, new RegExp(`^  ${name}:$`, "m"));
  });
}

const DEVELOPMENT = ["etl", "ml-builder", "api", "web-dev"];
/** Each starts as a user of its own, or says why not. */
const USERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...DEVELOPMENT, "ml-worker", "web"].map((name) => [name, "node"])),
  proxy: "nginx",
  prometheus: "nobody",
  // Reads the host's files, with one capability.
  "log-shipper": "",
};

/** What is in the images, and how large they are: those of development, or all that can be built here. */
export async function checkImages(clone: Clone, isSmoke: boolean): Promise<void> {
  if (!isSmoke) {
    await check("docker compose build: every image of production", async () => {
      await clone.must(
        "docker compose -f docker-compose.yml -f docker-compose.prod.yml --profile workers --profile logs build -q",
        { environment: SECRETS },
      );
      await clone.must("docker compose build -q web prometheus");
    });
  }
  if (!isSmoke) await checkCache(clone);
  for (const name of isSmoke ? DEVELOPMENT : Object.keys(USERS)) {
    const image = `predictiondex-${name}:test`;
    await check(`${image}: not root, labelled, nothing that does not belong`, async () => {
      const [details] = JSON.parse(await clone.must(`docker image inspect ${image}`));
      expect(details.Config.User === USERS[name], `user "${details.Config.User}"`);
      for (const label of ["title", "description"])
        expect(
          Boolean(details.Config.Labels[`org.opencontainers.image.${label}`]) || name === "web-dev",
          `no OCI ${label}`,
        );
      const search =
        "find / -xdev ( -name '*.test.ts' -o -name .env -o -name .git ) -not -path '/proc/*' -not -path '*/node_modules/*'";
      const found = await clone.run(
        `docker run --rm --entrypoint sh ${image} -c "${search.replace("(", "\\\\(").replace(")", "\\\\)")} 2>/dev/null"`,
      );
      expect(found.output.trim() === "", `found ${found.output}`);
      if (USERS[name] === "node") {
        const commands = await clone.run(
          `docker run --rm --entrypoint sh ${image} -c "command -v predictiondex; command -v curl"`,
        );
        expect(commands.output.trim() === "/usr/local/bin/predictiondex", `commands: ${commands.output}`);
      }
      return `${(details.Size / 1e6).toFixed(0)} MB`;
    });
  }
}

async function checkCache(clone: Clone): Promise<void> {
  const files = ["packages/core/src/index.ts", "apps/api/src/main.ts", "apps/web/src/main.tsx"].map((file) =>
    join(clone.directory, file),
  );
  await check("changed sources install nothing again: the layers of npm ci come from the cache", async () => {
    const texts = files.map((file) => readFileSync(file, "utf8"));
    for (const [index, file] of files.entries()) writeFileSync(file, `${texts[index]}\n// changed\n`);
    try {
      const output = await clone.must("docker build --progress plain -f docker/Dockerfile --target web .");
      const installs = [...output.matchAll(/^#(\d+) \[\S+ +\d+\/\d+\] RUN .*npm ci /gm)];
      expect(installs.length === 2, `${installs.length} steps install`);
      for (const [, step] of installs) expectMatch(output, new RegExp(`^#${step} CACHED$`, "m"));
      // The page was built anew.
      expectMatch(output, /^#\d+ .*built in /m);
    } finally {
      for (const [index, file] of files.entries()) writeFileSync(file, texts[index]!);
    }
  });
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
