import { type BestMoveResponse, createApiClient, type PokemonItem } from "@predictiondex/contract";
import { createNameSearch, foldName, InvalidInputError, type UiLanguage } from "@predictiondex/core";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { withApi } from "../platform/with-api.ts";
import { runGuarded } from "../run-command.ts";

/** `predictiondex predict`: the recommended move, its chance and the reason. */
export const predictCommand = defineCommand({
  meta: { name: "predict", description: "Which move to use, and how likely it wins" },
  args: {
    a: { type: "string", required: true, description: "Your Pokémon, by slug or name" },
    b: { type: "string", required: true, description: "The opponent's Pokémon" },
    moves: { type: "string", description: "Your moves, parted by commas (default: the standard set)" },
    "moves-b": { type: "string", description: "The opponent's moves, parted by commas" },
    "level-a": { type: "string", default: "50", description: "Your level, 1–100" },
    "level-b": { type: "string", default: "50", description: "The opponent's level, 1–100" },
    lang: { type: "string", description: "en or fr (default: by LANG)" },
    json: { type: "boolean", default: false, description: "Print the API's answer as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const settings = readSettings();
      const language = chooseLanguage(args.lang, settings.environment.LANG);
      const answer = await withApi(settings, async (url) => {
        const client = createApiClient(url, { language });
        const pokemon = await client.listPokemon();
        return client.predictBestMove({
          pokemon_a_id: findPokemon(pokemon, args.a, "--a", language),
          pokemon_b_id: findPokemon(pokemon, args.b, "--b", language),
          level_a: readLevel(args["level-a"], "--level-a"),
          level_b: readLevel(args["level-b"], "--level-b"),
          ...(args.moves === undefined ? {} : { available_moves: readList(args.moves) }),
          ...(args["moves-b"] === undefined ? {} : { available_moves_b: readList(args["moves-b"]) }),
        });
      });
      console.log(args.json ? JSON.stringify(answer, null, 2) : render(answer, language));
    }),
});

function chooseLanguage(asked: string | undefined, locale: string | undefined): UiLanguage {
  if (asked === undefined) return locale?.startsWith("fr") ? "fr" : "en";
  if (asked === "en" || asked === "fr") return asked;
  throw fault("--lang", `--lang must be en or fr, got "${asked}"`);
}

function findPokemon(
  pokemon: readonly PokemonItem[],
  name: string,
  option: string,
  language: UiLanguage,
): number {
  const folded = foldName(name);
  const found = pokemon.find(({ slug, name_fr, name_en, name_ja, aliases }) =>
    [slug, name_fr, name_en, name_ja, ...aliases].some((one) => foldName(one) === folded),
  );
  if (found) return found.id;
  const search = createNameSearch(
    pokemon.map(({ slug, name_fr: fr, name_en: en, aliases }) => ({ slug, names: { fr, en }, aliases })),
  );
  const near = search(name)
    .slice(0, 3)
    .map(({ names }) => names[language]);
  const hint = near.length > 0 ? `; did you mean ${near.join(", ")}?` : "";
  throw fault(option, `${option}: no Pokémon of Let's Go is named "${name}"${hint}`);
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

function render(answer: BestMoveResponse, language: UiLanguage): string {
  const nameOf = (move: BestMoveResponse["all_moves"][number]): string =>
    language === "fr" ? move.move_name : move.move_name_en;
  const width = Math.max(...answer.all_moves.map((move) => nameOf(move).length));
  const lines = answer.all_moves.map((move, place) => {
    const bar = "█".repeat(Math.round(move.win_probability * 20)).padEnd(20, "░");
    const star = place === 0 ? "★" : " ";
    return `${star} ${nameOf(move).padEnd(width)}  ${bar} ${percent(move.win_probability, answer.method).padStart(6)}${describeDamage(move, language)}`;
  });
  return [...lines, "", answer.explanation[language], answer.assumptions.play[language]].join("\n");
}

function describeDamage({ damage }: BestMoveResponse["all_moves"][number], language: UiLanguage): string {
  if (damage === null) return "";
  return `   ${damage.min_percent.toFixed(0)}–${damage.max_percent.toFixed(0)} % ${language === "fr" ? "des PV" : "of HP"}`;
}

/** Certainty is told only where it is proven. */
function percent(probability: number, method: BestMoveResponse["method"]): string {
  const isProven = method === "exact" && (probability === 0 || probability === 1);
  if (!isProven && probability < 0.01) return "< 1 %";
  if (!isProven && probability > 0.99) return "> 99 %";
  return `${Math.round(probability * 100)} %`;
}
