import type { FunctionDeclaration } from "acorn";
import binaryen from "binaryen";

/** Whether a function gives something back. */
export function resultOf({ body }: FunctionDeclaration): binaryen.Type {
  let found: binaryen.Type = binaryen.none;
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, argument } = node as { type?: string; argument?: unknown };
    if (type === "ReturnStatement" && argument) found = binaryen.i32;
    for (const child of Object.values(node)) visit(child);
  };
  visit(body);
  return found;
}
