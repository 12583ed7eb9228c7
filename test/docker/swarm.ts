/** Production on a swarm of this one node: rolling update and roll-back under load, replicas, jobs, secrets. */
import {
  type Clone,
  check,
  expect,
  expectMatch,
  freePort,
  predict,
  startLoad,
  undone,
  until,
  withoutFailures,
} from "./harness.ts";

const DEPLOY = "docker stack deploy --resolve-image never -c docker-stack.yml";

/** Deploys the stack, updates it under load, has a broken version taken back, and takes everything away again. */
export async function checkSwarm(clone: Clone): Promise<void> {
  const before = (await clone.must("docker info --format '{{.Swarm.LocalNodeState}}'")).trim();
  if (before === "active") {
    console.log("SKIPPED: the swarm: this engine is in one already, which the test must not change");
    return;
  }
  const stack = `${clone.project}swarm`;
  const http = await freePort();
  const environment = {
    HTTP_PORT: String(http),
    HTTPS_PORT: String(await freePort()),
    RATE_LIMIT: "100000",
    API_RATE_LIMIT_PREDICT: "1000000",
    PROXY_TAG: "v1",
    PROMETHEUS_PORT: String(await freePort()),
  };
  const url = `http://127.0.0.1:${http}/api`;
  const must = (command: string): Promise<string> => clone.must(command, { environment });
  const image = (tag: string): Promise<string> =>
    must(
      `docker build -q -f docker/Dockerfile --target api --build-arg VERSION=${tag} -t predictiondex-api:${tag} . && for name in etl ml-builder ml-worker web proxy; do docker tag predictiondex-$name:test predictiondex-$name:${tag}; done`,
    );
  const deploy = async (): Promise<void> => {
    await must("docker swarm init --advertise-addr 127.0.0.1");
    await must("docker node update --label-add predictiondex.db=true $(docker node ls -q)");
    await checkMissingSecret(clone, stack, environment);
    await must("printf 'a password of the test' | docker secret create postgres_password -");
    await must("printf 'the-key-of_this-test' | docker secret create web_api_key -");
    const isUp = await check(
      "docker stack deploy: jobs done, replicas up, first prediction through nginx",
      async () => {
        await must(
          "POSTGRES_PASSWORD_FILE=./README.md WEB_API_KEY_FILE=./README.md docker compose -f docker-compose.yml -f docker-compose.prod.yml --profile workers build -q",
        );
        await image("v1");
        const start = performance.now();
        await must(`IMAGE_TAG=v1 ${DEPLOY} ${stack}`);
        await until("a prediction", () => predict(url), 240_000);
        const took = ((performance.now() - start) / 1000).toFixed(1);
        await until("2 of 2 replicas", () => isComplete(must, `${stack}_api`), 120_000);
        await until(
          "the jobs",
          async () => (await must(`docker service ps ${stack}_ml_builder`)).includes("Complete"),
          240_000,
        );
        return `${took} s after deploy`;
      },
    );
    if (!isUp) {
      console.log(
        await must(`docker stack ps --no-trunc ${stack}; docker service logs --tail 20 ${stack}_api`),
      );
      return;
    }
    await check("rolling update under load: 0 failed requests", async () => {
      await image("v2");
      const load = startLoad(url);
      await must(`IMAGE_TAG=v2 ${DEPLOY} ${stack}`);
      await until(
        "the update's end",
        async () => (await updateState(must, `${stack}_api`)) === "completed",
        240_000,
      );
      const answered = withoutFailures(await load.stop());
      expectMatch(
        await must(`docker service ps ${stack}_api --filter desired-state=running --format '{{.Image}}'`),
        /^(predictiondex-api:v2\n){2}$/,
      );
      return answered;
    });
    await check("a version that does not start is taken back under load: 0 failed requests", async () => {
      const load = startLoad(url);
      await must(
        `docker service update --detach --no-resolve-image --env-add POSTGRES_PASSWORD_FILE=/nowhere ${stack}_api`,
      );
      await until(
        "the roll-back",
        async () => (await updateState(must, `${stack}_api`)) === "rollback_completed",
        300_000,
      );
      const answered = withoutFailures(await load.stop());
      return answered;
    });
    await check("docker service scale adds replicas, which the proxy finds", async () => {
      await must(`docker service scale --detach ${stack}_api=3`);
      await until("3 of 3 replicas", () => isComplete(must, `${stack}_api`), 120_000);
      const proxy = (
        await must(`docker ps -q --filter label=com.docker.swarm.service.name=${stack}_proxy`)
      ).trim();
      const addresses = new Set((await must(`docker exec ${proxy} getent ahostsv4 api`)).match(/^\S+/gm));
      expect(addresses.size === 3, `api resolves to ${[...addresses]}`);
    });
    await checkWorkers(must, stack);
    await checkSwarmBackup(must, stack, url);
    await checkSwarmMonitoring(must, stack, environment);
  };
  await undone(deploy, () => takeAway(clone, stack));
}

async function takeAway(clone: Clone, stack: string): Promise<void> {
  await clone.run(`docker stack rm ${stack}`);
  await until(
    "the stack's end",
    async () =>
      (await clone.must(`docker ps -q --filter label=com.docker.stack.namespace=${stack}`)).trim() === "",
    90_000,
  ).catch(() => {});
  await clone.run("docker swarm leave --force");
  await clone.run(`docker ps -aq --filter label=com.docker.stack.namespace=${stack} | xargs -r docker rm -f`);
  await clone.run(
    `docker volume ls -q --filter label=com.docker.stack.namespace=${stack} | xargs -r docker volume rm`,
  );
  await clone.run(
    "for name in etl ml-builder ml-worker api web proxy prometheus log-shipper; do docker rmi predictiondex-$name:v1 predictiondex-$name:v2; done",
  );
}

