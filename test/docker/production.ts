/** Production on one host: secrets, nginx, read-only roots, dropped capabilities, limits, backup and restore. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { type Clone, check, expect, expectMatch, freePort, predict, until } from "./harness.ts";

const COMPOSE = "docker compose -f docker-compose.yml -f docker-compose.prod.yml";
const PAGE_KEY = "the-page-s-key_of_this-test";

/** A production set-up in the clone: its environment and the address of its proxy. */
interface Production {
  readonly environment: Record<string, string>;
  readonly url: string;
  readonly httpsPort: number;
  readonly must: (command: string) => Promise<string>;
}

/** Starts production, looks at everything that it promises, and takes it away again. */
export async function checkProduction(clone: Clone): Promise<void> {
  await checkRefusals(clone);
  const production = await prepare(clone);
  try {
    const isUp = await check("production starts: first prediction through nginx", async () => {
      await production.must(`${COMPOSE} build`);
      const start = performance.now();
      await production.must(`${COMPOSE} up -d`);
      await until("a prediction", () => predict(`${production.url}/api`), 120_000);
      return `${((performance.now() - start) / 1000).toFixed(1)} s after up`;
    });
    if (!isUp) return;
    await checkKeys(production);
    await checkHardening(clone, production);
    await checkProxy(production);
    await checkRetries(clone, production);
    await checkTls(clone, production);
    await checkSteadiness(production);
    await checkBackup(clone, production);
  } finally {
    await clone.run(`${COMPOSE} down -v --timeout 10`, { environment: production.environment });
  }
}

async function prepare(clone: Clone): Promise<Production> {
  const secrets = join(clone.directory, "secrets");
  mkdirSync(join(secrets, "tls"), { recursive: true });
  writeFileSync(join(secrets, "password"), "a password of the test's own\n");
  writeFileSync(join(secrets, "key"), `${PAGE_KEY}\n`);
  const [http, https] = [await freePort(), await freePort()];
  const environment = {
    POSTGRES_PASSWORD_FILE: join(secrets, "password"),
    WEB_API_KEY_FILE: join(secrets, "key"),
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
    BIND_ADDRESS: "127.0.0.1",
  };
  return {
    environment,
    url: `http://127.0.0.1:${http}`,
    httpsPort: https,
    must: (command) => clone.must(command, { environment }),
  };
}

async function checkRefusals(clone: Clone): Promise<void> {
  await check("production without a password file refuses to start and says so", async () => {
    const environment = { WEB_API_KEY_FILE: "./README.md" };
    const { code, output } = await clone.run(`${COMPOSE} up -d`, { environment });
    expect(code !== 0, "it started");
    expectMatch(output, /POSTGRES_PASSWORD_FILE.*no default in production/s);
  });
  await check("production without the page's key refuses to start and says so", async () => {
    const environment = { POSTGRES_PASSWORD_FILE: "./README.md" };
    const { code, output } = await clone.run(`${COMPOSE} up -d`, { environment });
    expect(code !== 0, "it started");
    expectMatch(output, /WEB_API_KEY_FILE.*key with which the page asks/s);
  });
  await check(
    "Grafana without a password, or with that of development, refuses to start and says so",
    async () => {
      const start = "GRAFANA_RUN=true sh docker/grafana/start.sh";
      for (const [settings, expected] of [
        ["", /needs a password for admin/],
        ["GRAFANA_PASSWORD_FILE=/dev/null", /needs a password for admin/],
        ["GRAFANA_PASSWORD=letsgo_password", /password of development is public/],
      ] as const) {
        const { code, output } = await clone.run(`${settings} ${start}`);
        expect(code === 1, `"${settings}" ended with ${code}`);
        expectMatch(output, expected);
      }
      await clone.must(`DEV_MODE=true GRAFANA_PASSWORD=letsgo_password ${start}`);
      await clone.must(`GRAFANA_PASSWORD=own ${start}`);
    },
  );
  await check("production with the password of development refuses to start and says so", async () => {
    await clone.must("docker compose build -q api");
    const { code, output } = await clone.run(
      "docker run --rm -e POSTGRES_HOST=db -e POSTGRES_USER=u -e POSTGRES_DB=d -e POSTGRES_PASSWORD=letsgo_password predictiondex-api:test",
    );
    expect(code === 1, `code ${code}: ${output}`);
    expectMatch(output, /^The API does not start: the password of development is public/m);
  });
}

