/** The way of the logs: what the API writes arrives at Loki's push API, line for line; also after Loki was away. */
import { type Clone, check, expect, undone, until } from "./harness.ts";

const COMPOSE = "docker compose -f docker-compose.yml -f docker-compose.prod.yml --profile logs";

/** Takes what the shipper sends and prints it; a stand-in for Loki's end of the line. */
const RECEIVER = `require("node:http").createServer((request, answer) => {
  let body = "";
  request.on("data", (chunk) => { body += chunk; });
  request.on("end", () => { console.log(JSON.stringify({ path: request.url, body })); answer.writeHead(204).end(); });
}).listen(3100)`;

/** A line as it arrived. */
interface Arrival {
  readonly container: string;
  readonly at: number;
  readonly line: string;
}

/** Ships the logs of a container to a receiver and decodes what arrives. */
export async function checkLogs(clone: Clone): Promise<void> {
  const { project } = clone;
  const environment = {
    POSTGRES_PASSWORD_FILE: "./README.md",
    WEB_API_KEY_FILE: "./README.md",
    LOKI_URL: `http://${project}-receiver:3100`,
  };
  const must = (command: string): Promise<string> => clone.must(command, { environment });
  const arrivals = async (): Promise<readonly Arrival[]> =>
    decode(await must(`docker logs ${project}-receiver`));
  const ship = async (): Promise<void> => {
    await must(`${COMPOSE} build -q log_shipper api`);
    await must(`${COMPOSE} up -d --no-deps log_shipper`);
    await must(
      `docker run -d --name ${project}-receiver --network ${project}_edge --entrypoint node predictiondex-api:test --eval '${RECEIVER}'`,
    );
    // A line of the real API, one with everything that JSON must escape, and one that is no JSON.
    const odd = 'é "quoted" back\\slash tab\t 100 % $x 漢字';
    await must(
      `docker run -d --name ${project}-writer --log-opt tag='predictiondex/{{.Name}}' -e POSTGRES_HOST=nowhere -e POSTGRES_USER=u -e POSTGRES_PASSWORD=p -e POSTGRES_DB=d predictiondex-api:test`,
    );
    await must(
      `docker run -d --name ${project}-odd --log-opt tag='predictiondex/{{.Name}}' --entrypoint printf predictiondex-api:test '%s\\n' '${odd}' '${JSON.stringify({ odd })}'`,
    );
    await check("what containers write arrives at Loki's push API, line for line", async () => {
      const received = await until("the lines", async () => {
        const all = await arrivals();
        return (
          all.some(({ line }) => line.includes('{"odd"')) &&
          all.some(({ line }) => line.includes("waiting for")) &&
          all
        );
      });
      const from = (name: string) => received.filter(({ container }) => container === `${project}-${name}`);
      const [plain, json] = from("odd");
      expect(plain?.line === odd, `arrived as ${plain?.line}`);
      expect(JSON.parse(json?.line ?? "{}").odd === odd, `arrived as ${json?.line}`);
      const api = from("writer").map(({ line }) => JSON.parse(line));
      expect(
        api.every((entry) => typeof entry.msg === "string"),
        JSON.stringify(api),
      );
      expect(
        received.every(({ at }) => Math.abs(at - Date.now()) < 120_000),
        "times are not those of the lines",
      );
      return `${received.length} lines`;
    });
    await check("lines written while Loki is away arrive when it is back, each once", async () => {
      await must(`docker stop --time 1 ${project}-receiver`);
      await must(
        `docker run -d --name ${project}-late --log-opt tag='predictiondex/{{.Name}}' --entrypoint seq predictiondex-api:test 1 500`,
      );
      await must("sleep 4");
      await must(`docker start ${project}-receiver`);
      const lines = await until(
        "500 lines",
        async () => {
          const late = (await arrivals()).filter(({ container }) => container === `${project}-late`);
          return late.length >= 500 && late;
        },
        90_000,
      );
      expect(
        lines.map(({ line }) => line).join() === Array.from({ length: 500 }, (_, index) => index + 1).join(),
        "not the lines that were written",
      );
    });
    await check("containers without the tag are left alone", async () => {
      const names = new Set((await arrivals()).map(({ container }) => container));
      expect(!names.has(`${project}-receiver`), "the receiver's own lines came");
    });
  };
  await undone(ship, async () => {
    await clone.run(
      `docker rm -f ${["receiver", "writer", "odd", "late"].map((name) => `${project}-${name}`).join(" ")}`,
    );
    await clone.run(`${COMPOSE} down -v --timeout 5`, { environment });
  });
}

function decode(output: string): readonly Arrival[] {
  return output
    .trim()
    .split("\n")
    .filter(Boolean)
    .flatMap((request) => {
      const { path, body } = JSON.parse(request) as { path: string; body: string };
      expect(path === "/loki/api/v1/push", `asked for ${path}`);
      const { streams } = JSON.parse(body) as {
        streams: readonly {
          stream: Record<string, string>;
          values: readonly (readonly [string, string])[];
        }[];
      };
      return streams.flatMap(({ stream, values }) =>
        values.map(([time, line]) => ({ container: stream.container ?? "", at: Number(time) / 1e6, line })),
      );
    });
}