async function checkWorkers(must: (command: string) => Promise<string>, stack: string): Promise<void> {
  await check("docker service scale starts two workers, and both label shards beside the job", async () => {
    await must(`docker service scale --detach ${stack}_ml_worker=2`);
    await until("2 of 2 workers", () => isComplete(must, `${stack}_ml_worker`), 120_000);
    const tasks = (await must(`docker ps -q --filter label=com.docker.swarm.service.name=${stack}_ml_worker`))
      .trim()
      .split("\n");
    const said = (text: string): Promise<readonly number[]> =>
      Promise.all(tasks.map(async (id) => (await must(`docker logs ${id}`)).split(text).length - 1));
    await until("both wait", async () => (await said("waiting for shards")).every((n) => n > 0), 90_000);
    const job = (): Promise<string> =>
      must(`docker service ps ${stack}_ml_builder --format '{{.DesiredState}} {{.CurrentState}} {{.Error}}'`);
    const isOver = async (): Promise<boolean> =>
      (await job()).split("\n").every((line) => line === "" || /Complete|Shutdown|Remove/.test(line));
    // The job runs once more, and builds the data set anew; as often as it has taken all shards itself before both came.
    const run = (): Promise<string> =>
      must(`docker service update --detach --no-resolve-image --force --args=--force ${stack}_ml_builder`);
    await run();
    const nShards = await until(
      "shards from both",
      async () => {
        const counts = await said("shard labelled");
        if (counts.every((n) => n > 0)) return counts;
        if (await isOver()) await run();
        const last = await Promise.all(tasks.map((id) => must(`docker logs --tail 2 ${id}`)));
        throw new Error(
          `shards so far: ${counts.join(", ")}; tasks of the job:\n${await job()}\n${last.join("\n")}`,
        );
      },
      240_000,
      2000,
    );
    await must(`docker service scale --detach ${stack}_ml_worker=0`);
    await until("the end of the job", isOver, 240_000);
    return `${tasks.length} workers, ${nShards.join(" and ")} shards so far`;
  });
}

async function checkSwarmBackup(
  must: (command: string) => Promise<string>,
  stack: string,
  url: string,
): Promise<void> {
  const psql = (query: string): Promise<string> =>
    must(
      `docker exec $(docker ps -q --filter label=com.docker.swarm.service.name=${stack}_db) psql -U letsgo_user -d letsgo_db -Atc "${query}"`,
    );
  await check("backup and restore, one command each: what was lost is back", async () => {
    const rows = "select count(*), sum(level) from learnset";
    const before = await psql(rows);
    await must(`STACK=${stack} docker/swarm-database.sh backup > swarm.dump`);
    await psql("drop schema public cascade; create schema public");
    await must(`STACK=${stack} docker/swarm-database.sh restore < swarm.dump`);
    expect((await psql(rows)) === before, "the rows differ");
    await until("a prediction", () => predict(url), 60_000);
    return `${(await must("stat -c %s swarm.dump")).trim()} bytes`;
  });
}

async function checkSwarmMonitoring(
  must: (command: string) => Promise<string>,
  stack: string,
  environment: Record<string, string>,
): Promise<void> {
  await check(
    "monitoring beside it: Prometheus finds every replica, the shipper runs on the node",
    async () => {
      await must("printf 'a password for dashboards' | docker secret create grafana_password -");
      await must(
        "POSTGRES_PASSWORD_FILE=./README.md WEB_API_KEY_FILE=./README.md docker compose -f docker-compose.yml -f docker-compose.prod.yml --profile monitoring --profile logs build -q prometheus log_shipper",
      );
      await must(
        "for name in prometheus log-shipper; do docker tag predictiondex-$name:test predictiondex-$name:v2; done",
      );
      // The public images of Grafana and Loki are not asked for.
      const settings = "GRAFANA_REPLICAS=0 LOKI_REPLICAS=0 IMAGE_TAG=v2";
      await must(`${settings} ${DEPLOY} -c docker-stack.monitoring.yml ${stack}`);
      const query = encodeURIComponent('sum(up{job="api"})');
      await until(
        "2 replicas in Prometheus",
        async () => {
          const answer = await fetch(
            `http://127.0.0.1:${environment.PROMETHEUS_PORT}/api/v1/query?query=${query}`,
          );
          const { data } = (await answer.json()) as {
            data: { result: readonly { value: [number, string] }[] };
          };
          return Number(data.result[0]?.value[1]) >= 2;
        },
        120_000,
      );
      await until("the shipper", () => isComplete(must, `${stack}_log_shipper`), 60_000);
    },
  );
}

async function checkMissingSecret(
  clone: Clone,
  stack: string,
  environment: Record<string, string>,
): Promise<void> {
  await check("docker stack deploy without the secret says which one is missing", async () => {
    const { code, output } = await clone.run(`IMAGE_TAG=v1 ${DEPLOY} ${stack}`, { environment });
    expect(code !== 0, "it was deployed");
    expectMatch(output, /secret.*(postgres_password|web_api_key)/);
  });
}

async function isComplete(must: (command: string) => Promise<string>, service: string): Promise<boolean> {
  const [running, wanted] = (
    await must(`docker service ls --filter name=${service} --format '{{.Replicas}}'`)
  )
    .trim()
    .split("/");
  return running === wanted;
}

async function updateState(must: (command: string) => Promise<string>, service: string): Promise<string> {
  const [details] = JSON.parse(await must(`docker service inspect ${service}`));
  return details.UpdateStatus?.State ?? "none";
}
