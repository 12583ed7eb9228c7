// Facts of Let's Go that PokéAPI does not hold, each with where it comes from.

/**
 * PP in Let's Go where PokéAPI only knows today's 5: the cut came with Scarlet and Violet, and PokéAPI records no past
 * value. Source: Bulbapedia, "Rest (move)", "Roost (move)", "Recover (move)", "Soft-Boiled (move)": PP 10 until
 * Generation VIII. Checked against Showdown's gen7letsgo.
 */
export const LETS_GO_PP: Readonly<Record<string, number>> = {
  recover: 10,
  rest: 10,
  roost: 10,
  "soft-boiled": 10,
};