async function checkKeys({ must, url }: Production): Promise<void> {
  const ask = (service: string, header = ""): Promise<string> =>
    must(
      `${COMPOSE} exec -T ${service} node --eval 'fetch("http://api:8000/v1/types", { headers: { ${header} } }).then(({ status }) => console.log(status))'`,
    );
  await check("the API asks for a key, which the page's servers add and show to nobody", async () => {
    expect((await ask("web")).trim() === "401", "the API answers without a key");
    expect((await ask("web", `"x-api-key": "wrong"`)).trim() === "403", "the API takes any key");
    expect(
      (await ask("web", `"x-api-key": "${PAGE_KEY}"`)).trim() === "200",
      "the API refuses the page's key",
    );
    const throughWeb = await must(
      `${COMPOSE} exec -T web node --eval 'fetch("http://127.0.0.1:8501/api/v1/types").then(({ status }) => console.log(status))'`,
    );
    expect(throughWeb.trim() === "200", `through web: ${throughWeb}`);
    const answer = await fetch(`${url}/api/v1/types`);
    expect(answer.status === 200, `through nginx: ${answer.status}`);
    const own = await fetch(`${url}/api/v1/types`, { headers: { "x-api-key": "wrong" } });
    expect(own.status === 403, `a client's own wrong key through nginx: ${own.status}`);
    const page = await fetch(url);
    const told =
      [...answer.headers, ...page.headers].flat().join() + (await answer.text()) + (await page.text());
    expect(!told.includes(PAGE_KEY), "the key is shown");
  });
}

async function checkHardening(clone: Clone, { must, environment }: Production): Promise<void> {
  const ids = (await must(`${COMPOSE} ps -aq`)).trim().split("\n");
  const containers = JSON.parse(await must(`docker inspect ${ids.join(" ")}`));
  await check(
    "every container: read-only root, no capabilities but the database's, no new privileges, limits",
    async () => {
      expect(containers.length === 7, `${containers.length} containers`);
      for (const { Name: name, HostConfig: host } of containers) {
        expect(host.ReadonlyRootfs, `${name} can write its root`);
        expect(String(host.CapDrop) === "ALL", `${name} keeps capabilities`);
        const added = name.includes("-db-") ? 5 : 0;
        expect((host.CapAdd ?? []).length === added, `${name} adds ${host.CapAdd}`);
        expect(host.SecurityOpt.includes("no-new-privileges:true"), `${name} may gain privileges`);
        expect(host.Memory > 0 && host.NanoCpus > 0, `${name} has no limits`);
      }
    },
  );
  await check("a container can't write outside its own folders, and the servers are not root", async () => {
    for (const service of ["api", "web", "proxy"]) {
      const { code, output } = await clone.run(`${COMPOSE} exec -T ${service} touch /var/tmp/x`, {
        environment,
      });
      expect(code !== 0, `${service} can write`);
      expectMatch(output, /Read-only file system/);
      expect((await must(`${COMPOSE} exec -T ${service} id -u`)).trim() !== "0", `${service} is root`);
    }
  });
  await check(
    "no sources are mounted, no password is in the environment, only the proxy is published",
    async () => {
      for (const { Name: name, Mounts: mounts, Config: config, NetworkSettings: network } of containers) {
        const binds = mounts.filter(({ Type: type }: { Type: string }) => type === "bind");
        expect(
          binds.every(({ Destination: path }: { Destination: string }) => path.startsWith("/run/secrets/")),
          `${name} mounts ${JSON.stringify(binds)}`,
        );
        expect(!config.Env.some((one: string) => one.includes("test's own")), `${name} shows the password`);
        const published = Object.values(network.Ports ?? {}).some((bindings) => bindings !== null);
        expect(
          published === name.includes("-proxy-") || config.Labels["com.docker.compose.oneoff"] === "True",
          `${name} publishes ${JSON.stringify(network.Ports)}`,
        );
      }
      expectMatch(await must(`${COMPOSE} exec -T api env`), /^DEV_MODE=false$/m);
    },
  );
  await check("two API processes answer in turn", async () => {
    const before = await served(must);
    await Promise.all(Array.from({ length: 16 }, async () => predictThrough(must, clone)));
    const after = await served(must);
    expect(after.length === 2 && after.every((n, index) => n > before[index]!), `${before} → ${after}`);
  });
}

