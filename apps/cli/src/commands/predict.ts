import { createApiClient, type SetInputJson, type V1BestMoveRequest } from "@predictiondex/contract";
import { InvalidInputError, type UiLanguage } from "@predictiondex/core";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { withApi } from "../platform/with-api.ts";
import { runGuarded } from "../run-command.ts";
import { tellMatchup } from "./tell-matchup.ts";

const OPPONENTS = ["chosen", "plausible", "worst"] as const;

/** `predictiondex predict`: the recommended move, its chance, how it was found, and the reason. */
export const predictCommand = defineCommand({
  meta: { name: "predict", description: "Which move to use, and how likely it wins" },
  args: {
    a: { type: "string", required: true, description: "Your Pokémon, by id, slug or name" },
    b: { type: "string", required: true, description: "The opponent's Pokémon" },
    moves: { type: "string", description: "Your moves, parted by commas (default: the standard set)" },
    "moves-b": { type: "string", description: "The opponent's moves, or those seen of them" },
    "level-a": { type: "string", default: "50", description: "Your level, 1–100" },
    "level-b": { type: "string", default: "50", description: "The opponent's level, 1–100" },
    opponent: {
      type: "string",
      default: "chosen",
      description: "What is known of the opponent: chosen, plausible (its sets averaged) or worst",
    },
    mega: { type: "boolean", default: false, description: "Your Pokémon may Mega Evolve on the way" },
    "mega-b": { type: "boolean", default: false, description: "So may the opponent" },
    lang: { type: "string", description: "en or fr (default: by LANG)" },
    json: { type: "boolean", default: false, description: "Print the API's answer as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const settings = readSettings();
      const language = chooseLanguage(args.lang, settings.environment.LANG);
      const request: V1BestMoveRequest = {
        a: readSet(args.a, args.moves, readLevel(args["level-a"], "--level-a"), args.mega),
        b: readSet(args.b, args["moves-b"], readLevel(args["level-b"], "--level-b"), args["mega-b"]),
        opponent: readOpponent(args.opponent),
      };
      const answer = await withApi(settings, (url) => createApiClient(url, { language }).bestMove(request));
      console.log(args.json ? JSON.stringify(answer, null, 2) : tellMatchup(answer, language));
    }),
});

function readSet(pokemon: string, moves: string | undefined, level: number, mega: boolean): SetInputJson {
  const key = /^\d+$/.test(pokemon) ? Number(pokemon) : pokemon;
  return { pokemon: key, level, mega, ...(moves === undefined ? {} : { moves: readList(moves) }) };
}

function chooseLanguage(asked: string | undefined, locale: string | undefined): UiLanguage {
  if (asked === undefined) return locale?.startsWith("fr") ? "fr" : "en";
  if (asked === "en" || asked === "fr") return asked;
  throw fault("--lang", `--lang must be en or fr, got "${asked}"`);
}

function readOpponent(text: string): (typeof OPPONENTS)[number] {
  const known = OPPONENTS.find((kind) => kind === text);
  if (known !== undefined) return known;
  throw fault("--opponent", `--opponent must be one of ${OPPONENTS.join(", ")}, got "${text}"`);
}

function readLevel(text: string, option: string): number {
  const level = Number(text);
  if (Number.isInteger(level) && level >= 1 && level <= 100) return level;
  throw fault(option, `${option} must be a whole number from 1 to 100, got "${text}"`);
}

function readList(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function fault(pointer: string, detail: string): InvalidInputError {
  return new InvalidInputError([{ pointer, detail }]);
}
