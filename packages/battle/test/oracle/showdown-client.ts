// What Showdown's replay client makes of a log: its parser, its check of every line, and its battle.

import { Battle as ClientBattle, type Pokemon } from "@pkmn/client";
import { Generations } from "@pkmn/data";
import { Dex, type ID, type ModData } from "@pkmn/dex";
import * as letsGo from "@pkmn/mods/gen7letsgo";
import { Verifier } from "@pkmn/protocol/verifier";

const dex = Dex.mod("gen7letsgo" as ID, letsGo as unknown as ModData);
/** Let's Go's Pokémon and moves, which are not standard ones for Showdown's data. */
const generations = new Generations(dex as never, (data) => data.exists !== false);
const verifier = new Verifier(generations.get(7) as never);

/** The lines of a log that Showdown's parser does not know or its check refuses. */
export function refusedLines(log: readonly string[]): readonly string[] {
  return log.filter((line) => verifier.verifyLine(line) !== undefined);
}

/** What the client shows of a side at the end of a log. */
export interface ShownSide {
  readonly active: string | undefined;
  readonly hp: readonly string[];
  readonly boosts: readonly string[];
  readonly volatiles: readonly string[];
  readonly conditions: readonly string[];
}

/** What the client shows at the end of a log. */
export interface ShownBattle {
  readonly turn: number;
  readonly sides: readonly [ShownSide, ShownSide];
}

/** Lets the client play a log. */
export function showLog(log: readonly string[]): ShownBattle {
  const battle = new ClientBattle(generations);
  for (const line of log) battle.add(line);
  const side = (number: 0 | 1): ShownSide => {
    const { active, team, sideConditions } = battle.sides[number]!;
    const pokemon = active[0] ?? undefined;
    return {
      active: pokemon?.name,
      hp: team.map(condition).toSorted(),
      boosts: Object.entries(pokemon?.boosts ?? {}).flatMap(([stat, by]) =>
        by === 0 ? [] : [`${stat} ${by}`],
      ),
      volatiles: Object.keys(pokemon?.volatiles ?? {}).toSorted(),
      conditions: Object.keys(sideConditions).toSorted(),
    };
  };
  return { turn: battle.turn, sides: [side(0), side(1)] };
}

function condition({ speciesForme, hp, maxhp, status, fainted }: Pokemon): string {
  return fainted ? "fnt" : `${speciesForme} ${hp}/${maxhp} ${status ?? ""}`;
}