async function checkProxy({ url, must }: Production): Promise<void> {
  await check("nginx: security headers, compression, HTTP/2, caching of the page's parts", async () => {
    const page = await fetch(url);
    for (const name of [
      "content-security-policy",
      "x-frame-options",
      "x-content-type-options",
      "referrer-policy",
      "permissions-policy",
    ]) {
      expect(page.headers.has(name), `no ${name}`);
    }
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
    expect(script !== undefined, "the page names no script");
    const part = await fetch(`${url}${script}`);
    expect(part.headers.get("content-encoding") === "gzip", "not compressed");
    expectMatch(part.headers.get("cache-control") ?? "", /immutable/);
    expect(
      (await must(`curl -s -o /dev/null -w '%{http_version}' --http2-prior-knowledge ${url}/`)) === "2",
      "no HTTP/2",
    );
  });
  await check("nginx: more requests than the rate allows get 429, and the page goes on", async () => {
    const codes = await Promise.all(
      Array.from({ length: 200 }, async () => (await fetch(`${url}/api/health`)).status),
    );
    expect(codes.includes(200) && codes.includes(429), `codes: ${[...new Set(codes)]}`);
    expect((await fetch(url)).status === 200, "the page is refused too");
  });
  await check("nginx: the API's metrics are not public", async () => {
    const { status } = await fetch(`${url}/api/metrics`);
    expect(status === 404, `status ${status}`);
  });
  await check("nginx: a body over 64 KiB is refused", async () => {
    const { status } = await fetch(`${url}/api/predict/best-move`, {
      method: "POST",
      body: "x".repeat(70_000),
    });
    expect(status === 413, `status ${status}`);
  });
  await check("nginx: every line of its access log is JSON", async () => {
    const id = (await must(`${COMPOSE} ps -q proxy`)).trim();
    const lines = (await must(`docker logs --tail 250 ${id} 2>/dev/null`)).trim().split("\n");
    for (const line of lines) JSON.parse(line);
    expect(
      lines.some((line) => JSON.parse(line).status === 429),
      "the refusals are not in it",
    );
  });
}

/** Stands where an API process would, and breaks off every request after it has come. */
const BREAKER = `require("node:http").createServer((request) => {
  request.resume().on("end", () => { console.log(request.method); request.socket.destroy(); });
}).listen(8000)`;

async function checkRetries(clone: Clone, { must, url }: Production): Promise<void> {
  await check("nginx asks another API process for a GET that broke off, never twice for a POST", async () => {
    const names = [1, 2].map((n) => `${clone.project}-breaker-${n}`);
    await must(`${COMPOSE} stop api`);
    try {
      for (const name of names)
        await must(
          `docker run -d --name ${name} --network ${clone.project}_edge --network-alias api --entrypoint node predictiondex-api:test --eval '${BREAKER}'`,
        );
      await until("both", async () => {
        const found = await must(`${COMPOSE} exec -T proxy getent ahostsv4 api`);
        return new Set(found.match(/^\S+/gm)).size === 2;
      });
      await new Promise((done) => setTimeout(done, 2000));
      const ask = async (method: string): Promise<number> => {
        const seen = async (): Promise<number> =>
          (await must(`for name in ${names.join(" ")}; do docker logs $name; done`)).split(`${method}\n`)
            .length - 1;
        const before = await seen();
        const { status } = await fetch(`${url}/api/predict/best-move`, { method });
        expect(status === 502, `${method} got ${status}`);
        return (await seen()) - before;
      };
      const [nGet, nPost] = [await ask("GET"), await ask("POST")];
      expect(nGet === 2 && nPost === 1, `GET came ${nGet} times, POST ${nPost} times`);
    } finally {
      await clone.run(`docker rm -f ${names.join(" ")}`);
      await must(`${COMPOSE} start api`);
      await until("the API again", () => predict(`${url}/api`), 60_000);
    }
  });
}

async function checkTls(clone: Clone, production: Production): Promise<void> {
  await check("TLS with a certificate: HTTP/2, HSTS, and plain HTTP sends there", async () => {
    const folder = join(clone.directory, "secrets/tls");
    await clone.must(
      `openssl req -x509 -newkey rsa:2048 -nodes -keyout ${folder}/key.pem -out ${folder}/certificate.pem -days 2 -subj /CN=localhost 2>/dev/null`,
    );
    for (const file of ["key.pem", "certificate.pem"]) chmodSync(join(folder, file), 0o644);
    const environment = { ...production.environment, TLS_DIRECTORY: folder };
    await clone.must(`${COMPOSE} up -d proxy`, { environment });
    const headers = await until("an answer over TLS", () => headersOverTls(production.httpsPort), 30_000);
    expectMatch(String(headers["strict-transport-security"]), /max-age=\d{8}/);
    const version = await clone.must(
      `curl -sk -o /dev/null -w '%{http_version}' https://127.0.0.1:${production.httpsPort}/`,
    );
    expect(version === "2", `HTTP/${version}`);
    const plain = await fetch(production.url, { redirect: "manual" });
    expect(
      plain.status === 308 && plain.headers.get("location")?.startsWith("https://") === true,
      `${plain.status}`,
    );
    await production.must(`${COMPOSE} up -d proxy`);
    await until("plain HTTP again", () => predict(`${production.url}/api`), 30_000);
  });
}

