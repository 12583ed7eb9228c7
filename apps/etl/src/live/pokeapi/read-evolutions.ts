import type { Evolution } from "@predictiondex/core";
import type { ChainLink } from "./answers.ts";
import type { PokeApi } from "./pokeapi.ts";
import type { FormReading } from "./read-forms.ts";

/**
 * Steps between forms of the roster, by the form that they lead to. PokéAPI ties three steps to the region of Alola
 * (Alolan Raichu, Exeggutor and Marowak): these games play in Kanto, where Pikachu, Exeggcute and Cubone only become the
 * Kantonian forms. Partners do not evolve. A parent that the species names without any step (Meltan's, in Pokémon GO) is
 * `other`.
 */
export async function readEvolutions(
  api: PokeApi,
  forms: readonly FormReading[],
): Promise<readonly Evolution[]> {
  const known = new Set(forms.map(({ form }) => form.slug));
  const base = forms.filter(({ form }) => form.kind === "base");
  const baseOf = new Map(base.map(({ form }) => [form.species, form.slug]));
  const steps = new Map<string, Evolution>();
  const visit = (parent: ChainLink): void => {
    for (const child of parent.evolves_to) {
      for (const detail of child.evolution_details) {
        const from = detail.base_form?.name ?? baseOf.get(parent.species.name);
        const to = detail.evolved_form?.name ?? baseOf.get(child.species.name);
        if (from === undefined || to === undefined || !known.has(from) || !known.has(to)) continue;
        if (detail.region?.name === "alola") continue;
        if (steps.has(to)) throw new Error(`two steps lead to ${to}`);
        const { trigger, min_level: level, item } = detail;
        steps.set(to, { from, to, trigger: trigger.name, level, item: item?.name ?? null });
      }
      visit(child);
    }
  };
  const urls = [...new Set(forms.map(({ evolutionChain }) => evolutionChain))];
  const chains = await Promise.all(urls.map((url) => api.byUrl("evolution-chain", url)));
  for (const { chain } of chains) visit(chain);
  for (const { form, evolvesFrom } of base) {
    const from = baseOf.get(evolvesFrom ?? "");
    if (from !== undefined && !steps.has(form.slug)) {
      steps.set(form.slug, { from, to: form.slug, trigger: "other", level: null, item: null });
    }
  }
  return forms.flatMap(({ form }) => steps.get(form.slug) ?? []);
}
