import fc from "fast-check";
import { type ByStat, STATS, type TeamMember } from "../../src/index.ts";
import { VOCABULARY } from "./vocabulary.ts";

const byStat = (usual: number, given: Partial<ByStat<number>> = {}): ByStat<number> =>
  ({ ...Object.fromEntries(STATS.map((stat) => [stat, usual])), ...given }) as ByStat<number>;

/** A member with Showdown's defaults for all that a test is not about. */
export function member(
  form: string,
  rest: Partial<Omit<TeamMember, "ivs" | "avs">> & {
    ivs?: Partial<ByStat<number>>;
    avs?: Partial<ByStat<number>>;
  } = {},
): TeamMember {
  const { ivs, avs, ...others } = rest;
  return {
    ...{ form, nickname: undefined, moves: [], level: 100, nature: undefined, friendship: 70, ...others },
    ...{ ivs: byStat(31, ivs), avs: byStat(0, avs) },
  };
}

/** Teams that the game allows, told by the real names. */
export function arbitraryMembers(): fc.Arbitrary<readonly TeamMember[]> {
  const values = (most: number) => fc.tuple(...STATS.map(() => fc.nat(most)));
  const asStats = (told: readonly number[]) =>
    Object.fromEntries(STATS.map((stat, i) => [stat, told[i]!])) as unknown as ByStat<number>;
  const forms = VOCABULARY.forms.map(({ slug }) => slug);
  const one = fc
    .record({
      form: fc.constantFrom(...forms),
      nickname: fc.option(fc.stringMatching(/^[a-zé0-9']{1,12}$/), { nil: undefined }),
      level: fc.integer({ min: 1, max: 100 }),
      nature: fc.option(fc.constantFrom(...VOCABULARY.natures.map(({ slug }) => slug)), { nil: undefined }),
      ivs: values(31),
      avs: values(200),
      friendship: fc.nat(255),
      picks: fc.array(fc.nat(1000), { maxLength: 4 }),
    })
    .map(({ picks, ivs, avs, ...rest }) => {
      const legal = [...(VOCABULARY.learnable?.(rest.form) ?? [])];
      const moves = [...new Set(picks.map((pick) => legal[pick % legal.length]!))];
      return { ...rest, moves, ivs: asStats(ivs), avs: asStats(avs) };
    });
  return fc.array(one, { maxLength: 6 });
}
