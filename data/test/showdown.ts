// Pokémon Showdown's Let's Go, as an oracle: data from @pkmn/dex, legality from its own team validator in @pkmn/sim.
import { Dex, type ID, type ModData } from "@pkmn/dex";
import * as letsGo from "@pkmn/mods/gen7letsgo";
import { Dex as SimDex, TeamValidator } from "@pkmn/sim";
import type { ByStat, GameFacts, Stat, Type } from "@predictiondex/core";
import { STATS } from "@predictiondex/core";

const MOD = "gen7letsgo" as ID;
// The packages' types of one mod differ; their README prescribes these casts.
const dex = Dex.mod(MOD, letsGo as unknown as ModData);
const simDex = SimDex.mod(MOD, { ...letsGo } as unknown as Parameters<typeof SimDex.mod>[1]);
/** Heights: @pkmn/dex leaves them out. */
const gen7 = SimDex.forGen(7);

const STAT_IDS: ByStat<"hp" | "atk" | "def" | "spa" | "spd" | "spe"> = {
  hp: "hp",
  attack: "atk",
  defense: "def",
  specialAttack: "spa",
  specialDefense: "spd",
  speed: "spe",
};

/** A figure of ours beside Showdown's. */
export interface Comparison {
  /** Such as `zippy-zap` or `raichu-alola + surf`. */
  readonly subject: string;
  readonly field: string;
  readonly ours: string;
  readonly showdown: string;
}

/** Types, base stats, height and weight of every form. */
export function compareForms({ forms }: GameFacts): readonly Comparison[] {
  return forms.flatMap((form) => {
    const species = dex.species.get(form.slug);
    return [
      compare(form.slug, "exists", true, species.exists && species.isNonstandard === null),
      compare(form.slug, "types", form.types.join(), species.types.join().toLowerCase()),
      ...STATS.map((stat: Stat) =>
        compare(form.slug, stat, form.baseStats[stat], species.baseStats[STAT_IDS[stat]]),
      ),
      compare(form.slug, "heightDm", form.heightDm, Math.round(gen7.species.get(form.slug).heightm * 10)),
      compare(form.slug, "weightHg", form.weightHg, Math.round(species.weightkg * 10)),
    ];
  });
}

/** Type, category and figures of every move; Showdown writes 0 for no power and true for no accuracy check. */
export function compareMoves({ moves }: GameFacts): readonly Comparison[] {
  return moves.flatMap((ours) => {
    const move = dex.moves.get(ours.slug);
    return [
      compare(ours.slug, "exists", true, move.exists),
      compare(ours.slug, "type", ours.type, move.type.toLowerCase()),
      compare(ours.slug, "category", ours.category, move.category.toLowerCase()),
      compare(ours.slug, "power", ours.power, move.basePower || null),
      compare(ours.slug, "accuracy", ours.accuracy, move.accuracy === true ? null : move.accuracy),
      compare(ours.slug, "pp", ours.pp, move.pp),
      compare(ours.slug, "priority", ours.priority, move.priority),
    ];
  });
}

/** All 324 multipliers; Showdown's chart says 0 normal, 1 weak, 2 resists, 3 immune. */
export function compareTypeChart({ effectiveness }: GameFacts): readonly Comparison[] {
  const multipliers = [1, 2, 0.5, 0];
  const capital = (type: Type) => `${type[0]!.toUpperCase()}${type.slice(1)}`;
  return effectiveness.map(({ attacking, defending, multiplier }) => {
    const taken = dex.types.get(defending).damageTaken[capital(attacking) as never];
    return compare(`${attacking} → ${defending}`, "multiplier", multiplier, multipliers[taken as number]);
  });
}

/** Increased and decreased stat of every nature. */
export function compareNatures({ natures }: GameFacts): readonly Comparison[] {
  return natures.flatMap(({ slug, increased, decreased }) => {
    const nature = dex.natures.get(slug);
    return [
      compare(slug, "increased", increased && STAT_IDS[increased], nature.plus ?? null),
      compare(slug, "decreased", decreased && STAT_IDS[decreased], nature.minus ?? null),
    ];
  });
}

/** The form before each form. */
export function compareEvolutions({ forms, evolutions }: GameFacts): readonly Comparison[] {
  const previous = new Map(evolutions.map(({ from, to }) => [to, from]));
  return forms.map(({ slug }) => {
    const ours = previous.get(slug);
    return compare(slug, "from", ours ? dex.species.get(ours).name : "", dex.species.get(slug).prevo ?? "");
  });
}

/**
 * Every way each form itself learns a move: `machine`, `level-up 27` and so on; gifts that come with a move count only
 * where they are the one way to it. A Mega has no list there: it is compared with its base form's.
 */
export async function compareLearnsets({
  forms,
  moves,
  learnsets,
}: GameFacts): Promise<readonly Comparison[]> {
  const ids = new Map(moves.map((move) => [move.slug, dex.moves.get(move.slug).id as string]));
  const lists = await Promise.all(
    forms.map(async ({ slug }) => {
      const species = dex.species.get(slug);
      const own = await dex.learnsets.get(species.id);
      const theirs = (own.learnset ? own : await dex.learnsets.get(species.baseSpecies)).learnset ?? {};
      const ours = Map.groupBy(
        learnsets.filter((entry) => entry.form === slug),
        (entry) => ids.get(entry.move)!,
      );
      return [...new Set([...ours.keys(), ...Object.keys(theirs)])].map((move) => {
        const ways = ours
          .get(move)
          ?.map(({ method, level }) => (level === null ? method : `${method} ${level}`));
        return compare(
          `${slug} + ${move}`,
          "ways",
          (ways ?? []).sort().join(", "),
          waysOf(theirs[move] ?? [])
            .sort()
            .join(", "),
        );
      });
    }),
  );
  return lists.flat();
}

/** Whether each form may have each move, by the team validator's own rule for obtainable moves. */
export function compareLegality(facts: GameFacts, legal: ReadonlySet<string>): readonly Comparison[] {
  const anything = simDex.formats.get("gen7ou");
  const format = Object.assign(Object.create(Object.getPrototypeOf(anything)), anything, {
    mod: MOD,
    ruleset: ["Obtainable Moves"],
    banlist: [],
    unbanlist: [],
    ruleTable: null,
  });
  const validator = new TeamValidator(format, simDex);
  const slugs = [...facts.moves.map((move) => move.slug), "celebrate"];
  return facts.forms.flatMap((form) => {
    const species = simDex.species.get(form.slug);
    return slugs.map((slug) => {
      const move = simDex.moves.get(slug);
      const set = { species: species.name, moves: [move.id], level: 100, ability: "No Ability", item: "" };
      const refusal = validator.checkCanLearn(
        move,
        species,
        validator.allSources(species),
        set as unknown as Parameters<TeamValidator["checkCanLearn"]>[3],
      );
      const subject = `${form.slug} + ${slug}`;
      return compare(subject, "legal", legal.has(subject), refusal === null);
    });
  });
}

/** `7M` → machine, `7L36` → level-up 36, `7T` → tutor; `7S0`, a gift Pokémon's move, only where it stands alone. */
function waysOf(sources: readonly string[]): string[] {
  const ways = sources.filter((source) => source[1] !== "S");
  if (ways.length === 0) return sources.map(() => "event");
  return ways.map((source) => {
    const way = { M: "machine", T: "tutor", L: `level-up ${source.slice(2)}` }[source[1]!];
    return way ?? source;
  });
}

function compare(subject: string, field: string, ours: unknown, showdown: unknown): Comparison {
  return { subject, field, ours: String(ours), showdown: String(showdown) };
}
