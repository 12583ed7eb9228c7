import type { Expression, Pattern, Super } from "acorn";
import binaryen from "binaryen";
import type { Locals } from "./locals.ts";
import { type KernelFunction, unsupported } from "./read-modules.ts";
import { resultOf } from "./result-of.ts";

export type Code = binaryen.ExpressionRef;
type Loose = Expression | Super | Pattern;

/** Where things lie in memory, in bytes. */
export interface Places {
  readonly state: number;
  readonly tables: number;
  /** Place of a module's own array. */
  readonly array: (words: Int32Array) => number;
}

/** The other functions of the kernel. */
export interface Calls {
  readonly find: (id: string) => KernelFunction;
  /** Asks for a function to be compiled as well. */
  readonly want: (id: string) => void;
  /** What some functions always give back. */
  readonly known: ReadonlyMap<string, number>;
}

/** Compiles the expressions of one function. */
export interface Expressions {
  /** An expression for its value. */
  readonly value: (node: Loose) => Code;
  /** An expression for what it does. */
  readonly effect: (node: Expression) => Code;
  readonly constantOf: (node: Loose) => number | undefined;
  /** Refuses what the kernel has not used so far. */
  readonly fail: (at: { type: string; start: number }) => never;
}

/** Names that stand for the fixed places. */
export const ERASED: ReadonlySet<string> = new Set(["battle", "state", "tables"]);
const WORD = 4;

