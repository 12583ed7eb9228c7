// Turns one function of the kernel into WebAssembly. All values are 32-bit integers (booleans 0 and 1); `state` and
// `tables` are fixed places in memory, so arguments of these names, and `battle` with them, fall away.

import type { BlockStatement, Expression, FunctionDeclaration, Pattern, Statement, Super } from "acorn";
import binaryen from "binaryen";
import { type KernelFunction, unsupported } from "./read-modules.ts";
import { WIDE_ARITHMETIC } from "./wide-arithmetic.ts";

type Code = binaryen.ExpressionRef;
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
}

const ERASED = new Set(["battle", "state", "tables"]);
const WORD = 4;

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

/** Adds a function to the module. */
export function compileFunction(
  module: binaryen.Module,
  { id, node, names }: KernelFunction,
  places: Places,
  calls: Calls,
): void {
  const scopes: Map<string, number>[] = [new Map()];
  let localCount = 0;
  let labels = 0;
  const breaks: string[] = [];
  const continues: string[] = [];
  for (const param of node.params) {
    if (param.type === "ObjectPattern" || (param.type === "Identifier" && ERASED.has(param.name))) continue;
    if (param.type !== "Identifier") throw unsupported(param, `as a parameter of ${id}`);
    scopes[0]!.set(param.name, localCount++);
  }
  const params = localCount;
  const result = resultOf(node);
  const wide = WIDE_ARITHMETIC[id];
  const body = wide ? wide(module, places.state) : block(node.body);
  const code =
    result === binaryen.i32 && !wide ? module.block(null, [body, module.unreachable()], binaryen.i32) : body;
  module.addFunction(
    id,
    binaryen.createType(new Array<binaryen.Type>(params).fill(binaryen.i32)),
    result,
    new Array<binaryen.Type>(localCount - params).fill(binaryen.i32),
    code,
  );

  function fail(at: { type: string; start: number }): never {
    throw unsupported(at as never, `in ${id}`);
  }

  function constant(value: number): Code {
    return module.i32.const(value | 0);
  }

  function local(name: string): number | undefined {
    for (let i = scopes.length - 1; i >= 0; i--) {
      const index = scopes[i]!.get(name);
      if (index !== undefined) return index;
    }
    return undefined;
  }

  function get(index: number): Code {
    return module.local.get(index, binaryen.i32);
  }

  function block({ body: statements }: BlockStatement): Code {
    scopes.push(new Map());
    const codes = statements.map(statement);
    scopes.pop();
    return module.block(null, codes, binaryen.auto);
  }

  function statement(node: Statement): Code {
    switch (node.type) {
      case "BlockStatement":
        return block(node);
      case "EmptyStatement":
        return module.nop();
      case "ExpressionStatement":
        return effect(node.expression);
      case "IfStatement":
        return module.if(
          value(node.test),
          statement(node.consequent),
          node.alternate ? statement(node.alternate) : undefined,
        );
      case "ReturnStatement":
        return module.return(node.argument ? value(node.argument) : undefined);
      case "VariableDeclaration":
        return module.block(
          null,
          node.declarations.map(({ id: target, init }) => {
            if (target.type === "ObjectPattern" || (target.type === "Identifier" && ERASED.has(target.name)))
              return module.nop();
            if (target.type !== "Identifier") return fail(target);
            const code = init ? value(init) : constant(0);
            const index = localCount++;
            scopes.at(-1)!.set(target.name, index);
            return module.local.set(index, code);
          }),
        );
      case "WhileStatement":
        return loop(undefined, node.test, undefined, node.body);
      case "ForStatement":
        return loop(node.init ?? undefined, node.test ?? undefined, node.update ?? undefined, node.body);
      case "SwitchStatement":
        return choose(node);
      case "BreakStatement":
        return module.br(breaks.at(-1)!);
      case "ContinueStatement":
        return module.br(continues.at(-1)!);
      default:
        return fail(node);
    }
  }

  function loop(
    init: Statement | Expression | undefined,
    test: Expression | undefined,
    update: Expression | undefined,
    body: Statement,
  ): Code {
    const [again, out, next] = [`again${labels}`, `out${labels}`, `next${labels++}`];
    scopes.push(new Map());
    const first =
      init === undefined
        ? module.nop()
        : init.type === "VariableDeclaration"
          ? statement(init)
          : effect(init as Expression);
    breaks.push(out);
    continues.push(next);
    const round = [
      ...(test ? [module.br(out, module.i32.eqz(value(test)))] : []),
      module.block(next, [statement(body)], binaryen.none),
      ...(update ? [effect(update)] : []),
      module.br(again),
    ];
    breaks.pop();
    continues.pop();
    scopes.pop();
    return module.block(null, [
      first,
      module.block(out, [module.loop(again, module.block(null, round))], binaryen.none),
    ]);
  }

  function choose(node: Extract<Statement, { type: "SwitchStatement" }>): Code {
    const at = labels++;
    const out = `out${at}`;
    const label = (i: number): string => `case${at}_${i}`;
    const tests = node.cases.map(({ test }) => (test ? (constantOf(test) ?? fail(test)) : undefined));
    const fallback = tests.indexOf(undefined);
    const numbers = tests.filter((test) => test !== undefined);
    const lowest = Math.min(...numbers);
    const targets = Array.from({ length: Math.max(...numbers) - lowest + 1 }, (_, i) => {
      const found = tests.indexOf(lowest + i);
      return found >= 0 ? label(found) : fallback >= 0 ? label(fallback) : out;
    });
    const subject = module.i32.sub(value(node.discriminant), constant(lowest));
    breaks.push(out);
    let code: Code = module.switch(targets, fallback >= 0 ? label(fallback) : out, subject);
    node.cases.forEach(({ consequent }, i) => {
      scopes.push(new Map());
      code = module.block(null, [
        module.block(label(i), [code], binaryen.none),
        ...consequent.map(statement),
      ]);
      scopes.pop();
    });
    breaks.pop();
    return module.block(out, [code], binaryen.none);
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
      const index = local(target.name);
      if (index === undefined) return fail(target);
      return module.local.set(index, combine(get(index)));
    }
    if (target.type !== "MemberExpression") return fail(target);
    const { address, offset } = place(target);
    if (node.type === "AssignmentExpression" && node.operator === "=")
      return module.i32.store(offset, WORD, address, value(node.right));
    const kept = localCount++;
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
        const index = local(node.name);
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
        const left = localCount++;
        const test = module.local.tee(left, value(node.left), binaryen.i32);
        return module.if(test, get(left), value(node.right));
      }
      case "ConditionalExpression":
        return module.if(value(node.test), value(node.consequent), value(node.alternate));
      case "UpdateExpression": {
        const index = node.argument.type === "Identifier" ? local(node.argument.name) : undefined;
        if (index === undefined) return fail(node);
        if (node.prefix) return module.block(null, [assign(node), get(index)], binaryen.i32);
        const before = localCount++;
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

  function operate(operator: string, left: Code, right: Code, at: Loose = node as never): Code {
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
        const [left, right] = [localCount++, localCount++];
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
    calls.want(called);
    const passed = given.filter((argument) => !isErased(argument)).map(value);
    return module.call(called, passed, resultOf(calls.find(called).node));
  }

  function isErased(node: Expression): boolean {
    if (node.type === "MemberExpression") return !node.computed;
    return node.type === "Identifier" && ERASED.has(node.name) && local(node.name) === undefined;
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
    if (node.type !== "Identifier" || local(node.name) !== undefined) return undefined;
    const known = names.get(node.name);
    return known?.kind === "number" ? known.value : undefined;
  }
}
