// Turns one function of the kernel into WebAssembly. All values are 32-bit integers (booleans 0 and 1); `state` and
// `tables` are fixed places in memory, so arguments of these names, and `battle` with them, fall away.

import type { BlockStatement, Expression, Statement } from "acorn";
import binaryen from "binaryen";
import { type Calls, type Code, createExpressions, ERASED, type Places } from "./compile-expressions.ts";
import { Locals } from "./locals.ts";
import { type KernelFunction, unsupported } from "./read-modules.ts";
import { resultOf } from "./result-of.ts";
import { WIDE_ARITHMETIC } from "./wide-arithmetic.ts";

/** Adds a function to the module. */
export function compileFunction(
  module: binaryen.Module,
  kernelFunction: KernelFunction,
  places: Places,
  calls: Calls,
): void {
  const { id, node } = kernelFunction;
  const locals = new Locals();
  const { value, effect, constantOf, fail } = createExpressions(
    module,
    kernelFunction,
    locals,
    places,
    calls,
  );
  let labels = 0;
  const breaks: string[] = [];
  const continues: string[] = [];
  for (const param of node.params) {
    if (param.type === "ObjectPattern" || (param.type === "Identifier" && ERASED.has(param.name))) continue;
    if (param.type !== "Identifier") throw unsupported(param, `as a parameter of ${id}`);
    locals.declare(param.name);
  }
  const params = locals.count;
  const result = resultOf(node);
  const wide = WIDE_ARITHMETIC[id];
  const body = wide ? wide(module, places.state) : block(node.body);
  const code =
    result === binaryen.i32 && !wide ? module.block(null, [body, module.unreachable()], binaryen.i32) : body;
  module.addFunction(
    id,
    binaryen.createType(new Array<binaryen.Type>(params).fill(binaryen.i32)),
    result,
    new Array<binaryen.Type>(locals.count - params).fill(binaryen.i32),
    code,
  );

  function block({ body: statements }: BlockStatement): Code {
    locals.enter();
    const codes = statements.map(statement);
    locals.leave();
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
            const code = init ? value(init) : module.i32.const(0);
            return module.local.set(locals.declare(target.name), code);
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
    locals.enter();
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
    locals.leave();
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
    const subject = module.i32.sub(value(node.discriminant), module.i32.const(lowest));
    breaks.push(out);
    let code: Code = module.switch(targets, fallback >= 0 ? label(fallback) : out, subject);
    node.cases.forEach(({ consequent }, i) => {
      locals.enter();
      code = module.block(null, [
        module.block(label(i), [code], binaryen.none),
        ...consequent.map(statement),
      ]);
      locals.leave();
    });
    breaks.pop();
    return module.block(out, [code], binaryen.none);
  }
}
