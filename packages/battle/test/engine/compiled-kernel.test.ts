import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileKernel } from "../../../../scripts/compile-kernel/compile.ts";
import { createCompiledKernel } from "../../src/engine/compiled-kernel.ts";
import { KERNEL_BYTES, STATE_AT, TABLES_AT } from "../../src/engine/generated/kernel-bytes.ts";
import { TEAM_KERNEL_BYTES } from "../../src/engine/generated/team-kernel-bytes.ts";
import { playAtRandom } from "../../src/engine/kernel/playout.ts";
import { playTeamsAtRandom } from "../../src/engine/kernel/team-playout.ts";
import { GREEDY_POLICY, RANDOM_POLICY } from "../../src/engine/policy.ts";
import { seedFast } from "../../src/engine/random.ts";
import { createTeamBattle } from "../../src/engine/team-battle.ts";
import { RANDOM_TEAM_POLICY } from "../../src/engine/team-policy.ts";
import { FACTS } from "../helpers.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { drawTeams } from "../oracle/team-lockstep.ts";
import { ENGINE } from "./helpers.ts";

const MOST_MS = 300_000;

describe("the compiled kernel", () => {
  it(
    "is what the kernel's sources compile to",
    async () => {
      const engine = join(import.meta.dirname, "..", "..", "src", "engine");
      const written = { matchup: KERNEL_BYTES, teams: TEAM_KERNEL_BYTES };
      for (const kind of ["matchup", "teams"] as const) {
        const { bytes, stateAt, tablesAt } = await compileKernel(engine, kind);
        expect([stateAt, tablesAt]).toEqual([STATE_AT, TABLES_AT]);
        // Not by toEqual: its report of two long texts takes minutes.
        expect(Buffer.from(bytes).toString("base64") === written[kind], "run npm run kernel:compile").toBe(
          true,
        );
      }
    },
    MOST_MS,
  );

  it("plays whole battles to the same last word as the kernel", () => {
    const sampler = createSetSampler(FACTS, { seed: 5, kind: "legal" });
    for (let seed = 0; seed < 500; seed++) {
      const [a, b] = sampler.pair();
      const battle = ENGINE.createMatchup(ENGINE.prepare(a), ENGINE.prepare(b));
      const { state } = battle;
      const start = battle.snapshot();
      const result = battle.playout(RANDOM_POLICY, seed);
      const compiled = battle.snapshot();
      battle.restore(start);
      seedFast(state, seed);
      playAtRandom(battle.memory, battle.struggle);
      expect(compiled).toEqual(battle.snapshot());
      expect(result).toBe(state[0]);
    }
  });

  it("plays whole team battles to the same last word as the kernel", () => {
    const sampler = createSetSampler(FACTS, { seed: 7, kind: "legal" });
    for (let seed = 0; seed < 50; seed++) {
      const { a, b } = drawTeams(sampler, 6, 6);
      const battle = createTeamBattle(
        ENGINE,
        a.map((set) => ENGINE.prepare(set)),
        b.map((set) => ENGINE.prepare(set)),
      );
      const start = battle.snapshot();
      battle.playout(seed, RANDOM_TEAM_POLICY);
      const compiled = battle.snapshot();
      battle.restore(start);
      seedFast(battle.state, seed);
      playTeamsAtRandom(battle.memory, battle.struggle);
      expect(compiled).toEqual(battle.snapshot());
    }
  });

  it("plays greedy battles as the kernel does", () => {
    const sampler = createSetSampler(FACTS, { seed: 6, kind: "legal" });
    for (let seed = 0; seed < 200; seed++) {
      const [a, b] = sampler.pair();
      const battle = ENGINE.createMatchup(ENGINE.prepare(a), ENGINE.prepare(b));
      const start = battle.snapshot();
      battle.playout(GREEDY_POLICY, seed);
      const compiled = battle.snapshot();
      battle.restore(start);
      battle.playout({ choose: GREEDY_POLICY.choose }, seed);
      expect(compiled).toEqual(battle.snapshot());
    }
  });

  it("refuses tables that it has no room for", () => {
    expect(() => createCompiledKernel(new Int32Array(20_000))).toThrow(
      "room for 14336 table words, not 20000",
    );
  });
});
