import { STATS, type Stat, type TeamMember } from "@predictiondex/core";

// A box in an address: `*` between Pokémon, `_` between their parts, `.` between the values of a part; what is usual is
// left out at the end. Letters that addresses keep as they are: `pikachu-starter_56_zippy-zap.thunderbolt*onix_12`.

const MOST = 30;
const PARTS = ["form", "level", "moves", "nature", "ivs", "avs", "friendship"] as const;
const USUAL = { iv: 31, av: 0, friendship: 70 } as const;

/** The first 30 Pokémon of a box as an address tells them. */
export function writeSharedBox(members: readonly TeamMember[]): string {
  return members
    .slice(0, MOST)
    .map(({ form, level, moves, nature, ivs, avs, friendship }) => {
      const parts = [
        form,
        String(level),
        moves.join("."),
        nature ?? "",
        writeStats(ivs, USUAL.iv),
        writeStats(avs, USUAL.av),
        friendship === USUAL.friendship ? "" : String(friendship),
      ];
      return parts.join("_").replace(/_+$/, "");
    })
    .join("*");
}

/** The Pokémon that an address tells; parts that can't be count as usual, a Pokémon without a form is left out. */
export function readSharedBox(text: string): readonly TeamMember[] {
  return text
    .split("*")
    .slice(0, MOST)
    .flatMap((one) => {
      const parts = one.split("_");
      const part = (name: (typeof PARTS)[number]): string => parts[PARTS.indexOf(name)] ?? "";
      if (!/^[a-z0-9-]+$/.test(part("form"))) return [];
      const moves = part("moves")
        .split(".")
        .filter((slug) => /^[a-z0-9-]+$/.test(slug));
      return {
        form: part("form"),
        nickname: undefined,
        level: readWhole(part("level"), 1, 100) ?? 50,
        moves: [...new Set(moves)].slice(0, 4),
        nature: /^[a-z]+$/.test(part("nature")) ? part("nature") : undefined,
        ivs: readStats(part("ivs"), 31, USUAL.iv),
        avs: readStats(part("avs"), 200, USUAL.av),
        friendship: readWhole(part("friendship"), 0, 255) ?? USUAL.friendship,
      };
    });
}

function writeStats(values: TeamMember["ivs"], usual: number): string {
  const all = STATS.map((stat) => values[stat]);
  return all.every((value) => value === usual) ? "" : all.join(".");
}

function readStats(text: string, most: number, usual: number): TeamMember["ivs"] {
  const values = text.split(".");
  return Object.fromEntries(
    STATS.map((stat, i) => [stat, readWhole(values[i] ?? "", 0, most) ?? usual]),
  ) as Record<Stat, number>;
}

function readWhole(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return /^\d{1,3}$/.test(text) && value >= least && value <= most ? value : undefined;
}
