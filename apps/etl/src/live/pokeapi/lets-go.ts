/** PokéAPI's name of the Let's Go version group. */
export const LETS_GO = "lets-go-pikachu-lets-go-eevee";
