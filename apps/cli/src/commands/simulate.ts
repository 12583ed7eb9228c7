import { createEngine, createTeamBattle, simulateTeams } from "@predictiondex/battle/engine";
import {
  createTeamPolicy,
  TEAM_POLICIES,
  type TeamPolicyName,
  tellTeamBattle,
} from "@predictiondex/battle/teams";
import { InvalidInputError, type UiLanguage } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { runGuarded } from "../run-command.ts";
import { readCount } from "./proofs.ts";
import { createTeamReader } from "./read-team.ts";

const LOGS = ["en", "fr", "protocol", "json"] as const;

/** `predictiondex simulate`: battles between two teams of one to six; one of them told, or as Showdown's replays keep it. */
export const simulateCommand = defineCommand({
  meta: { name: "simulate", description: "Play battles between two teams, and tell one of them" },
  args: {
    "team-a": {
      type: "string",
      required: true,
      description: "File of the first team: Showdown's text or CSV",
    },
    "team-b": { type: "string", required: true, description: "File of the other team" },
    battles: { type: "string", default: "100", description: "How many battles" },
    seed: { type: "string", default: "1", description: "Any whole number; equal seeds give equal battles" },
    "policy-a": {
      type: "string",
      default: "one-ply",
      description: `How A chooses: ${TEAM_POLICIES.join(", ")}`,
    },
    "policy-b": { type: "string", default: "one-ply", description: "How B chooses" },
    rules: {
      type: "string",
      default: "no-restrictions",
      description: "no-restrictions, or normal: level 50, no AVs",
    },
    log: {
      type: "string",
      description:
        "Tell the first battle instead: en, fr, protocol (Showdown's replay client reads it) or json",
    },
    json: { type: "boolean", default: false, description: "Print the figures as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const locale = readSettings().environment.LANG;
      const language: UiLanguage = args.log === "fr" || locale?.startsWith("fr") ? "fr" : "en";
      const log = args.log === undefined ? undefined : readOne(LOGS, args.log, "--log");
      const rules = readOne(["no-restrictions", "normal"] as const, args.rules, "--rules");
      const names: readonly TeamPolicyName[] = [
        readOne(TEAM_POLICIES, args["policy-a"], "--policy-a"),
        readOne(TEAM_POLICIES, args["policy-b"], "--policy-b"),
      ];
      const [battles, seed] = [readCount(args.battles, "--battles"), readCount(args.seed, "--seed")];
      const facts = loadBundledFacts();
      const read = createTeamReader(facts, language);
      const [left, right] = [await read(args["team-a"], "--team-a"), await read(args["team-b"], "--team-b")];
      const engine = createEngine(facts);
      const teams = {
        a: left.sets.map((set) => engine.prepare(set, rules)),
        b: right.sets.map((set) => engine.prepare(set, rules)),
      };
      const [a, b] = names.map((name) => createTeamPolicy(name, engine, teams));
      if (log !== undefined) {
        const battle = createTeamBattle(engine, teams.a, teams.b, { kind: "fast", seed });
        const moveNames = new Map(facts.moves.map((move) => [move.slug, move.names]));
        const told = tellTeamBattle(
          battle,
          { a: a!, b: b! },
          (slug, of) => moveNames.get(slug)?.[of] ?? slug,
          { a: left.nicknames, b: right.nicknames },
        );
        if (log === "json") console.log(JSON.stringify(told, null, 2));
        else console.log((log === "protocol" ? told.protocol : told.text[log]).join("\n"));
        return;
      }
      const options = { battles, seed, policyA: a!, policyB: b! };
      const { aWins, bWins, ties, p } = simulateTeams(engine, teams.a, teams.b, options);
      if (args.json) console.log(JSON.stringify({ battles, seed, aWins, bWins, ties, p }));
      else console.log(TELL[language](aWins, bWins, ties, `${(100 * p).toFixed(1)} %`));
    }),
});

const TELL = {
  en: (a: number, b: number, ties: number, p: string) => `A wins ${a}, B wins ${b}, ${ties} ties: A ${p}`,
  fr: (a: number, b: number, ties: number, p: string) =>
    `A gagne ${a} fois, B ${b} fois, ${ties} égalités : A ${p}`,
} as const satisfies Record<UiLanguage, unknown>;

function readOne<T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new InvalidInputError([
    { pointer: option, detail: `${option} must be one of ${known.join(", ")}, got "${text}"` },
  ]);
}
