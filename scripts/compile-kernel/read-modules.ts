// Reads the kernel's modules as the compiler needs them: parsed functions, and the values of all module constants, which
// are found by running the modules' own top level.

import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type FunctionDeclaration, type Node, type Pattern, parse } from "acorn";

/** What a module's name stands for. */
export type ModuleValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "array"; readonly words: Int32Array }
  | { readonly kind: "function"; readonly id: string };

/** A function of the kernel with the names its module gives it. */
export interface KernelFunction {
  /** `file#name`. */
  readonly id: string;
  readonly node: FunctionDeclaration;
  readonly names: ReadonlyMap<string, ModuleValue>;
}

/** All functions of the kernel's modules by id. */
export async function readKernel(engine: string): Promise<ReadonlyMap<string, KernelFunction>> {
  const files = [
    ...readdirSync(join(engine, "kernel")).map((file) => join("kernel", file)),
    "random.ts",
    "trace.ts",
  ];
  const ids = new Map<unknown, string>();
  for (const file of files) {
    for (const [name, value] of Object.entries(await load(engine, file))) {
      if (typeof value === "function") ids.set(value, `${file}#${name}`);
    }
  }
  const functions = new Map<string, KernelFunction>();
  for (const file of files) {
    const text = stripTypeScriptTypes(readFileSync(join(engine, file), "utf8"));
    const { body } = parse(text, { ecmaVersion: "latest", sourceType: "module" });
    const declarations = body.map((node) =>
      node.type === "ExportNamedDeclaration" && node.declaration ? node.declaration : node,
    );
    const own = declarations.filter(
      (node): node is FunctionDeclaration => node.type === "FunctionDeclaration",
    );
    const namespaces = new Map<string, string>();
    for (const node of declarations) {
      if (node.type !== "ImportDeclaration") continue;
      for (const { local } of node.specifiers)
        namespaces.set(local.name, join(file, "..", String(node.source.value)));
    }
    const constants = declarations.flatMap((node) =>
      node.type === "VariableDeclaration" ? node.declarations.flatMap(({ id }) => namesOf(id)) : [],
    );
    const topLevel = declarations
      .filter(({ type }) => type === "VariableDeclaration" || type === "FunctionDeclaration")
      .map(({ start, end }) => text.slice(start, end));
    const run = new Function(
      ...namespaces.keys(),
      `${topLevel.join("\n")}\nreturn { ${constants.join(", ")} };`,
    );
    const loaded = await Promise.all([...namespaces.values()].map((path) => load(engine, path)));
    const names = new Map<string, ModuleValue>();
    for (const [name, value] of Object.entries(run(...loaded) as Record<string, unknown>)) {
      const known = moduleValue(value, ids);
      if (known) names.set(name, known);
    }
    for (const node of own) names.set(node.id.name, { kind: "function", id: `${file}#${node.id.name}` });
    for (const node of own) {
      const id = `${file}#${node.id.name}`;
      functions.set(id, { id, node, names });
    }
  }
  return functions;
}

function load(engine: string, file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(engine, file)).href);
}

function moduleValue(value: unknown, ids: ReadonlyMap<unknown, string>): ModuleValue | undefined {
  if (typeof value === "number") return { kind: "number", value };
  if (value instanceof Int32Array) return { kind: "array", words: value };
  const id = ids.get(value);
  return id === undefined ? undefined : { kind: "function", id };
}

function namesOf(pattern: Pattern): readonly string[] {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type !== "ObjectPattern") throw unsupported(pattern, "as a module's constant");
  return pattern.properties.flatMap((property) =>
    property.type === "Property" ? namesOf(property.value) : namesOf(property.argument),
  );
}

/** The compiler knows only what the kernel uses. */
export function unsupported(node: Node, where: string): Error {
  return new Error(`${node.type} at ${node.start} is not supported ${where}`);
}
