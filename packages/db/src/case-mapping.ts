import { CamelCasePlugin } from "kysely";

/** The one mapper between TypeScript's `camelCase` and SQL's `snake_case`; the keys inside JSON stay as they are. */
export class CaseMapping extends CamelCasePlugin {
  constructor() {
    super({ maintainNestedObjectKeys: true });
  }

  /** The SQL name of a table or column. */
  toSql(name: string): string {
    return this.snakeCase(name);
  }
}

/** Shared by every connection: it holds no state but its memo of names. */
export const caseMapping: CaseMapping = new CaseMapping();
