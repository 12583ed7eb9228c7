/** The local variables of a function by scope; each declaration and each temporary is a local of its own. */
export class Locals {
  /** Locals so far. */
  count = 0;
  readonly #scopes: Map<string, number>[] = [new Map()];

  enter(): void {
    this.#scopes.push(new Map());
  }

  leave(): void {
    this.#scopes.pop();
  }

  /** Declares a variable in the innermost scope and gives its number. */
  declare(name: string): number {
    const index = this.temporary();
    this.#scopes.at(-1)!.set(name, index);
    return index;
  }

  temporary(): number {
    return this.count++;
  }

  /** The number of the variable that a name means here, undefined where none does. */
  find(name: string): number | undefined {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const index = this.#scopes[i]!.get(name);
      if (index !== undefined) return index;
    }
    return undefined;
  }
}