async function checkSteadiness({ must }: Production): Promise<void> {
  await check("no container was killed for its memory or had to be started again", async () => {
    const ids = (await must(`${COMPOSE} ps -aq`)).trim().split("\n");
    const containers = JSON.parse(await must(`docker inspect ${ids.join(" ")}`));
    for (const { Name: name, State: state, RestartCount: nRestarts } of containers)
      expect(!state.OOMKilled && nRestarts === 0, `${name}: ${nRestarts} restarts, ${JSON.stringify(state)}`);
    const usage = await must(
      `docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' $(${COMPOSE} ps -q)`,
    );
    return [...usage.matchAll(/-(\w+)-\d+ ([\d.]+)(MiB|GiB)/g)]
      .map(
        ([, service, amount, unit]) =>
          `${service} ${Math.round(Number(amount) * (unit === "GiB" ? 1024 : 1))}`,
      )
      .join(", ")
      .concat(" MiB");
  });
}

async function checkBackup(clone: Clone, { must, url, environment }: Production): Promise<void> {
  await check("backup, an empty volume, restore: the same rows, and the API answers from them", async () => {
    const dump = (): Promise<string> =>
      must(
        `${COMPOSE} exec -T db sh -c 'pg_dump -U "$POSTGRES_USER" -d "$POSTGRES_DB" --data-only --inserts | grep -v "^.\\(un\\)\\?restrict " | sort | sha256sum'`,
      );
    // Nobody may write between the two pictures: the builder is done, and the API notes no prediction.
    await until(
      "the builder's end",
      async () =>
        (await must(`${COMPOSE} ps -a --format '{{.Service}} {{.State}}'`)).includes("ml_builder exited"),
      300_000,
      2000,
    );
    await must(`${COMPOSE} stop api`);
    const before = await dump();
    await must(`${COMPOSE} run --rm -T backup > predictiondex.dump`);
    const size = (await must("stat -c %s predictiondex.dump")).trim();
    await must(`${COMPOSE} down -v --timeout 10`);
    await must(`${COMPOSE} up -d db`);
    const tables = `${COMPOSE} exec -T db psql -U letsgo_user -d letsgo_db -Atc "select count(*) from pg_tables where schemaname = 'public'"`;
    await until("an empty database", async () => (await clone.must(tables, { environment })).trim() === "0");
    await must(`${COMPOSE} run --rm -T restore < predictiondex.dump`);
    expect((await dump()) === before, "the rows differ");
    await must(`${COMPOSE} up -d api web proxy`);
    await until("a prediction from the restored data", () => predict(`${url}/api`), 90_000);
    return `${size} bytes`;
  });
  await check("a damaged backup is refused and changes nothing", async () => {
    await must("head -c 20000 predictiondex.dump > damaged.dump");
    const { code } = await clone.run(`${COMPOSE} run --rm -T restore < damaged.dump`, { environment });
    expect(code !== 0, "it was taken");
    await predict(`${url}/api`);
    const rows = `${COMPOSE} exec -T db psql -U letsgo_user -d letsgo_db -Atc "select count(*) from data_version"`;
    expect((await must(rows)).trim() === "1", "the data version is gone");
  });
  await check("a restore replaces what is there, while the API runs", async () => {
    const sql = (query: string): Promise<string> =>
      must(`${COMPOSE} exec -T db psql -q -U letsgo_user -d letsgo_db -Atc "${query}"`);
    const rows = "select count(*), sum(level) from learnset";
    const before = await sql(rows);
    await sql("create table left_over (n int); delete from learnset where level > 30");
    await must(`${COMPOSE} run --rm -T restore < predictiondex.dump`);
    expect((await sql(rows)) === before, "the rows differ");
    expect((await sql("select to_regclass('left_over') is null")).trim() === "t", "the new table is left");
    await predict(`${url}/api`);
  });
}

/** How many requests each API container has logged. */
async function served(must: Production["must"]): Promise<readonly number[]> {
  const ids = (await must(`${COMPOSE} ps -q api`)).trim().split("\n");
  return Promise.all(
    ids.map(async (id) => (await must(`docker logs ${id} 2>&1`)).split('"request done"').length - 1),
  );
}

async function predictThrough(must: Production["must"], clone: Clone): Promise<void> {
  const port = /127\.0\.0\.1:(\d+)/.exec(await must(`${COMPOSE} port proxy 8080`))?.[1];
  expect(port !== undefined, `no port of ${clone.project}'s proxy`);
  await predict(`http://127.0.0.1:${port}/api`);
}

function headersOverTls(port: number): Promise<Readonly<Record<string, string | string[] | undefined>>> {
  return new Promise((done, fail) => {
    const call = request({ host: "127.0.0.1", port, path: "/", rejectUnauthorized: false }, (answer) => {
      answer.resume();
      done(answer.headers);
    });
    call.on("error", fail);
    call.end();
  });
}