/** The compiler of a function's expressions. */
export function createExpressions(
  module: binaryen.Module,
  { id, node: whole, names }: KernelFunction,
  locals: Locals,
  places: Places,
  calls: Calls,
): Expressions {
  return { value, effect, constantOf, fail };

  function fail(at: { type: string; start: number }): never {
    throw unsupported(at as never, `in ${id}`);
  }

  function constant(value: number): Code {
    return module.i32.const(value | 0);
  }

  function get(index: number): Code {
    return module.local.get(index, binaryen.i32);
  }

  /** An expression for what it does. */
  function effect(node: Expression): Code {
    if (node.type === "AssignmentExpression" || node.type === "UpdateExpression") return assign(node);
    if (node.type === "SequenceExpression") return module.block(null, node.expressions.map(effect));
    if (node.type === "CallExpression") {
      const code = value(node);
      return binaryen.getExpressionType(code) === binaryen.i32 ? module.drop(code) : code;
    }
    return fail(node);
  }

  function assign(node: Extract<Expression, { type: "AssignmentExpression" | "UpdateExpression" }>): Code {
    const target = node.type === "UpdateExpression" ? node.argument : node.left;
    const combine = (before: Code): Code => {
      if (node.type === "UpdateExpression") {
        return node.operator === "++"
          ? module.i32.add(before, constant(1))
          : module.i32.sub(before, constant(1));
      }
      if (node.operator === "=") return value(node.right);
      return operate(node.operator.slice(0, -1), before, value(node.right));
    };
    if (target.type === "Identifier") {
      const index = locals.find(target.name);
      if (index === undefined) return fail(target);
      return module.local.set(index, combine(get(index)));
    }
    if (target.type !== "MemberExpression") return fail(target);
    const { address, offset } = place(target);
    if (node.type === "AssignmentExpression" && node.operator === "=")
      return module.i32.store(offset, WORD, address, value(node.right));
    const kept = locals.temporary();
    return module.block(null, [
      module.local.set(kept, address),
      module.i32.store(offset, WORD, get(kept), combine(module.i32.load(offset, WORD, get(kept)))),
    ]);
  }

  /** An expression for its value. */
  function value(node: Loose): Code {
    const known = constantOf(node);
    if (known !== undefined) return constant(known);
    switch (node.type) {
      case "Identifier": {
        const index = locals.find(node.name);
        return index === undefined ? fail(node) : get(index);
      }
      case "MemberExpression": {
        const { address, offset } = place(node);
        return module.i32.load(offset, WORD, address);
      }
      case "UnaryExpression":
        if (node.operator === "!") return module.i32.eqz(value(node.argument));
        if (node.operator === "-") return module.i32.sub(constant(0), value(node.argument));
        if (node.operator === "~") return module.i32.xor(value(node.argument), constant(-1));
        return fail(node);
      case "BinaryExpression":
        return binary(node);
      case "LogicalExpression": {
        if (node.operator === "&&") return module.if(value(node.left), value(node.right), constant(0));
        if (node.operator !== "||") return fail(node);
        const left = locals.temporary();
        const test = module.local.tee(left, value(node.left), binaryen.i32);
        return module.if(test, get(left), value(node.right));
      }
      case "ConditionalExpression":
        return module.if(value(node.test), value(node.consequent), value(node.alternate));
      case "UpdateExpression": {
        const index = node.argument.type === "Identifier" ? locals.find(node.argument.name) : undefined;
        if (index === undefined) return fail(node);
        if (node.prefix) return module.block(null, [assign(node), get(index)], binaryen.i32);
        const before = locals.temporary();
        return module.block(
          null,
          [module.local.set(before, get(index)), assign(node), get(before)],
          binaryen.i32,
        );
      }
      case "CallExpression":
        return call(node);
      default:
        return fail(node);
    }
  }

  function binary(node: Extract<Expression, { type: "BinaryExpression" }>): Code {
    const { operator, left, right } = node;
    if (left.type === "PrivateIdentifier") return fail(left);
    // A quotient must be cut off to a whole number: that is the processor's own division.
    if (
      operator === "|" &&
      constantOf(right) === 0 &&
      left.type === "BinaryExpression" &&
      left.operator === "/"
    ) {
      if (left.left.type === "PrivateIdentifier") return fail(left);
      return module.i32.div_s(value(left.left), value(left.right));
    }
    if (operator === "<" && left.type === "BinaryExpression" && left.operator === ">>>")
      return module.i32.lt_u(value(left), value(right));
    return operate(operator, value(left), value(right), node);
  }

  function operate(
    operator: string,
    left: Code,
    right: Code,
    at: { type: string; start: number } = whole,
  ): Code {
    const { i32 } = module;
    switch (operator) {
      case "+":
        return i32.add(left, right);
      case "-":
        return i32.sub(left, right);
      case "*":
        return i32.mul(left, right);
      case "&":
        return i32.and(left, right);
      case "|":
        return i32.or(left, right);
      case "^":
        return i32.xor(left, right);
      case "<<":
        return i32.shl(left, right);
      case ">>":
        return i32.shr_s(left, right);
      case ">>>":
        return i32.shr_u(left, right);
      case "===":
        return i32.eq(left, right);
      case "!==":
        return i32.ne(left, right);
      case "<":
        return i32.lt_s(left, right);
      case "<=":
        return i32.le_s(left, right);
      case ">":
        return i32.gt_s(left, right);
      case ">=":
        return i32.ge_s(left, right);
      default:
        return fail(at);
    }
  }

  function call(node: Extract<Expression, { type: "CallExpression" }>): Code {
    const { callee } = node;
    const given = node.arguments.map((argument) =>
      argument.type === "SpreadElement" ? fail(argument) : argument,
    );
    if (callee.type === "MemberExpression" && callee.property.type === "Identifier") {
      const { object, property } = callee;
      // A script's numbers come from outside: battles under a script are not for the compiled kernel.
      if (object.type === "MemberExpression") return module.unreachable();
      if (object.type !== "Identifier") return fail(callee);
      const [first, second] = given;
      if (object.name === "battle" && property.name === "callMove")
        return callFunction("kernel/perform-move.ts#performMove", given);
      if (object.name !== "Math") return fail(callee);
      if (property.name === "imul") return module.i32.mul(value(first!), value(second!));
      if (property.name === "clz32") return module.i32.clz(value(first!));
      if (property.name === "max" || property.name === "min") {
        const [left, right] = [locals.temporary(), locals.temporary()];
        const test = property.name === "max" ? module.i32.gt_s : module.i32.lt_s;
        return module.block(
          null,
          [
            module.local.set(left, value(first!)),
            module.local.set(right, value(second!)),
            module.select(test(get(left), get(right)), get(left), get(right)),
          ],
          binaryen.i32,
        );
      }
      return fail(callee);
    }
    if (callee.type !== "Identifier") return fail(callee);
    const known = names.get(callee.name);
    return known?.kind === "function" ? callFunction(known.id, given) : fail(callee);
  }

  function callFunction(called: string, given: readonly Expression[]): Code {
    const always = calls.known.get(called);
    if (always !== undefined) return constant(always);
    calls.want(called);
    const passed = given.filter((argument) => !isErased(argument)).map(value);
    return module.call(called, passed, resultOf(calls.find(called).node));
  }

  function isErased(node: Expression): boolean {
    if (node.type === "MemberExpression") return !node.computed;
    return node.type === "Identifier" && ERASED.has(node.name) && locals.find(node.name) === undefined;
  }

  /** Address and offset in bytes of a word of the state, the tables, or a module's array. */
  function place(node: Extract<Loose, { type: "MemberExpression" }>): { address: Code; offset: number } {
    const { object, property } = node;
    if (!node.computed || property.type === "PrivateIdentifier") return fail(node);
    let words = 0;
    let address: Code | undefined;
    const add = (term: Loose, sign: 1 | -1): void => {
      const known = constantOf(term);
      if (known !== undefined) words += sign * known;
      else if (term.type === "BinaryExpression" && term.operator === "+" && sign === 1) {
        add(term.left as Expression, sign);
        add(term.right, sign);
      } else if (term.type === "BinaryExpression" && term.operator === "-" && sign === 1) {
        add(term.left as Expression, sign);
        add(term.right, -1);
      } else {
        const code = value(term);
        if (address === undefined) address = sign === 1 ? code : module.i32.sub(constant(0), code);
        else address = sign === 1 ? module.i32.add(address, code) : module.i32.sub(address, code);
      }
    };
    add(property, 1);
    const offset = baseOf(object) + words * WORD;
    return {
      address: address === undefined ? constant(0) : module.i32.shl(address, constant(2)),
      offset,
    };
  }

  function baseOf(object: Loose): number {
    // `battle.state` is `state`.
    const array = object.type === "MemberExpression" && !object.computed ? object.property : object;
    if (array.type !== "Identifier") return fail(object);
    if (array.name === "state") return places.state;
    if (array.name === "tables") return places.tables;
    const known = names.get(array.name);
    return known?.kind === "array" ? places.array(known.words) : fail(object);
  }

  function constantOf(node: Loose): number | undefined {
    if (node.type === "Literal") {
      if (typeof node.value === "boolean") return node.value ? 1 : 0;
      return typeof node.value === "number" ? node.value : undefined;
    }
    if (node.type === "UnaryExpression" && node.operator === "-") {
      const inner = constantOf(node.argument);
      return inner === undefined ? undefined : -inner;
    }
    if (node.type !== "Identifier" || locals.find(node.name) !== undefined) return undefined;
    const known = names.get(node.name);
    return known?.kind === "number" ? known.value : undefined;
  }
}
