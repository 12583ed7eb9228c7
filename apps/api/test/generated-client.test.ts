import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { call, createTestApi } from "./helpers.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Readonly<
    Record<string, { readonly content: Record<string, { readonly schema: Schema }> }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A schema as a TypeScript type. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1)!;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map((choice) => `(${typeOf(choice)})`).join(" | ");
  const types = [schema.type ?? []].flat();
  if (types.length > 1) return types.map((type) => `(${typeOf({ ...schema, type })})`).join(" | ");
  switch (types[0]) {
    case "string":
    case "boolean":
    case "null":
      return types[0];
    case "integer":
    case "number":
      return "number";
    case "array":
      return `(${typeOf(schema.items ?? {})})[]`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined) {
    const inner = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
    return `Record<string, ${inner}>`;
  }
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${JSON.stringify(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema)};`,
  );
  return `{ ${fields.join(" ")} }`;
}

function generate({ paths, components }: Document): string {
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const calls = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId, parameters = [], requestBody, responses }) => {
      const asked = parameters.map(
        ({ name, required, schema }) => `${JSON.stringify(name)}${required ? "" : "?"}: ${typeOf(schema)};`,
      );
      const body = requestBody && `body: ${typeOf(Object.values(requestBody.content)[0]!.schema)};`;
      const answer = Object.values(responses["200"]!.content)[0]!.schema;
      return `  ${operationId}(request: { ${[...asked, body ?? ""].join(" ")} }): Promise<${typeOf(answer)}>;`;
    });
  return `${types.join("\n")}\nexport interface Client {\n${calls.join("\n")}\n}\n`;
}

const USE = `
declare const client: Client;
const { p, moves } = await client.predictMatchup({ body: { a: { pokemon: 25 }, b: { pokemon: "Carapuce" } } });
const sum: number = p + moves[0]!.p;
const { items } = await client.listV1PokemonForms({ limit: 3, type: "fire" });
const name: string = items[0]!.names.fr;
// @ts-expect-error a level is a number
client.calculateDamage({ body: { attacker: { pokemon: 1, level: "5" }, defender: { pokemon: 2 } } });
// @ts-expect-error a body is needed
client.simulateBattles({});
export { name, sum };
`;

describe("a client generated from the document", () => {
  it("compiles, and refuses what the document refuses", async () => {
    const app = await createTestApi();
    const document = (await call(app, "/openapi.json")).json() as Document;
    const folder = mkdtempSync(join(tmpdir(), "client-"));
    const file = join(folder, "client.ts");
    writeFileSync(file, generate(document) + USE);
    const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
    const flags = [
      "--noEmit",
      "--ignoreConfig",
      "--strict",
      "--target",
      "esnext",
      "--module",
      "esnext",
      "--moduleResolution",
      "bundler",
    ];
    const { stdout } = await promisify(execFile)(process.execPath, [
      tsc,
      ...flags,
      "--types",
      "",
      file,
    ]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
    rmSync(folder, { recursive: true });
  });
});
